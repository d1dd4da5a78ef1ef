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
    .onConflictDoNothing(),
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
    .where(and(eq(t.dialogue.lane, p('lane')), eq(t.dialogue.rev, p('before')))),
)

/** Two turns of one lane never run at once in one process; this is the guard between processes. */
export class RevisionConflict extends Error {}

/** The conversations of all lanes. Those used lately are remembered; what another process wrote shows when saving. */
export interface Dialogues {
  /** A state that cannot be read (damaged, another format) becomes a fresh one: the person is told, nobody is locked out. */
  load(tx: Tx, lane: string): Promise<Stored>
  /** @throws RevisionConflict when somebody else wrote it meanwhile */
  save(
    tx: Tx,
    lane: string,
    before: number,
    state: State,
    about: { channel: string; contact: string; wakeAt: number | null; now: number },
  ): Promise<void>
}

/** A conversation comes in bursts; this many at once are spared reading, opening and parsing at every turn. */
const REMEMBERED = 2_000

export function openDialogues(vault: Vault): Dialogues {
  const recent = new Map<string, Stored>()

  function remember(lane: string, entry: Stored): void {
    recent.delete(lane)
    const [oldest] = recent.keys()
    if (recent.size >= REMEMBERED && oldest !== undefined) recent.delete(oldest)
    recent.set(lane, entry)
  }

  return {
    async load(tx, lane) {
      return recent.get(lane) ?? read(tx, vault, lane)
    },
    async save(tx, lane, before, state, { channel, contact, wakeAt, now }) {
      const sealed = await vault.sealJson(tx, lane, `dialogue.state:${lane}`, state)
      const rev = before + 1
      const row = { lane, rev, state: sealed, channel, contact, wakeAt, updated: now }
      const written = before === 0 ? await tx.write(create, row) : await tx.write(swap, { ...row, before })
      // Gone until it is durable, and for good if what is remembered proved old.
      recent.delete(lane)
      if (written === 0) throw new RevisionConflict()
      tx.afterCommit(() => remember(lane, { rev, state, lost: false, address: { channel, contact } }))
    },
  }
}

async function read(tx: Tx, vault: Vault, lane: string): Promise<Stored> {
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
