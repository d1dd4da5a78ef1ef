import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

/** Whom a leaver supervised: HR sees them on one page, and names who supervises them now. */
let p: TestProgram
let hr: string
let sun = ''
beforeEach(async () => {
  p = await openTestProgram()
  hr = await p.enter('sample-chenjing')
  sun = await idOf('sample-sunli')
})
afterEach(() => p.close())

async function person(userid: string) {
  const { storage } = p.program
  const [row] = await storage.read(tx =>
    tx.db.select().from(tx.t.person).where(eq(tx.t.person.userid, userid)),
  )
  return row
}
const idOf = async (userid: string) => (await person(userid))?.id ?? ''
const leave = () => p.call('POST', `/people/${sun}/leave`, { cookie: hr })
const reports = (cookie = hr) =>
  p.call<{ above: string | null; people: { userid: string; name: string }[] }>(
    'GET',
    `/people/${sun}/reports`,
    { cookie },
  )
const give = (userid: string, people?: string[]) =>
  p.call('PUT', `/people/${sun}/reports`, { cookie: hr, body: { userid, ...(people ? { people } : {}) } })
const ruleOf = (body: unknown) => JSON.stringify((body as { details?: unknown }).details)

test('they are listed with whose they would become, and named anew all at once', async () => {
  await leave()
  const { body } = await reports()
  expect(body.people.map(({ userid }) => userid)).toEqual(['sample-chenyu', 'sample-ligang', 'sample-wumin'])
  expect(body.above).toBe('sample-wang')
  expect((await give('sample-ouyang')).status).toBe(204)
  expect((await person('sample-chenyu'))?.supervisor).toBe('sample-ouyang')
  expect((await reports()).body.people).toEqual([])
  const audit = await p.program.storage.read(tx => tx.db.select().from(tx.t.audit))
  expect(audit.filter(({ action }) => action === 'person.supervisor').map(({ about }) => about)).toEqual(
    await Promise.all(['sample-chenyu', 'sample-ligang', 'sample-wumin'].map(idOf)),
  )
})

test('one by one too; what waits is asked of the new one', async () => {
  const cookie = await p.enter('sample-chenyu')
  const asked = { kind: 'personal', from: '2026-12-02a', to: '2026-12-02p', why: '家里有事' }
  await p.call('POST', '/leave', { cookie, body: asked })
  await leave()
  expect((await give('sample-ouyang', ['sample-chenyu'])).status).toBe(204)
  expect((await reports()).body.people.map(({ userid }) => userid)).toEqual(['sample-ligang', 'sample-wumin'])
  await p.program.road.timers.tick()
  const [request] = await p.program.storage.read(tx => tx.db.select().from(tx.t.application))
  expect(request?.turn).toBe(await idOf('sample-ouyang'))
})

test('who is none of theirs is named, and nobody is given to anybody', async () => {
  await leave()
  const wrong = await give('sample-ouyang', ['sample-chenyu', 'sample-huang'])
  expect([wrong.status, ruleOf(wrong.body)]).toEqual([400, expect.stringContaining('sample-huang')])
  expect((await person('sample-chenyu'))?.supervisor).toBe('sample-sunli')
})

test('nobody supervises himself, nobody stands below himself, nobody is named who is not there', async () => {
  await leave()
  const own = await give('sample-chenyu')
  expect([own.status, ruleOf(own.body)]).toEqual([400, expect.stringContaining('不能是自己的上级')])
  await p.program.storage.transaction(tx =>
    tx.db
      .update(tx.t.person)
      .set({ supervisor: 'sample-chenyu' })
      .where(eq(tx.t.person.userid, 'sample-ouyang')),
  )
  await p.program.directory.refresh()
  const round = await give('sample-ouyang')
  expect([round.status, ruleOf(round.body)]).toEqual([400, expect.stringContaining('绕成了圈')])
  expect((await give('sample-sunli')).status).toBe(400)
  expect((await person('sample-chenyu'))?.supervisor).toBe('sample-sunli')
})

test('only of who has left, and only by HR and administrators', async () => {
  expect((await reports()).status).toBe(404)
  expect((await give('sample-wang')).status).toBe(404)
  await leave()
  expect((await reports(await p.enter('sample-ouyang'))).status).toBe(403)
})
