import { afterEach, beforeEach, expect, test } from 'vitest'
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
  parked: { seq: number; fault: string }[]
  gaveUp: unknown[]
  overdue: { channel: string }[]
  alerts: { id: string; code: string; times: number }[]
}
const trouble = async () => (await p.call<Trouble>('GET', '/trouble', { cookie: admin })).body

test('what went wrong is shown by ids, codes and times', async () => {
  expect(await trouble()).toMatchObject({
    parked: [{ seq: 1, fault: 'BROKEN' }],
    gaveUp: [],
    overdue: [],
    alerts: [{ code: 'message_parked', about: 'e1', times: 1 }],
  })
})

test('a message that is not out after five minutes is overdue', async () => {
  p.forward(5 * 60_000 + 1)
  // The push to the administrator waits too: there is no channel.
  expect((await trouble()).overdue).toHaveLength(2)
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
    expect(line).toMatch(/^(# (HELP|TYPE) xinqiao_\w+ .+|xinqiao_\w+(\{kind="[\w.-]+"\})? \d+)$/)
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
  await p.call('PUT', '/settings', { cookie: admin, body: { key: 'quota.api', value: 5000 } })
  expect((await p.call('GET', '/quota', { cookie: admin })).body).toEqual({
    month: '2026-11',
    limit: 5000,
    used: [{ month: '2026-11', kind: 'api', used: 1234 }],
  })
  expect((await p.app.inject('/metrics')).body).toContain('xinqiao_quota_used{kind="api"} 1234')
})

test('the process says that it lives, and that it can work', async () => {
  expect((await p.app.inject('/healthz')).json()).toEqual({ status: 'ok' })
  expect((await p.app.inject('/readyz')).json()).toEqual({ status: 'ready' })
})
