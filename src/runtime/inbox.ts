import { and, asc, eq, sql } from 'drizzle-orm'
import { Fault } from '../kernel/faults.ts'
import { sequence } from '../kernel/ids.ts'
import { statement, type Tx } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'
import type { Arrival } from './arrival.ts'

const p = sql.placeholder

/** A row of the inbox that waits for its turn. */
export interface Waiting {
  seq: number
  id: string
  at: number
  tries: number
  nextAt: number
  arrival: Arrival
}

/** What waits in a lane. */
export interface Waits {
  waiting: Waiting[]
  /** Rows that cannot be opened any more: nothing can be done with them but to put them aside. */
  broken: { seq: number; id: string; at: number }[]
}

/** What a turn leaves on the rows it took. */
export interface Done {
  rev: number
  commands: string
  effects: string
}

const known = statement<{ id: string }>()('inbox.known', (db, t) =>
  db
    .select({ seq: t.inbox.seq })
    .from(t.inbox)
    .where(eq(t.inbox.id, p('id'))),
)

const insert = statement<{
  seq: number
  id: string
  lane: string
  at: number
  received: number
  body: Uint8Array | null
  state: string
  tries: number
  nextAt: number
  rev: number | null
  commands: string | null
  effects: string | null
}>()('inbox.insert', (db, t) =>
  db.insert(t.inbox).values({
    seq: p('seq'),
    id: p('id'),
    lane: p('lane'),
    at: p('at'),
    received: p('received'),
    body: p('body'),
    state: p('state'),
    tries: p('tries'),
    nextAt: p('nextAt'),
    rev: p('rev'),
    commands: p('commands'),
    effects: p('effects'),
    fault: null,
  }),
)

/** Written out, not bound: SQLite uses a partial index only for a condition it can read. */
const isWaiting = (t: Tx['t']) => sql`${t.inbox.state} = 'waiting'`

const waiting = statement<{ lane: string; limit: number }>()('inbox.waiting', (db, t) =>
  db
    .select()
    .from(t.inbox)
    .where(and(eq(t.inbox.lane, p('lane')), isWaiting(t)))
    .orderBy(asc(t.inbox.at), asc(t.inbox.seq))
    .limit(p('limit')),
)

const finish = statement<{ seq: number; rev: number; commands: string; effects: string }>()(
  'inbox.finish',
  (db, t) =>
    db
      .update(t.inbox)
      .set({
        state: 'done',
        body: null,
        rev: sql`${p('rev')}`,
        commands: sql`${p('commands')}`,
        effects: sql`${p('effects')}`,
      })
      .where(eq(t.inbox.seq, p('seq'))),
)

/** Whether this event came before, however it ended. */
export async function isKnown(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(known, { id })).length > 0
}

/** Keeps an event that was dealt with in this very transaction: nothing of it but its id and names remains. */
export async function recordDone(tx: Tx, arrival: Arrival, now: number, done: Done): Promise<void> {
  await tx.write(insert, { ...row(arrival, now), body: null, state: 'done', tries: 0, nextAt: now, ...done })
}

/** Keeps an event for a turn later, sealed with its lane's key. */
export async function recordWaiting(
  tx: Tx,
  vault: Vault,
  arrival: Arrival,
  now: number,
  about: { tries: number; nextAt: number },
): Promise<void> {
  const body = await vault.sealJson(tx, arrival.lane, `inbox.body:${arrival.id}`, arrival)
  await tx.write(insert, {
    ...row(arrival, now),
    body,
    state: 'waiting',
    ...about,
    rev: null,
    commands: null,
    effects: null,
  })
}

function row(arrival: Arrival, now: number) {
  return { seq: sequence(now), id: arrival.id, lane: arrival.lane, at: arrival.at, received: now }
}

/** The events of a lane that wait, in the platform's order. One damaged row does not hide the others. */
export async function waitingOf(tx: Tx, vault: Vault, lane: string, limit: number): Promise<Waits> {
  const rows = await tx.run(waiting, { lane, limit })
  const waits: Waits = { waiting: [], broken: [] }
  for (const { seq, id, at, tries, nextAt, body } of rows) {
    const arrival = body && (await openBody(tx, vault, id, body))
    if (arrival) waits.waiting.push({ seq, id, at, tries, nextAt, arrival })
    else waits.broken.push({ seq, id, at })
  }
  return waits
}

async function openBody(tx: Tx, vault: Vault, id: string, body: Uint8Array): Promise<Arrival | null> {
  try {
    return await vault.openJson<Arrival>(tx, `inbox.body:${id}`, body)
  } catch (error) {
    if (error instanceof Fault && error.code === 'SEAL_BROKEN') return null
    throw error
  }
}

export async function finishRow(tx: Tx, seq: number, done: Done): Promise<void> {
  await tx.write(finish, { seq, ...done })
}

/** The turn failed: once more later. */
export async function postpone(tx: Tx, seq: number, tries: number, nextAt: number): Promise<void> {
  await tx.db.update(tx.t.inbox).set({ tries, nextAt }).where(eq(tx.t.inbox.seq, seq))
}

/**
 * The turn failed for good: out of the way of what follows, visible to the administrator, who may have it tried
 * again while its words are kept (`second-chance.ts`).
 */
export async function park(tx: Tx, seq: number, fault: string, now: number): Promise<void> {
  await tx.db.update(tx.t.inbox).set({ state: 'parked', nextAt: now, fault }).where(eq(tx.t.inbox.seq, seq))
}

/** Lanes with something waiting: what a restart takes up again. */
export async function lanesWaiting(tx: Tx): Promise<string[]> {
  const rows = await tx.db.selectDistinct({ lane: tx.t.inbox.lane }).from(tx.t.inbox).where(isWaiting(tx.t))
  return rows.map(r => r.lane)
}
