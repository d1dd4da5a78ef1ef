import { onTestFinished } from 'vitest'
import { importRoster } from '../../src/care/people/import.ts'
import { openDingTalk } from '../../src/channels/dingtalk/index.ts'
import { readConfig } from '../../src/config.ts'
import { HOME } from '../../src/data.ts'
import { isWorkday } from '../../src/kernel/calendar.ts'
import type { Channel } from '../../src/kernel/channel.ts'
import { localDate } from '../../src/kernel/clock.ts'
import { openProgram, type Program } from '../../src/main.ts'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'
import { type FakeDingTalk, startFakeDingTalk } from '../fakes/dingtalk/index.ts'
import { createRandom } from '../fakes/dingtalk/random.ts'
import { type Chatter, openChatter } from './chatter.ts'
import { tempFolder } from './folder.ts'
import { type Hurry, hurry } from './hurry.ts'
import { type Scene, TROUBLES } from './trouble.ts'

export interface Chaos {
  readonly program: Program
  readonly fake: FakeDingTalk
  readonly chatter: Chatter
  readonly logged: readonly Line[]
  readonly health: ReturnType<ReturnType<typeof openDingTalk>['health']>
  /** The troubles, in the order they came. */
  readonly troubles: readonly string[]
}

export interface Line {
  readonly level: string
  readonly name: string
  readonly about: Readonly<Record<string, unknown>>
}

const PEOPLE = Array.from({ length: 8 }, (_, n) => `staff-${n + 1}`)
/** A second takes a twentieth of one. */
const TIMES = 20

/**
 * The whole program in live mode on a real file, talked to by an office while everything goes wrong that can: drawn by
 * the seed, one trouble after the other, each while the one before may still last. At the end the troubles are over,
 * everybody finishes what he had begun, and the program is at rest.
 */
export async function runChaos(seed: number, rounds: number): Promise<Chaos> {
  const random = createRandom(seed)
  const time = hurry(TIMES)
  const fake = await startFakeDingTalk({
    seed,
    now: time.clock.now,
    people: [...PEOPLE, 'boss'].map(userid => ({ userid })),
    redelivery: { everyMs: 3_000, deliveries: 10_000, messageId: 'mixed' },
  })
  onTestFinished(() => fake.stop())
  const logged: Line[] = []
  const write = (level: string) => (about: object, name: string) =>
    void logged.push({ level, name, about: { ...about } })
  const log = { info: write('info'), warn: write('warn'), error: write('error') }
  const config = readConfig({ ...fake.env, DATA_DIR: tempFolder(), FLOWS_DIR: `${HOME}/flows` }, '/')
  const { clientId, clientSecret } = fake.app
  const channel = openDingTalk({
    clientId,
    clientSecret,
    robotCode: config.DINGTALK_ROBOT_CODE,
    apiBase: fake.base,
    oapiBase: fake.base,
    log,
    clock: time.clock,
    random: random.next,
  })
  const late = { left: 0 }
  const program = await openProgram(config, {
    clock: time.clock,
    log,
    channels: [ackingLate(channel, late)],
  })
  onTestFinished(() => program.stop())
  await hire(program)
  await program.road.start()

  const chatter = openChatter(fake, PEOPLE, workday(time), time)
  const broken = chatter.open().then(() => {})
  broken.catch(() => {})
  const scene: Scene = {
    fake,
    random,
    time,
    said: chatter.said,
    holdAcks(count) {
      late.left = count
    },
  }
  const troubles = drawn(random, rounds)
  for (const name of troubles) {
    TROUBLES[name]?.(scene)
    await Promise.race([chatter.answers(Math.floor(random.next() * 12)), broken])
  }
  fake.faults.lift()
  await chatter.close()
  await fake.stream.settled(60_000 * TIMES)
  await program.road.settled()
  return { program, fake, chatter, logged, health: channel.health(), troubles }
}

/** Each trouble comes before any comes again. */
function drawn(random: ReturnType<typeof createRandom>, count: number): string[] {
  const names: string[] = []
  while (names.length < count) names.push(...random.shuffled(Object.keys(TROUBLES)))
  return names.slice(0, count)
}

async function hire({ storage, directory, clock }: Program): Promise<void> {
  const lines = ['userid,name,unit,unit_type,staff_type,supervisor', 'boss,样例主任,样例单位,机关,公务员,']
  for (const [n, userid] of PEOPLE.entries()) lines.push(`${userid},样例${n + 1},样例单位,机关,公务员,boss`)
  const file = { name: 'roster.csv', bytes: Buffer.from(lines.join('\n')) }
  await importRoster(storage, file, {
    sample: false,
    actor: 'cli',
    now: clock.now(),
    zone: 'Asia/Shanghai',
  })
  await directory.refresh()
}

/** The channel, but for some messages whose ack leaves after DingTalk has pushed them again. */
function ackingLate(channel: Channel, late: { left: number }): Channel {
  return {
    ...channel,
    start: receive =>
      channel.start(async event => {
        await receive(event)
        if (late.left <= 0) return
        late.left--
        await new Promise(resolve => setTimeout(resolve, 7_000))
      }),
  }
}

function workday({ clock }: Hurry): string {
  const calendar = chineseCalendar()
  let date = Temporal.PlainDate.from(localDate(clock.now(), 'Asia/Shanghai')).add({ days: 10 })
  while (!isWorkday(calendar, date.toString())) date = date.add({ days: 1 })
  return `${date.year}年${date.month}月${date.day}日`
}
