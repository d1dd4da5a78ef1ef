import { expect, onTestFinished, vi } from 'vitest'
import { type DingTalk, openDingTalk } from '../../../src/channels/dingtalk/index.ts'
import type { DingTalkOptions } from '../../../src/channels/dingtalk/options.ts'
import type { Inbound, Message, Recipient } from '../../../src/kernel/channel.ts'
import { createClock } from '../../fakes/dingtalk/clock.ts'
import { type FakeDingTalk, type FakeOptions, SAMPLE_APP } from '../../fakes/dingtalk/index.ts'
import { createSignal } from '../../fakes/dingtalk/signal.ts'
import { startFake } from '../../fakes/dingtalk/test-client.ts'

const WAIT = 10_000

export interface Logged {
  name: string
  about: Record<string, unknown>
}

/**
 * The channel on a fake DingTalk. Time stands still for both: `fake.clock.advance` moves DingTalk's timers and
 * everybody's clock, `pass` the channel's timers as well.
 */
export interface Bot {
  fake: FakeDingTalk
  pass(ms: number): void
  channel: DingTalk
  received: Inbound[]
  logs: Logged[]
  alerts: string[]
  quota: { api: number; stream: number }
  /** Everything that was logged, alerted or thrown, as one text: what must hold no secret. */
  spoken(): string
  /** Resolves when this holds: looked at whenever something was logged or received. */
  until(holds: () => boolean, what: string): Promise<void>
  /** Resolves when the channel has set so many timers of this length in all. */
  waits(ms: number, count?: number): Promise<void>
  /** Resolves when so many events were handed over in all. */
  heard(count: number): Promise<void>
  /** Resolves when so many lines of this name were logged in all. */
  logged(name: string, count?: number): Promise<Logged>
  /** Resolves when this door of the fake was knocked at so often in all. */
  called(api: Parameters<FakeDingTalk['calls']['of']>[0], count: number): Promise<void>
}

export interface BotOptions {
  fake?: FakeOptions
  options?: Partial<DingTalkOptions>
  /** What is done with an event before it counts as received. */
  receive?: (event: Inbound) => Promise<void>
  /** Something to order before the first connection. */
  before?: (fake: FakeDingTalk) => void
  /** False = it is not started. */
  start?: boolean
}

export async function startBot(given: BotOptions = {}): Promise<Bot> {
  const fake = await startFake(given.fake)
  given.before?.(fake)
  const received: Inbound[] = []
  const logs: Logged[] = []
  const alerts: string[] = []
  const quota = { api: 0, stream: 0 }
  const happened = createSignal<string>()
  const timers = createClock(() => 0, 0)
  const lengths: number[] = []
  const pending = new Set<object>()
  const log = (about: object, name: string) => {
    logs.push({ name, about: { ...about } })
    happened.emit(`log ${name}`)
  }
  const channel = openDingTalk({
    clientId: fake.app.clientId,
    clientSecret: fake.app.clientSecret,
    apiBase: fake.base,
    oapiBase: fake.base,
    log: { info: log, warn: log, error: log },
    clock: fake.clock,
    timers: {
      after(ms, run) {
        lengths.push(ms)
        happened.emit('timer')
        const timer = timers.after(ms, () => {
          pending.delete(timer)
          run()
        })
        pending.add(timer)
        return {
          cancel() {
            pending.delete(timer)
            timer.cancel()
          },
        }
      },
    },
    random: () => 0,
    onCall: (kind, n) => {
      quota[kind] += n
    },
    onAlert: (code, about) => {
      alerts.push(`${code} ${about}`)
    },
    ...given.options,
  })
  // The SDK writes addresses and errors to the console; not a word may come through.
  const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map(name => vi.spyOn(console, name))
  onTestFinished(async () => {
    await channel.stop()
    // A timer that is left over would keep the process from ending.
    expect(pending.size).toBe(0)
    for (const spy of consoles) expect(spy).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })

  const bot: Bot = {
    fake,
    pass(ms) {
      fake.clock.advance(ms)
      timers.advance(ms)
    },
    channel,
    received,
    logs,
    alerts,
    quota,
    spoken: () => JSON.stringify([logs, alerts]),
    async until(holds, what) {
      const describe = () => `${what}; there was ${JSON.stringify(logs)}`
      if (!holds()) await happened.next(holds, WAIT, describe)
    },
    waits: (ms, count = 1) =>
      bot.until(() => lengths.filter(one => one === ms).length >= count, `${count} timers of ${ms} ms`),
    heard: count => bot.until(() => received.length >= count, `${count} events`),
    async logged(name, count = 1) {
      const nth = () => logs.filter(line => line.name === name)[count - 1]
      await bot.until(() => nth() !== undefined, `${count} of "${name}"`)
      const line = nth()
      if (!line) throw new Error(`no "${name}"`)
      return line
    },
    async called(api, count) {
      const describe = () => `${api} was called ${fake.calls.of(api)} of ${count} times`
      if (fake.calls.of(api) < count)
        await fake.calls.happened.next(() => fake.calls.of(api) >= count, WAIT, describe)
    },
  }
  if (given.start !== false) {
    await channel.start(async event => {
      await given.receive?.(event)
      received.push(event)
      happened.emit('event')
    })
    if (!given.before) await bot.logged('dingtalk.connected')
  }
  return bot
}

export function words(text: string): Message {
  return { text, buttons: [], card: null }
}

export function choice(text: string, count: number, card: number | null = 7): Message {
  const names = ['提交', '修改', '取消', '再想想', '换一天', '找人', '余额', '帮助', '不用了']
  return { text, card, buttons: names.slice(0, count).map(label => ({ label, say: label })) }
}

/** Somebody to write to; with `reply` the way to answer what they said. */
export function to(contact: string, reply: Recipient['reply'] = null): Recipient {
  return { key: `key-${contact}`, contact, reply }
}

/** The way to answer a message that was just received. */
export function answerTo(event: Inbound | undefined): Recipient {
  if (!event) throw new Error('there is no event to answer')
  return { key: `reply-${event.id}`, contact: event.contact, reply: event.reply }
}

/** A promise that a test fulfils when it likes. */
export function gate(): { open: () => void; passed: Promise<void> } {
  let open = () => {}
  const passed = new Promise<void>(resolve => {
    open = resolve
  })
  return { open, passed }
}

export const ROBOT = SAMPLE_APP.robotCode
