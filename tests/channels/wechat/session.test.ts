import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { openLogInNews } from '../../../src/channels/wechat/log-in-news.ts'
import { openSession } from '../../../src/channels/wechat/session.ts'
import { HandTimers, SILENT } from '../../support/hand-timers.ts'

/** What administrators are told, and the timers that wait. */
function news() {
  const told: string[] = []
  const waiting = new Set<() => void>()
  const timers = {
    after(_ms: number, run: () => void) {
      waiting.add(run)
      return { cancel: () => void waiting.delete(run) }
    },
  }
  const openedNews = openLogInNews((code, why) => told.push(`${code} ${why}`), timers)
  const pass = () => {
    for (const run of waiting) run()
    waiting.clear()
  }
  return { ...openedNews, told, waiting, pass }
}

test('a connection that breaks for a moment is no news: a puppet says so as of a log-out', () => {
  const { loggedIn, loggedOut, told, pass } = news()
  loggedIn()
  loggedOut()
  loggedIn()
  pass()
  expect(told).toEqual([])
  loggedOut()
  pass()
  expect(told).toEqual(['wechat_logged_out logout'])
})

test('a code to scan after a log-out is told at once, and once; what was stopped is no news and waits for nothing', () => {
  const { loggedIn, loggedOut, toScan, stop, told, waiting, pass } = news()
  loggedIn()
  loggedOut()
  toScan()
  expect(told).toEqual(['wechat_logged_out logout'])
  pass()
  expect(told).toHaveLength(1)
  loggedIn()
  loggedOut()
  stop()
  loggedOut()
  expect(waiting.size).toBe(0)
  expect(told).toHaveLength(1)
})

async function rounds(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise(resolve => setImmediate(resolve))
}

test('a puppet that never comes to an end of starting is an alert, and is started anew', async () => {
  let starts = 0
  const bot = Object.assign(new EventEmitter(), {
    puppet: new EventEmitter(),
    init: async () => {},
    start: () => new Promise(() => starts++),
    stop: async () => {},
  })
  const alerts: string[] = []
  const timers = new HandTimers()
  const session = openSession({
    load: async () => ({ bot, saved: false, typeOf: () => '' }) as never,
    onAlert: (code, about) => alerts.push(`${code} ${about}`),
    clock: { now: () => 0 },
    timers,
    log: SILENT,
    listen() {},
  })
  session.start()
  for (let minutes = 0; minutes < 3; minutes++) {
    await rounds()
    timers.fire()
  }
  await rounds()
  expect(starts).toBeGreaterThan(1)
  expect(alerts).toContain('wechat_failed NOT_STARTED')
})
