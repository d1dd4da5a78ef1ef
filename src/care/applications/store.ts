import { and, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { businessNumber } from '../../kernel/ids.ts'
import type { CareContext, EffectContext } from '../../runtime/context.ts'
import { statement, type Tx } from '../../storage/storage.ts'
import type { Chain } from './plan.ts'
import { insertSteps } from './steps.ts'

/** A request with a number that somebody decides. */
export interface Application {
  no: string
  kind: Kind
  /** Whom it is for, and who handed it in: person.id. */
  person: string
  author: string
  status: Status
  /** Whose turn it is: person.id; null when nobody's. */
  turn: string | null
  /** 0 until the person it is for has agreed that it was written: nobody else may see it before. */
  step: number
  created: number
  decided: number | null
}

export type Kind = 'leave' | 'overtime' | 'hardship' | 'away'
/** `returned`: waits for the person to add something. */
export type Status = 'consent' | 'pending' | 'returned' | 'approved' | 'refused' | 'withdrawn'

const PREFIX: Readonly<Record<Kind, string>> = { leave: 'QJ', overtime: 'JB', hardship: 'KN', away: 'BB' }

const p = sql.placeholder

const count = statement<{ key: string }>()('counter.next', (db, t) =>
  db
    .insert(t.counter)
    .values({ key: p('key'), value: 1 })
    .onConflictDoUpdate({ target: t.counter.key, set: { value: sql`${t.counter.value} + 1` } })
    .returning({ value: t.counter.value }),
)

const byOrigin = statement<{ origin: string }>()('application.byOrigin', (db, t) =>
  db
    .select({ no: t.application.no })
    .from(t.application)
    .where(eq(t.application.origin, p('origin'))),
)

const sealedForm = statement<{ no: string }>()('application.form', (db, t) =>
  db
    .select({ form: t.application.form })
    .from(t.application)
    .where(eq(t.application.no, p('no'))),
)

const insert = statement<{
  no: string
  kind: Kind
  person: string
  author: string
  status: Status
  turn: string | null
  step: number
  form: Uint8Array
  created: number
  origin: string
}>()('application.insert', (db, t) =>
  db.insert(t.application).values({
    no: p('no'),
    kind: p('kind'),
    person: p('person'),
    author: p('author'),
    status: p('status'),
    turn: p('turn'),
    step: p('step'),
    form: p('form'),
    created: p('created'),
    decided: null,
    origin: p('origin'),
  }),
)

/** The next number of a kind and day: `QJ-20261123-0007`. */
export async function nextNumber(tx: Tx, prefix: string, date: string): Promise<string> {
  const [row] = await tx.run(count, { key: `${prefix}:${date}` })
  return businessNumber(prefix, date, row?.value ?? 1)
}

/**
 * Hands a request in, once: the same effect key finds the first.
 * @param about `form`: sealed as it is; `chain`: who decides it; without one only the one whose turn it is
 * @returns its number, and whether it is new
 */
export async function createApplication(
  context: EffectContext,
  about: { kind: Kind; person: string; status: Status; turn: string | null; form: unknown; chain?: Chain },
): Promise<{ no: string; fresh: boolean }> {
  const { tx, key, now, today, person, author = person, tools } = context
  const [known] = await tx.run(byOrigin, { origin: key })
  if (known) return { no: known.no, fresh: false }
  const no = await nextNumber(tx, PREFIX[about.kind], today)
  const form = await tools.vault.sealJson(tx, about.person, `application.form:${no}`, about.form)
  await tx.write(insert, {
    no,
    kind: about.kind,
    person: about.person,
    author: author.id,
    status: about.status,
    turn: about.turn,
    step: about.status === 'consent' ? 0 : 1,
    form,
    created: now,
    origin: key,
  })
  if (about.chain) await insertSteps(tx, no, about.chain)
  return { no, fresh: true }
}

export async function findApplication(tx: Tx, no: string): Promise<Application | null> {
  const [row] = await tx.db.select().from(tx.t.application).where(eq(tx.t.application.no, no))
  return row ? applicationOf(row) : null
}

/** @returns null where there is no such request */
export async function formOf<T>(
  { tx, tools }: { tx: Tx; tools: Pick<CareContext['tools'], 'vault'> },
  no: string,
): Promise<T | null> {
  const [row] = await tx.run(sealedForm, { no })
  return row ? tools.vault.openJson<T>(tx, `application.form:${no}`, row.form) : null
}

/** Requests whose turn somebody's is, or one of several people's, oldest first. */
export async function waitingFor(tx: Tx, ...people: readonly string[]): Promise<Application[]> {
  const { application } = tx.t
  const rows = await tx.db
    .select()
    .from(application)
    .where(inArray(application.turn, [...people]))
    .orderBy(application.created)
    .limit(50)
  return rows.map(applicationOf)
}

/** Requests of everybody, newest first, from just after one of them. */
export async function olderRequests(
  tx: Tx,
  after: Application | null,
  limit: number,
): Promise<Application[]> {
  const { application } = tx.t
  const older =
    after &&
    or(
      lt(application.created, after.created),
      and(eq(application.created, after.created), lt(application.no, after.no)),
    )
  const rows = await tx.db
    .select()
    .from(application)
    .where(older ?? undefined)
    .orderBy(desc(application.created), desc(application.no))
    .limit(limit)
  return rows.map(applicationOf)
}

/** A person's own requests, newest first; with those he wrote for somebody who has not answered yet. */
export async function requestsOf(
  tx: Tx,
  person: string,
  statuses: readonly Status[] | null,
  limit: number,
): Promise<Application[]> {
  const { application } = tx.t
  const mine = or(
    eq(application.person, person),
    and(sql`${application.status} = 'consent'`, eq(application.author, person)),
  )
  const rows = await tx.db
    .select()
    .from(application)
    .where(statuses ? and(mine, inArray(application.status, [...statuses])) : mine)
    .orderBy(desc(application.created))
    .limit(limit)
  return rows.map(applicationOf)
}

/**
 * Moves a request on, only from the state it was seen in: of two taps, or of a withdrawal and a decision, the
 * first wins and the second learns how it ended.
 * @returns whether this call did it
 */
export async function moveApplication(
  tx: Tx,
  seen: Application,
  to: { status: Status; turn: string | null; step?: number; decided?: number },
): Promise<boolean> {
  const { application } = tx.t
  const moved = await tx.db
    .update(application)
    .set({ status: to.status, turn: to.turn, step: to.step ?? seen.step, decided: to.decided ?? null })
    .where(
      and(
        eq(application.no, seen.no),
        eq(application.status, seen.status),
        eq(application.step, seen.step),
        seen.turn === null ? isNull(application.turn) : eq(application.turn, seen.turn),
      ),
    )
    .returning({ no: application.no })
  return moved.length > 0
}

export function applicationOf(row: Tx['t']['application']['$inferSelect']): Application {
  const { no, person, author, turn, step, created, decided } = row
  return {
    no,
    kind: row.kind as Kind,
    person,
    author,
    status: row.status as Status,
    turn,
    step,
    created,
    decided,
  }
}
