import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { openSession } from '../../../src/channels/wechat/session.ts'
import { HandTimers, SILENT } from '../../support/hand-timers.ts'

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
