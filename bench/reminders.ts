import { startChild } from './child.ts'

interface Usage {
  cpu: number
  rss: number
}

/** The platform's own limit, calls a second; a call reaches 20 people. */
const QPS = 20
const PEOPLE_A_CALL = 20

/** One reminder for everybody: the bookkeeping of each with no quota in the way, then the time at 20 calls a second. */
export async function reminders(print: (line: object) => void, quick: boolean): Promise<void> {
  const people = quick ? 10_000 : 100_000
  const free = await remind(people, 0, 1_000)
  print({
    bench: `${people} reminders, no quota`,
    cpuUsEach: round(free.cpu / people),
    bookkeepingUsEach: round((free.cpu - free.calls) / people),
    seconds: round(free.ms / 1_000),
    rssMb: free.rss,
  })
  const paced = await remind(people, QPS, QPS)
  const quota = people / PEOPLE_A_CALL / QPS
  print({
    bench: `${people} reminders at ${QPS} calls a second`,
    seconds: round(paced.ms / 1_000),
    quotaSeconds: round(quota),
    overPercent: round((paced.ms / 1_000 / quota - 1) * 100),
  })
}

/** @returns `calls` = CPU of as many calls with nothing kept, µs; asked for only where no quota is in the way */
async function remind(
  people: number,
  callsPerSecond: number,
  qps: number,
): Promise<Usage & { ms: number; calls: number }> {
  const gateway = startChild('gateway.ts')
  const bot = startChild('bot-product.ts')
  try {
    const env = await gateway.ask<Record<string, string>>({ do: 'start', callsPerSecond })
    await gateway.ask({ do: 'people', count: people })
    await bot.ask({ do: 'start', env: { ...env, DINGTALK_QPS: String(qps) } })
    await bot.ask({ do: 'people', count: people })
    await bot.ask({ do: 'road' })
    const before = await bot.ask<Usage>({ do: 'usage' })
    const ms = await bot.ask<number>({ do: 'remind' })
    const after = await bot.ask<Usage>({ do: 'usage' })
    if (callsPerSecond === 0) await bot.ask({ do: 'call', count: people })
    const called = await bot.ask<Usage>({ do: 'usage' })
    return { ms, cpu: after.cpu - before.cpu, rss: after.rss, calls: called.cpu - after.cpu }
  } finally {
    await bot.stop()
    await gateway.stop()
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
