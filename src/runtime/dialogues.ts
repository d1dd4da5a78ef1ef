import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { freshState, type State } from '../dialogue/state.ts'
import { statement, type Tx } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'

const p = sql.placeholder

/** A person's conversation as it was stored; `lost` when it could not be read any more. */
export interface Stored {
  rev: number
  state: State
  lost: boolean
  address: { channel: string; contact: string } | null
}

const load = statement<{ lane: string }>()('dialogue.load', (db, t) =>
  db
    .select()
    .from(t.dialogue)
    .where(eq(t.dialogue.lane, p('lane'))),
)

interface Row {
  lane: string
  rev: number
  state: Uint8Array
  channel: string
  contact: string
  wakeAt: number | null
  updated: number
  [key: string]: unknown
}

const create = statement<Row>()('dialogue.create', (db, t) =>
  db
    .insert(t.dialogue)
    .values({
      lane: p('lane'),
      rev: p('rev'),
      state: p('state'),
      channel: p('channel'),
      contact: p('contact'),
      wakeAt: p('wakeAt'),
      updated: p('updated'),
    })
    .onConflictDoNothing()
    .returning({ rev: t.dialogue.rev }),
)

const swap = statement<Row & { before: number }>()('dialogue.swap', (db, t) =>
  db
    .update(t.dialogue)
    .set({
      rev: sql`${p('rev')}`,
      state: sql`${p('state')}`,
      channel: sql`${p('channel')}`,
      contact: sql`${p('contact')}`,
      wakeAt: sql`${p('wakeAt')}`,
      updated: sql`${p('updated')}`,
    })
    .where(and(eq(t.dialogue.lane, p('lane')), eq(t.dialogue.rev, p('before'))))
    .returning({ rev: t.dialogue.rev }),
)

/** A state that cannot be read (damaged, another format) becomes a fresh one: the person is told, nobody is locked out. */
export async function loadDialogue(tx: Tx, vault: Vault, lane: string): Promise<Stored> {
  const [row] = await tx.run(load, { lane })
  if (!row) return { rev: 0, state: freshState(), lost: false, address: null }
  const address = { channel: row.channel, contact: row.contact }
  try {
    const state = await vault.openJson<State>(tx, `dialogue.state:${lane}`, row.state)
    if (state.v === 1) return { rev: row.rev, state, lost: false, address }
  } catch {
    // Told by `lost` below.
  }
  return { rev: row.rev, state: freshState(), lost: true, address }
}

/** Two turns of one lane never run at once in one process; this is the guard between processes. */
export class RevisionConflict extends Error {}

/** @throws RevisionConflict when somebody else wrote it meanwhile */
export async function saveDialogue(
  tx: Tx,
  vault: Vault,
  lane: string,
  before: number,
  state: State,
  about: { channel: string; contact: string; wakeAt: number | null; now: number },
): Promise<void> {
  const sealed = await vault.sealJson(tx, lane, `dialogue.state:${lane}`, state)
  const { channel, contact, wakeAt, now } = about
  const row = { lane, rev: before + 1, state: sealed, channel, contact, wakeAt, updated: now }
  const written = before === 0 ? await tx.run(create, row) : await tx.run(swap, { ...row, before })
  if (written.length === 0) throw new RevisionConflict()
}

/** Lanes whose nudge or expiry is due. */
export async function lanesToWake(
  tx: Tx,
  now: number,
  limit: number,
): Promise<{ lane: string; rev: number; at: number }[]> {
  const { dialogue } = tx.t
  const rows = await tx.db
    .select({ lane: dialogue.lane, rev: dialogue.rev, at: dialogue.wakeAt })
    .from(dialogue)
    .where(lte(dialogue.wakeAt, now))
    .orderBy(asc(dialogue.wakeAt))
    .limit(limit)
  return rows.map(r => ({ ...r, at: r.at ?? now }))
}

/** When the next conversation wants to be woken, ms UTC. */
export async function nextWake(tx: Tx): Promise<number | null> {
  const [row] = await tx.db
    .select({ at: tx.t.dialogue.wakeAt })
    .from(tx.t.dialogue)
    .where(sql`${tx.t.dialogue.wakeAt} is not null`)
    .orderBy(asc(tx.t.dialogue.wakeAt))
    .limit(1)
  return row?.at ?? null
}
