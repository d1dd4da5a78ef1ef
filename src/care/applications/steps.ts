import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import { statement, type Tx } from '../../storage/storage.ts'
import { ADDED } from './plan.ts'
import type { Link } from './rules.ts'

/** One place in the chain of a request. */
export interface Step {
  id: string
  no: string
  /** The order, counted from 1 within a request. */
  seq: number
  /** file = 备案: told, never asked */
  does: 'decide' | 'file'
  /** person.id */
  person: string
  found: string
  state: 'waiting' | 'turn' | 'agreed' | 'refused' | 'skipped' | 'told'
  /** Who really decided: the one himself, or who stood in for him. */
  by: string | null
  at: number | null
}

const p = sql.placeholder

const insert = statement<Omit<Step, 'by' | 'at'>>()('approvalStep.insert', (db, t) =>
  db.insert(t.approvalStep).values({
    id: p('id'),
    no: p('no'),
    seq: p('seq'),
    does: p('does'),
    person: p('person'),
    found: p('found'),
    state: p('state'),
    by: null,
    at: null,
  }),
)

/** Writes the chain of a request down; the first one's turn it is. */
export async function insertSteps(
  tx: Tx,
  no: string,
  { approvers, copies }: { approvers: readonly Link<{ id: string }>[]; copies: readonly { id: string }[] },
): Promise<void> {
  let seq = 0
  for (const { person, found } of approvers) {
    seq++
    const state = seq === 1 ? 'turn' : 'waiting'
    await tx.run(insert, { id: randomId(), no, seq, does: 'decide', person: person.id, found, state })
  }
  for (const person of copies) {
    seq++
    await tx.run(insert, {
      id: randomId(),
      no,
      seq,
      does: 'file',
      person: person.id,
      found: 'copy',
      state: 'waiting',
    })
  }
}

/** How somebody was found with whom a journey out of the city was filed, with a leave or by itself. */
export const JOURNEY = 'journey'

/** Somebody was told of a journey; once, however often he is told. @param at ms UTC */
export async function noteFiled(
  tx: Tx,
  { no, person, at }: { no: string; person: string; at: number },
): Promise<void> {
  const steps = await stepsOf(tx, no)
  if (steps.some(one => one.found === JOURNEY && one.person === person)) return
  const [id, seq] = [randomId(), (steps.at(-1)?.seq ?? 0) + 1]
  await tx.run(insert, { id, no, seq, does: 'file', person, found: JOURNEY, state: 'told' })
  await setStep(tx, id, { at })
}

/** Begins a request anew that was decided once: what it asks for is another thing now. */
export async function replaceSteps(
  tx: Tx,
  no: string,
  chain: Parameters<typeof insertSteps>[2],
): Promise<void> {
  await tx.db.delete(tx.t.approvalStep).where(eq(tx.t.approvalStep.no, no))
  await insertSteps(tx, no, chain)
}

/** The chain of a request, in order. */
export async function stepsOf(tx: Tx, no: string): Promise<Step[]> {
  const { approvalStep } = tx.t
  const rows = await tx.db
    .select()
    .from(approvalStep)
    .where(eq(approvalStep.no, no))
    .orderBy(asc(approvalStep.seq))
  return rows as Step[]
}

export async function setStep(
  tx: Tx,
  id: string,
  to: Partial<Pick<Step, 'person' | 'found' | 'state' | 'by' | 'at'>>,
) {
  await tx.db.update(tx.t.approvalStep).set(to).where(eq(tx.t.approvalStep.id, id))
}

/** Puts somebody into a chain at a place; whoever stands there and after moves back by one. */
export async function insertStepAt(
  tx: Tx,
  about: { no: string; seq: number; person: string; state: 'waiting' | 'turn' },
): Promise<void> {
  const { approvalStep } = tx.t
  const { no, seq } = about
  await tx.db
    .update(approvalStep)
    .set({ seq: sql`${approvalStep.seq} + 1` })
    .where(and(eq(approvalStep.no, no), gte(approvalStep.seq, seq)))
  await tx.run(insert, { id: randomId(), does: 'decide', found: ADDED, ...about })
}

/** Numbers that somebody has decided since a moment, himself or for another. */
export async function decidedBy(
  tx: Tx,
  person: string,
  since: number,
): Promise<Pick<Step, 'no' | 'state'>[]> {
  const { approvalStep } = tx.t
  const rows = await tx.db
    .select({ no: approvalStep.no, state: approvalStep.state })
    .from(approvalStep)
    .where(
      and(
        eq(approvalStep.by, person),
        gte(approvalStep.at, since),
        inArray(approvalStep.state, ['agreed', 'refused']),
      ),
    )
    .orderBy(asc(approvalStep.at))
  return rows as Pick<Step, 'no' | 'state'>[]
}
