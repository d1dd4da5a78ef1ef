import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { DWClient, type DWClientDownStream, TOPIC_ROBOT } from 'dingtalk-stream'
import { Pool } from 'undici'
import { answerRequests, usage } from './child.ts'

/**
 * The physical floor: the real DWClient, JSON.parse, one group-committed transaction of three writes under
 * `synchronous=FULL`, the ack, a keep-alive POST to the sessionWebhook, and the mark in the next group.
 */
const GROUP = 64
const STATE = JSON.stringify({ text: '中'.repeat(330) })

const db = new Database(join(mkdtempSync(join(tmpdir(), 'xinqiao-floor-')), 'floor.db'))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec(`create table inbox (id text primary key, who text, at integer, body text);
  create table state (who text primary key, rev integer, state text);
  create table outbox (key text primary key, who text, body text, sent integer)`)
const insertInbox = db.prepare('insert or ignore into inbox values (?, ?, ?, ?)')
const upsertState = db.prepare(
  'insert into state values (?, 1, ?) on conflict (who) do update set rev = rev + 1, state = excluded.state',
)
const insertOutbox = db.prepare('insert or ignore into outbox values (?, ?, ?, 0)')
const markSent = db.prepare('update outbox set sent = 1, body = null where key = ?')

interface Pending {
  id: string
  who: string
  body: string
  done(): void
}

const waiting: Pending[] = []
const sent: string[] = []
let flushing = false

function flush(): void {
  flushing = false
  const group = waiting.splice(0, GROUP)
  const marks = sent.splice(0)
  db.exec('begin immediate')
  for (const key of marks) markSent.run(key)
  for (const { id, who, body } of group) {
    insertInbox.run(id, who, Date.now(), body)
    upsertState.run(who, STATE)
    insertOutbox.run(id, who, body)
  }
  db.exec('commit')
  for (const { done } of group) done()
  if (waiting.length > 0 || sent.length > 0) later()
}

function later(): void {
  if (flushing) return
  flushing = true
  setImmediate(flush)
}

let pool: Pool

async function start(env: Record<string, string>): Promise<void> {
  const {
    DINGTALK_API_BASE: base = '',
    DINGTALK_CLIENT_ID: clientId = '',
    DINGTALK_CLIENT_SECRET: clientSecret = '',
  } = env
  pool = new Pool(base, { connections: 32 })
  console.info = console.log = () => {}
  const client = new DWClient({ clientId, clientSecret })
  client.getEndpoint = async () => {
    const { body } = await pool.request({
      path: '/v1.0/gateway/connections/open',
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        clientId,
        clientSecret,
        subscriptions: [{ type: 'CALLBACK', topic: TOPIC_ROBOT }],
      }),
    })
    const { endpoint, ticket } = (await body.json()) as { endpoint: string; ticket: string }
    Object.assign(client, { dw_url: `${endpoint}?ticket=${encodeURIComponent(ticket)}` })
    return client
  }
  client.registerCallbackListener(TOPIC_ROBOT, (frame: DWClientDownStream) => take(client, frame))
  await client.connect()
}

function take(client: DWClient, frame: DWClientDownStream): void {
  const { msgId, senderStaffId, sessionWebhook } = JSON.parse(frame.data) as Record<string, string>
  waiting.push({
    id: msgId ?? '',
    who: senderStaffId ?? '',
    body: frame.data,
    done: () => {
      client.socketCallBackResponse(frame.headers.messageId, { response: null })
      void reply(msgId ?? '', sessionWebhook ?? '')
    },
  })
  later()
}

async function reply(key: string, url: string): Promise<void> {
  const { pathname, search } = new URL(url)
  const { body } = await pool.request({
    path: pathname + search,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"msgtype":"text","text":{"content":"ok"}}',
  })
  await body.dump()
  sent.push(key)
  later()
}

answerRequests(async request => {
  if (request['do'] === 'start') return start(request['env'] as Record<string, string>)
  return usage()
})
