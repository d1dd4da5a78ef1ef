import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Chaos, Line } from './chaos.ts'

/** What must hold after the storm, whatever it was. */
export async function checkCalm({ program, fake, chatter, logged, health }: Chaos): Promise<void> {
  const books = await program.storage.read(async tx => ({
    inbox: await tx.db.select().from(tx.t.inbox),
    outbox: await tx.db.select().from(tx.t.outbox),
    attachments: await tx.db.select().from(tx.t.attachment),
    applications: await tx.db.select().from(tx.t.application),
  }))
  // Nothing is lost: all that was said is acked and done, all that was to be said is said.
  expect(fake.unacked()).toEqual([])
  expect(fake.lost()).toEqual([])
  const states = new Map(books.inbox.map(row => [row.id, row.state]))
  const robot = fake.app.robotCode
  expect(chatter.said.filter(msgId => states.get(`dingtalk:${robot}:${msgId}`) !== 'done')).toEqual([])
  expect(books.inbox.filter(row => row.state !== 'done')).toEqual([])
  expect(books.outbox.filter(row => row.state !== 'sent')).toEqual([])
  // Nothing is done twice.
  expect(books.applications.map(row => [row.no, row.status]).toSorted()).toEqual(
    chatter.numbers.map(no => [no, 'withdrawn']).toSorted(),
  )
  expect(books.attachments).toEqual([])
  // Their bytes go a moment after their rows.
  await expect.poll(() => readdirSync(join(program.folder, 'files')), { timeout: 10_000 }).toEqual([])
  // No storm of connections: an attempt at the start, and one for each time the log says that one is due.
  const due = logged.filter(line => /dingtalk\.(open_failed|lost|retired)/.test(line.name))
  expect(health.opens).toBe(1 + due.length)
  expect(fake.calls.of('open')).toBe(health.opens)
  expect(fake.calls.of('upgrade')).toBeLessThanOrEqual(health.opens)
  expect(fake.stream.connections()).toHaveLength(1)
  for (const line of due) expect(waitOf(line), JSON.stringify(line)).toBeGreaterThanOrEqual(leastWait(line))
  // What DingTalk itself would object to.
  const kinds = new Set(fake.violations().map(one => one.kind))
  for (const harmless of ['ack-late', 'ack-twice']) kinds.delete(harmless)
  expect([...kinds]).toEqual([])
  expect(logged.filter(line => line.level === 'error').map(line => line.name)).toEqual([])
}

/** A swap is warm and at once, unless the connection before it has not stood for long either. */
function leastWait({ name, about }: Line): number {
  return name === 'dingtalk.retired' ? 0 : Math.min(48_000, 1_000 * 2 ** (Number(about['failures']) - 1))
}

function waitOf({ about }: Line): number {
  return Number(about['wait'])
}
