import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { openDingTalk } from '../src/channels/dingtalk/index.ts'
import { readConfig } from '../src/config.ts'
import type { Channel } from '../src/kernel/channel.ts'
import { randomId } from '../src/kernel/ids.ts'
import { openProgram, type Program } from '../src/main.ts'
import { answerRequests, usage } from './child.ts'
import { measureStages, stages } from './stages.ts'

/** The product in live mode, against the fake. */
let program: Program
let channel: Channel
const folder = mkdtempSync(join(tmpdir(), 'xinqiao-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

async function start(env: Record<string, string>, staged: boolean): Promise<void> {
  const config = readConfig({ ...env, DATA_DIR: folder, DINGTALK_QPS: env['DINGTALK_QPS'] ?? '1000' }, folder)
  const log = { info() {}, warn() {}, error: (about: object, name: string) => console.error(name, about) }
  channel = openDingTalk({
    clientId: config.DINGTALK_CLIENT_ID ?? '',
    clientSecret: config.DINGTALK_CLIENT_SECRET ?? '',
    robotCode: config.DINGTALK_ROBOT_CODE,
    apiBase: config.DINGTALK_API_BASE,
    oapiBase: config.DINGTALK_OAPI_BASE,
    qps: config.DINGTALK_QPS,
    log,
  })
  program = await openProgram(config, { log, channels: [channel] })
  if (staged) measureStages(program, channel)
}

/** People u0 … un, each with a supervisor among them; written straight into the table. */
async function addPeople(count: number): Promise<void> {
  for (let from = 0; from < count; from += 500) {
    await program.storage.transaction(async tx => {
      const rows = Array.from({ length: Math.min(500, count - from) }, (_, i) => from + i).map(i => ({
        id: randomId(),
        userid: `u${i}`,
        name: `样例${i}`,
        unit: `样例单位${i % 50}`,
        unitType: '机关',
        staffType: '公务员',
        post: '科员',
        rank: null,
        sort: i,
        supervisor: i === 0 ? null : `u${Math.floor(i / 10)}`,
        workStart: '2010-07-01',
        birthDate: null,
        sex: null,
        mobile: null,
        roles: [],
        left: null,
        sample: true,
      }))
      await tx.db.insert(tx.t.person).values(rows)
    })
  }
  await program.directory.refresh()
}

/** Past messages, as their turns left them. */
async function addPast(count: number): Promise<void> {
  const people = await program.storage.read(tx =>
    tx.db.select({ id: tx.t.person.id }).from(tx.t.person).limit(100_000),
  )
  for (let from = 0; from < count; from += 1_000) {
    await program.storage.transaction(async tx => {
      const rows = Array.from({ length: Math.min(1_000, count - from) }, (_, i) => from + i)
      await tx.db.insert(tx.t.inbox).values(
        rows.map(i => ({
          seq: i + 1,
          id: `dingtalk:past:${i}`,
          lane: people[i % people.length]?.id ?? '',
          at: i,
          received: i,
          body: null,
          state: 'done',
          tries: 0,
          nextAt: 0,
          rev: 1,
          commands: 'start set',
          effects: '',
        })),
      )
      await tx.db.insert(tx.t.outbox).values(
        rows.map(i => ({
          seq: i + 1,
          key: `turn/dingtalk:past:${i}`,
          lane: people[i % people.length]?.id ?? '',
          channel: 'dingtalk',
          contact: `u${i % people.length}`,
          payload: null,
          bulk: null,
          state: 'sent',
          tries: 0,
          nextAt: 0,
          onSent: null,
          created: i,
          sentAt: i,
        })),
      )
    })
  }
}

/** One reminder for everybody, and everything until the last of them is marked. @returns ms it took */
async function remindAll(): Promise<number> {
  const { storage, road, clock } = program
  const from = performance.now()
  await storage.transaction(async tx => {
    const value = Number.MAX_SAFE_INTEGER
    await tx.db.insert(tx.t.setting).values({ key: 'quota.api', value, author: null, at: 0 })
    const put = road.bulk.put(tx, clock.now())
    const text = { id: 'bench/1', notice: 'alert', values: { code: 'bench' }, anytime: true }
    await put(
      { ...text, until: clock.now() + 7 * 86_400_000 },
      { of: sql`select ${tx.t.person.id} from ${tx.t.person}`, most: 1_000_000 },
    )
  })
  await road.settled()
  return performance.now() - from
}

/** The calls of that reminder alone, with nothing kept: what they cost is none of the bookkeeping. */
async function callAll(count: number): Promise<void> {
  const starts = Array.from({ length: Math.ceil(count / 20) }, (_, i) => i * 20).values()
  const message = { text: '样例提醒', buttons: [], card: null }
  const worker = async () => {
    for (const from of starts) {
      const to = Array.from({ length: Math.min(20, count - from) }, (_, i) => from + i)
      await channel.send(
        message,
        to.map(i => ({ key: `bench/calls/${i}`, contact: `u${i}`, reply: null })),
      )
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker))
}

answerRequests(async request => {
  switch (request['do']) {
    case 'start':
      return start(request['env'] as Record<string, string>, request['staged'] === true)
    case 'people':
      return addPeople(Number(request['count']))
    case 'past':
      return addPast(Number(request['count']))
    case 'road':
      return program.road.start()
    case 'call':
      return callAll(Number(request['count']))
    case 'remind':
      return remindAll()
    case 'stages':
      return stages()
    case 'counts':
      return program.storage.read(async tx => {
        const [row] = await tx.db
          .select({ n: sql<number>`count(*)`.mapWith(Number) })
          .from(tx.t.outbox)
          .where(sql`${tx.t.outbox.state} = 'due'`)
        return { due: row?.n ?? 0 }
      })
    default:
      return usage()
  }
})
