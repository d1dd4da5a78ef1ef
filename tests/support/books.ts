import { expect } from 'vitest'
import { dataFile } from '../../src/data.ts'
import { verifyAudit } from '../../src/runtime/audit-check.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import type { Received } from '../fakes/dingtalk/index.ts'
import type { Aftermath } from './kills.ts'

/** What the program wrote down, compared with what was said to it and what it was heard to say. */
export async function checkBooks({ fake, doings, balances, data, lifeOf }: Aftermath): Promise<void> {
  const storage = openSqlite(dataFile(data))
  try {
    const books = await storage.read(async tx => ({
      people: await tx.db.select().from(tx.t.person),
      inbox: await tx.db.select().from(tx.t.inbox),
      outbox: await tx.db.select().from(tx.t.outbox),
      pieces: await tx.db.select().from(tx.t.piece),
      applications: await tx.db.select().from(tx.t.application),
      cases: await tx.db.select().from(tx.t.caseFile),
      ledger: await tx.db.select().from(tx.t.ledger),
      alerts: await tx.db.select().from(tx.t.alert),
    }))

    // Every message that was said is acked, in the inbox, and done: once each.
    expect(fake.unacked()).toEqual([])
    expect(fake.lost()).toEqual([])
    const inbox = new Map(books.inbox.map(row => [row.id, row.state]))
    const robot = fake.app.robotCode
    expect(doings.said.filter(msgId => inbox.get(`dingtalk:${robot}:${msgId}`) !== 'done')).toEqual([])
    expect(books.inbox.filter(row => row.state !== 'done' || row.body !== null)).toEqual([])
    expect(books.alerts).toEqual([])

    // One request for each 提交, one case for each 交上去, under the numbers that people were told.
    expect(books.applications.map(row => row.no).toSorted()).toEqual(doings.handedIn.toSorted())
    expect(new Set(doings.handedIn).size).toBe(doings.handedIn.length)
    expect(books.cases.map(row => row.no).toSorted()).toEqual(doings.cases.toSorted())
    expect(books.pieces).toEqual([])
    const ends = new Map(books.applications.map(row => [row.no, row.status]))
    for (const no of doings.handedIn)
      expect([no, ends.get(no)]).toEqual([no, doings.ends.get(no) ?? 'pending'])

    // Everything that was to be said was said; what was said twice was said by two processes.
    expect(books.outbox.filter(row => row.state !== 'sent' || row.payload !== null)).toEqual([])
    const heard = [...new Set(books.people.map(person => person.userid))].flatMap(userid =>
      fake.inbox(userid),
    )
    const webhooks = heard.filter(message => message.replyTo !== undefined)
    expect(new Set(webhooks.map(message => message.replyTo)).size).toBe(answersOf(books.outbox))
    for (const twice of doubles(heard)) {
      const lives = twice.map(lifeOf)
      expect(new Set(lives).size, `${twice[0]?.text} was said twice in one life: ${lives}`).toBe(lives.length)
    }
    for (const no of [...doings.handedIn, ...doings.cases])
      expect(heard.some(message => message.to !== 'boss' || message.text.includes(no))).toBe(true)

    // A balance is the sum of its lines, and what the bot says it is.
    for (const { id, userid } of books.people.filter(person => balances.has(person.userid))) {
      const lines = books.ledger.filter(line => line.person === id && line.account === 'comp')
      const sum = lines.reduce((total, line) => total + line.halfDays, 0)
      expect([userid, sum, balances.get(userid)]).toEqual([
        userid,
        doings.comp.get(userid) ?? 0,
        doings.comp.get(userid) ?? 0,
      ])
    }
    expect((await verifyAudit(storage, Date.now())).fault).toBeNull()
  } finally {
    await storage.close()
  }
}

/** Rows that were answers to a message, by its webhook: turns of what somebody said, but for those that say nothing. */
function answersOf(rows: readonly { key: string }[]): number {
  return rows.filter(row => row.key.startsWith('turn/dingtalk:')).length
}

/** The same words to the same person for the same reason. */
function doubles(messages: readonly Received[]): Received[][] {
  const same = Map.groupBy(messages, ({ to, via, replyTo, text }) =>
    JSON.stringify(via === 'webhook' ? [to, replyTo] : [to, text]),
  )
  return [...same.values()].filter(list => list.length > 1)
}
