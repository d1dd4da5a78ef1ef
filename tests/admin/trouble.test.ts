import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../support/program.ts'

const MARKER = '标记词甲乙丙丁'

let p: TestProgram
let admin: string
beforeEach(async () => {
  p = await openTestProgram()
  admin = await p.enter('sample-zhou')
  const { storage, tools, road, directory } = p.program
  await storage.transaction(async tx => {
    const wang = await directory.byUserid(tx, 'sample-wang')
    const lane = wang?.id ?? ''
    const message = { text: MARKER, buttons: [], card: null }
    await road.outbox.put(
      tx,
      { key: 'k1', lane, channel: 'web', contact: 'sample-wang', message, reply: null, onSent: null },
      p.now(),
    )
    const body = await tools.vault.seal(tx, lane, 'inbox.body:e1', MARKER)
    const row = { lane, at: p.now(), received: p.now(), tries: 2, nextAt: 0 }
    await tx.db
      .insert(tx.t.inbox)
      .values({ seq: 1, id: 'e1', ...row, body: null, state: 'parked', fault: 'BROKEN' })
    await tx.db.insert(tx.t.inbox).values({ seq: 2, id: 'e2', ...row, body, state: 'waiting' })
    await road.alarm(tx, 'message_parked', 'e1', p.now())
  })
})
afterEach(() => p.close())

interface Trouble {
  parked: { seq: number; fault: string; again: boolean }[]
  gaveUp: { seq: number; again: boolean }[]
  overdue: { channel: string }[]
  alerts: { id: string; code: string; times: number }[]
}
const trouble = async () => (await p.call<Trouble>('GET', '/trouble', { cookie: admin })).body

test('what went wrong is shown by codes and times', async () => {
  expect(await trouble()).toMatchObject({
    parked: [{ seq: 1, fault: 'BROKEN', again: false }],
    gaveUp: [],
    overdue: [],
    alerts: [{ code: 'message_parked', times: 1 }],
  })
})

test('a message that is not out after five minutes is overdue', async () => {
  p.forward(5 * 60_000 + 1)
  // The push to the administrator waits too: there is no channel.
  expect((await trouble()).overdue).toHaveLength(2)
})

test('whose message it was, and who is in danger, an administrator does not see: the roster would name him', async () => {
  const { storage, road, directory } = p.program
  const wang = await storage.read(tx => directory.byUserid(tx, 'sample-wang'))
  await storage.transaction(async tx => {
    await tx.db.update(tx.t.outbox).set({ state: 'gave_up', fault: 'NO_PERMISSION' })
    await road.alarm(tx, 'duty_not_reached', wang?.id ?? '', p.now())
  })
  p.forward(5 * 60_000 + 1)
  const shown = await trouble()
  expect(shown).toMatchObject({ parked: [{ seq: 1 }], alerts: [{}, {}] })
  expect([shown.gaveUp.length, shown.overdue.length]).toEqual([2, 1])
  expect(JSON.stringify(shown)).not.toContain(wang?.id)
})

test('an alert is closed once, and is then gone', async () => {
  const [alert] = (await trouble()).alerts
  expect((await p.call('POST', `/alerts/${alert?.id}/close`, { cookie: admin })).status).toBe(204)
  expect((await trouble()).alerts).toEqual([])
  expect((await p.call('POST', '/alerts/nothing/close', { cookie: admin })).status).toBe(404)
})

test('no word of anybody is in it, nor in the metrics, nor in the log', async () => {
  p.forward(10 * 60_000)
  const metrics = (await p.app.inject('/metrics')).body
  for (const text of [JSON.stringify(await trouble()), metrics, JSON.stringify(p.logged)]) {
    expect(text).not.toContain(MARKER)
    expect(text).not.toContain('王建国')
  }
  expect(metrics).not.toContain('sample-')
})

describe('what failed', () => {
  const audited = async () =>
    (await p.program.storage.read(tx => tx.db.select().from(tx.t.audit))).map(
      line => `${line.action} ${line.about}`,
    )
  const give = () =>
    p.program.storage.transaction(async tx => {
      await tx.db.update(tx.t.outbox).set({ state: 'gave_up', fault: 'NO_PERMISSION' })
      await tx.db.update(tx.t.inbox).set({ state: 'parked' })
    })

  test('can be sent again, once, and that it was stands in the audit log', async () => {
    await give()
    const seq = (await trouble()).gaveUp.at(-1)?.seq
    expect((await trouble()).gaveUp.every(row => row.again)).toBe(true)
    const retry = () => p.call('POST', `/outbox/${seq}/retry`, { cookie: admin })
    expect((await retry()).status).toBe(204)
    expect(await retry()).toMatchObject({ status: 409, body: { code: 'CONFLICT' } })
    expect((await trouble()).gaveUp.map(row => row.seq)).not.toContain(seq)
    expect(await audited()).toContain(`outbox.retry ${seq}`)
    expect((await p.call('POST', '/outbox/7/retry', { cookie: admin })).status).toBe(404)
  })

  test('can be taken up again while its words are kept', async () => {
    await give()
    const [kept, wiped] = (await trouble()).parked
    expect([kept, wiped]).toMatchObject([
      { seq: 2, again: true },
      { seq: 1, again: false },
    ])
    expect((await p.call('POST', '/inbox/2/retry', { cookie: admin })).status).toBe(204)
    expect(await audited()).toContain('inbox.retry 2')
    expect(await p.call('POST', '/inbox/1/retry', { cookie: admin })).toMatchObject({
      status: 409,
      body: { code: 'WORDS_GONE' },
    })
    expect((await p.call('POST', '/inbox/x/retry', { cookie: admin })).status).toBe(400)
    await p.program.road.settled()
  })
})

test('metrics tell how long the oldest has waited, and count outcomes by no flow', async () => {
  p.forward(90_000)
  p.program.road.tally.add('turns.done', 3)
  p.program.road.tally.add('sends.gave_up')
  const text = (await p.app.inject('/metrics')).body
  for (const line of [
    'inbox_oldest_seconds 90',
    'outbox_oldest_seconds 90',
    'turns_by_outcome_total{outcome="done"} 3',
    'turns_by_outcome_total{outcome="parked"} 0',
    'sends_by_outcome_total{outcome="gave_up"} 1',
  ])
    expect(text).toContain(`xinqiao_${line}\n`)
  for (const { id } of p.program.library().flows.values()) expect(text).not.toMatch(new RegExp(`"${id}"`))
})

test('metrics count what waits and what failed', async () => {
  const text = (await p.app.inject('/metrics')).body
  const numbers = Object.fromEntries(
    [...text.matchAll(/^xinqiao_(\w+) (\d+)$/gm)].map(([, name, n]) => [name, Number(n)]),
  )
  expect(numbers).toMatchObject({
    inbox_waiting: 1,
    inbox_parked: 1,
    outbox_due: 2,
    outbox_gave_up: 0,
    alerts_open: 1,
    uptime_seconds: 0,
  })
  expect(numbers['rss_bytes']).toBeGreaterThan(1_000_000)
  for (const line of text.trim().split('\n'))
    expect(line).toMatch(/^(# (HELP|TYPE) xinqiao_\w+ .+|xinqiao_\w+(\{(kind|outcome)="[\w.-]+"\})? \d+)$/)
})

test.each([
  ['another machine', { remoteAddress: '10.1.2.3' }],
  ['another machine through a proxy on this one', { headers: { 'x-forwarded-for': '10.1.2.3' } }],
  ['a proxy that says it is nobody', { headers: { 'x-forwarded-for': '127.0.0.1' } }],
])('metrics are not for %s', async (_, about) => {
  expect((await p.app.inject({ url: '/metrics', ...about })).statusCode).toBe(401)
  const headers = { ...('headers' in about ? about.headers : {}), cookie: admin }
  expect((await p.app.inject({ url: '/metrics', ...about, headers })).statusCode).toBe(200)
})

test('the quota is shown by month and kind', async () => {
  await p.program.storage.transaction(async tx => {
    await tx.db.insert(tx.t.quota).values({ month: '2026-11', kind: 'api', used: 1234 })
    await tx.db.insert(tx.t.quota).values({ month: '2025-10', kind: 'api', used: 9 })
  })
  await p.call('PUT', '/settings', { cookie: admin, body: { key: 'quota.api', value: 6000 } })
  expect((await p.call('GET', '/quota', { cookie: admin })).body).toEqual({
    month: '2026-11',
    now: [
      { kind: 'api', used: 1234, limit: 6000 },
      { kind: 'stream', used: 0, limit: 3000 },
    ],
    stopAt: 70,
    used: [{ month: '2026-11', kind: 'api', used: 1234 }],
  })
  const metrics = (await p.app.inject('/metrics')).body
  expect(metrics).toContain('xinqiao_quota_used{kind="api"} 1234')
  expect(metrics).toContain('xinqiao_quota_limit{kind="api"} 6000')
  expect(metrics).toContain('xinqiao_quota_limit{kind="stream"} 3000')
})

test('the process says that it lives, and that it can work', async () => {
  expect((await p.app.inject('/healthz')).json()).toEqual({ status: 'ok' })
  expect((await p.app.inject('/readyz')).json()).toEqual({ status: 'ready' })
})
