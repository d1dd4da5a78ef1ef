import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import Database from 'better-sqlite3'
import { expect, onTestFinished } from 'vitest'
import { isWorkday } from '../../src/kernel/calendar.ts'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'
import { runCli, spawnCli } from '../cli/run-cli.ts'
import { type FakeDingTalk, type Received, startFakeDingTalk } from '../fakes/dingtalk/index.ts'
import { createRandom, type Random } from '../fakes/dingtalk/random.ts'
import { tempFolder } from './folder.ts'
import { type Doings, openOffice } from './office.ts'

/** What a run of kills leaves behind, to be looked at when the program has ended well. */
export interface Aftermath {
  readonly fake: FakeDingTalk
  readonly doings: Doings
  /** What the bot said of everybody's comp leave at the end, in half-days. */
  readonly balances: ReadonlyMap<string, number>
  /** `DATA_DIR` of the program. */
  readonly data: string
  /** The process that brought each message: 0 for the one that was killed first. */
  lifeOf(message: Received): number
}

const STAFF = ['staff-1', 'staff-2', 'staff-3', 'staff-4', 'staff-5', 'staff-6']
const OTHERS = ['boss', 'reader', 'duty']
const ROSTER = [
  'userid,name,unit,unit_type,staff_type,supervisor,roles,mobile',
  'boss,样例主任,样例单位,机关,公务员,,,13800000001',
  'reader,样例专员,样例单位,机关,公务员,boss,handler,13800000002',
  'duty,样例值班,样例单位,机关,公务员,boss,duty,13800000003',
  ...STAFF.map((userid, n) => `${userid},样例${'甲乙丙丁戊己'[n]},样例单位,机关,公务员,boss,,`),
].join('\n')

/**
 * The program as people run it, killed (SIGKILL) again and again at moments drawn by the seed while an office is
 * talking to it, and started anew each time. At the end everybody finishes what he had begun, and it is stopped well.
 */
export async function runKills(seed: number, kills: number): Promise<Aftermath> {
  const random = createRandom(seed)
  const folder = tempFolder()
  const fake = await startFakeDingTalk({
    seed,
    people: [...STAFF, ...OTHERS].map(userid => ({ userid })),
    // What a dead process had not acked comes again soon, as often as it takes.
    redelivery: { everyMs: 400, deliveries: 10_000, messageId: 'mixed' },
    quota: { callsPerSecond: 0 },
  })
  onTestFinished(() => fake.stop())
  const env = { ...fake.env, PORT: '0', DINGTALK_QPS: '1000' }
  await furnish(folder, env)

  const lives = new Map<Received, number>()
  let life = 0
  fake.onReceived(message => lives.set(message, life))
  const office = openOffice(fake, { staff: STAFF, supervisor: 'boss', ...days() })
  const broken = office.open().then(() => {})
  broken.catch(() => {})

  for (; life < kills; life++) {
    const program = startProgram(folder, env)
    await Promise.race([killMoment(fake, random), broken, program.ended])
    await program.end('SIGKILL')
  }
  const last = startProgram(folder, env)
  await Promise.race([office.close(), last.ended])
  await fake.stream.settled(60_000)
  const data = join(folder, 'data')
  const balances = await office.balances()
  await expect.poll(() => unsent(data), { timeout: 60_000 }).toBe(0)
  expect(await last.end('SIGTERM')).toBe(0)
  return { fake, doings: office.doings, balances, data, lifeOf: message => lives.get(message) ?? -1 }
}

/** The roster, somebody who may read, somebody on duty. */
async function furnish(folder: string, env: Record<string, string>): Promise<void> {
  const roster = join(folder, 'roster.csv')
  writeFileSync(roster, ROSTER)
  const recipient = await identityToRecipient(await generateX25519Identity())
  for (const words of [
    ['people', 'import', roster],
    ['readers', 'add', 'reader', recipient],
    ['duty', 'set', 'duty'],
  ]) {
    const { code, err } = await runCli(folder, words, { env })
    if (code !== 0) throw new Error(err)
  }
}

function startProgram(folder: string, env: Record<string, string>) {
  const child: ChildProcess = spawnCli(folder, ['start'], env)
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-4_000)
    })
  const closed = once(child, 'close')
  let asked = false
  return {
    /** Rejects when it ends by itself. */
    ended: closed.then(([code]) => {
      if (!asked) throw new Error(`the program ended by itself with ${code}: ${said}`)
    }),
    async end(signal: NodeJS.Signals): Promise<number | null> {
      asked = true
      child.kill(signal)
      const [code] = await closed
      return code as number | null
    },
  }
}

/**
 * Resolves in the very moment something happens: it has just begun to connect, it has just been let in and everything
 * that was left over is pouring in, an ack has just been heard, an answer is on its way and not yet known to have
 * arrived, an answer has just arrived.
 */
function killMoment(fake: FakeDingTalk, random: Random): Promise<void> {
  const [happens, most] = random.pick<[(tell: () => void) => () => void, number]>([
    [tell => fake.calls.arrived.on(tell), 1],
    [tell => fake.stream.onConnection(tell), 1],
    [tell => fake.stream.onFrame(tell), 150],
    [tell => fake.calls.arrived.on(tell), 150],
    [tell => fake.onReceived(tell), 150],
  ])
  let left = 1 + Math.floor(random.next() * most)
  return new Promise(resolve => {
    const undo = happens(() => {
      if (--left > 0) return
      undo()
      resolve()
    })
  })
}

/** Days in the past for overtime and workdays to come for leave, nearest first. */
function days(): { past: string[]; coming: string[] } {
  const calendar = chineseCalendar()
  const today = Temporal.Now.plainDateISO('Asia/Shanghai')
  const near = Array.from({ length: 80 }, (_, n) => n + 2)
  return {
    past: near.map(n => today.subtract({ days: n }).toString()),
    coming: near.map(n => today.add({ days: n }).toString()).filter(date => isWorkday(calendar, date)),
  }
}

/** Rows that are still to be sent or dealt with, seen from outside. */
function unsent(data: string): number {
  const raw = new Database(join(data, 'xinqiao.db'), { readonly: true })
  try {
    const count = (sql: string) => (raw.prepare(sql).get() as { n: number }).n
    return (
      count(`select count(*) as n from outbox where state = 'due'`) +
      count(`select count(*) as n from inbox where state = 'waiting'`) +
      count(`select count(*) as n from timer where key like 'errand:%'`)
    )
  } finally {
    raw.close()
  }
}
