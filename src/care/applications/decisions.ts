import { and, desc, eq } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { Application } from './store.ts'

export type Verdict =
  | 'agreed'
  | 'refused'
  | 'undone'
  | 'returned'
  | 'answered'
  | 'added'
  | 'withdrawn'
  | 'consented'
  | 'declined'
  | 'urged'
  | 'checked'
  | 'office'
  | 'lapsed'

/**
 * Writes who decided what, and for whom where it was not his own turn; the reason is sealed with the key of whom it is
 * about.
 * @param about as it stood when it was decided
 */
export async function recordDecision(
  context: Pick<CareContext, 'tx' | 'tools' | 'person' | 'now'>,
  about: Application,
  verdict: Verdict,
  reason: string | null,
): Promise<void> {
  const { tx, tools, person, now } = context
  const stoodIn = BY_TURN.has(verdict) && about.turn !== null && about.turn !== person.id
  const id = randomId()
  const sealed =
    reason === null ? null : await tools.vault.seal(tx, about.person, `decision.reason:${id}`, reason)
  await tx.db.insert(tx.t.decision).values({
    id,
    no: about.no,
    step: about.step,
    person: person.id,
    instead: stoodIn ? about.turn : null,
    verdict,
    reason: sealed,
    at: now,
  })
}

/** What is said by whose turn it is, and by nobody else. */
const BY_TURN: ReadonlySet<Verdict> = new Set(['agreed', 'refused', 'returned', 'added', 'undone'])

/** What was written with the last verdict of its kind on a request, and how who wrote it is called. */
export async function saidWith(
  { tx, tools }: Pick<CareContext, 'tx' | 'tools'>,
  { no }: Application,
  verdict: 'returned' | 'refused' | 'answered',
): Promise<{ said: string; approver: string } | null> {
  const { decision } = tx.t
  const [row] = await tx.db
    .select()
    .from(decision)
    .where(and(eq(decision.no, no), eq(decision.verdict, verdict)))
    .orderBy(desc(decision.at))
    .limit(1)
  if (!row?.reason) return null
  const who = await tools.directory.byId(tx, row.person)
  return {
    said: await tools.vault.openText(tx, `decision.reason:${row.id}`, row.reason),
    approver: who ? titleOf(who) : '',
  }
}
