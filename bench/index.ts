import { type Child, startChild } from './child.ts'
import { reminders } from './reminders.ts'
import { startUp } from './start-up.ts'

/**
 * The measurements that README quotes, one JSON line each. Floor and product talk to the same fake DingTalk in a
 * process of its own, right after each other, so that the ratios hold whatever the machine does.
 */
const QUICK = process.argv.includes('--quick')
const MESSAGES = QUICK ? 6_000 : 20_000
const WARM_UP = QUICK ? 3_000 : 20_000
const CONVERSATIONS = 1_000

interface Load {
  perSecond: number
  reply: { p50: number; p90: number; p99: number }
  ack: { p50: number; p99: number }
  unanswered: number
  violations: number
  messages: number
}

interface Usage {
  cpu: number
  rss: number
}

const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

async function withGateway<T>(run: (gateway: Child, env: Record<string, string>) => Promise<T>): Promise<T> {
  const gateway = startChild('gateway.ts')
  const env = await gateway.ask<Record<string, string>>({ do: 'start' })
  await gateway.ask({ do: 'people', count: CONVERSATIONS })
  try {
    return await run(gateway, env)
  } finally {
    await gateway.stop()
  }
}

/** Saturation, then half of that rate: messages a second, latencies, CPU of the bot. */
async function measure(name: string, bot: Child, gateway: Child, script: string): Promise<Load> {
  const load = (options: object) =>
    gateway.ask<Load>({ do: 'load', script, options: { conversations: CONVERSATIONS, ...options } })
  await load({ inFlight: 64, messages: WARM_UP })
  const before = await bot.ask<Usage>({ do: 'usage' })
  const full = await load({ inFlight: 64, messages: MESSAGES })
  const after = await bot.ask<Usage>({ do: 'usage' })
  const half = await load({ rate: Math.round(full.perSecond / 2), messages: Math.round(MESSAGES / 4) })
  print({
    bench: name,
    perSecond: Math.round(full.perSecond),
    cpuUsPerMessage: Math.round((after.cpu - before.cpu) / full.messages),
    halfRate: { replyMs: rounded(half.reply), ackMs: rounded(half.ack) },
    unanswered: full.unanswered + half.unanswered,
    violations: full.violations + half.violations,
    rssMb: after.rss,
  })
  return full
}

function rounded(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([k, v]) => [k, Math.round(v * 100) / 100]))
}

async function floor(): Promise<void> {
  await withGateway(async (gateway, env) => {
    const bot = startChild('bot-floor.ts')
    await bot.ask({ do: 'start', env })
    await measure('floor', bot, gateway, 'echo')
    await bot.stop()
  })
}

async function product(
  name: string,
  about: { people: number; past: number; staged?: boolean },
): Promise<void> {
  await withGateway(async (gateway, env) => {
    const bot = startChild('bot-product.ts')
    await bot.ask({ do: 'start', env, staged: about.staged })
    await bot.ask({ do: 'people', count: about.people })
    if (about.past > 0) await bot.ask({ do: 'past', count: about.past })
    await bot.ask({ do: 'road' })
    await measure(name, bot, gateway, 'leave')
    if (about.staged) {
      const stages = await bot.ask<Record<string, { ms: number; calls: number }>>({ do: 'stages' })
      const messages = WARM_UP + MESSAGES + MESSAGES / 4
      const us = Object.entries(stages).map(([stage, { ms }]) => [stage, Math.round((ms * 1_000) / messages)])
      print({ bench: `${name}: µs by stage`, ...Object.fromEntries(us) })
    }
    await bot.stop()
  })
}

await floor()
await product('product', { people: CONVERSATIONS, past: 0 })
await product('product with stages', { people: CONVERSATIONS, past: 0, staged: true })
await product('product, 100,000 people and 1,000,000 past messages', {
  people: QUICK ? 10_000 : 100_000,
  past: QUICK ? 50_000 : 1_000_000,
})
await reminders(print, QUICK)
await startUp(print)
