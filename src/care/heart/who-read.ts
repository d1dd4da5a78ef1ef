import { eq, inArray } from 'drizzle-orm'
import { formatDate } from '../../dialogue/format.ts'
import { localDate } from '../../kernel/clock.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { isGiven } from './clock.ts'
import type { CaseRow } from './store.ts'

/** One line: who can read a case, who has opened it when, and where it stands. */
export async function whoRead(context: CareContext, row: CaseRow): Promise<string> {
  const { tools } = context
  const readers = []
  for (const { id, opened } of await keysOf(context, row.id)) {
    const reader = await tools.directory.byId(context.tx, id)
    if (!reader) continue
    const name = titleOf(reader)
    const date = opened === null ? '' : dayOf(opened, context)
    readers.push(opened === null ? tools.text('read_not', { name }) : tools.text('read_on', { name, date }))
  }
  const notice = row.kind === 'flag' ? 'read_flag' : 'read_line'
  const state = await stateOf(context, row)
  return tools.text(notice, { no: row.no, readers: readers.join(tools.words().and), state })
}

/** Where it stands; that an answer waits only while it does, and what its person has asked for only until it is done. */
async function stateOf(context: CareContext, row: CaseRow): Promise<string> {
  const { tx, tools } = context
  const { status, kind, asked } = row
  const waits = await hasLetter(tx, row.id)
  const said = []
  if (status === 'closed') said.push(tools.text(kind === 'flag' ? 'case_state_over' : 'case_state_closed'))
  else if (status !== 'answered') said.push(await takenBy(context, row))
  else if (!waits) said.push(tools.text('case_state_read'))
  if (waits) said.push(tools.text('case_state_answered'))
  if (asked !== null) said.push(tools.text(asked === 'delete' ? 'case_state_delete' : 'case_state_close'))
  return said.join('')
}

async function takenBy({ tx, tools }: CareContext, row: CaseRow): Promise<string> {
  const handler = row.handler === null ? null : await tools.directory.byId(tx, row.handler)
  if (handler === null || (await isGiven(tx, tools, row))) return tools.text('case_state_open')
  return tools.text('case_state_taken', { name: titleOf(handler) })
}

/** An answer of this case, or of one that went into it, was not shown yet. */
async function hasLetter(tx: Tx, id: string): Promise<boolean> {
  const { caseFile, caseReply } = tx.t
  const merged = await tx.db.select({ id: caseFile.id }).from(caseFile).where(eq(caseFile.mergedInto, id))
  const [reply] = await tx.db.select({ id: caseReply.id }).from(caseReply).where(eq(caseReply.caseId, id))
  if (reply) return true
  for (const one of merged) if (await hasLetter(tx, one.id)) return true
  return false
}

/** Readers with a key to a case, in the order people are named in, and when each first opened it. */
async function keysOf({ tx, tools }: CareContext, caseId: string) {
  const { caseKey, reader } = tx.t
  const keys = await tx.db.select().from(caseKey).where(eq(caseKey.caseId, caseId))
  if (keys.length === 0) return []
  const ids = keys.map(key => key.reader)
  const people = await tx.db.select().from(reader).where(inArray(reader.id, ids))
  const rows = new Map<string, { id: string; opened: number | null; sort: number }>()
  for (const { id, person, removed } of people) {
    const opened = keys.find(key => key.reader === id)?.opened ?? null
    // Who may not read any more, and never has, is none of them.
    if (removed !== null && opened === null) continue
    // Who has changed his key since is one reader, and opened it when he first did.
    const before = rows.get(person)?.opened ?? null
    const first = opened === null ? before : Math.min(opened, before ?? opened)
    const sort = (await tools.directory.byId(tx, person))?.sort ?? 0
    rows.set(person, { id: person, opened: first, sort })
  }
  return [...rows.values()].sort((a, b) => a.sort - b.sort)
}

function dayOf(at: number, { tools, today }: CareContext): string {
  return formatDate(localDate(at, tools.zone), tools.words(), today)
}

/** A reader opens a case: the first time is written down, for its person to see. */
export async function markOpened(tx: Tx, keyId: string, opened: number | null, now: number): Promise<void> {
  if (opened === null) await tx.db.update(tx.t.caseKey).set({ opened: now }).where(eq(tx.t.caseKey.id, keyId))
}
