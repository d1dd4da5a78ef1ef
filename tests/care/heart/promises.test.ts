import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, getTableColumns, getTableName } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { areas } from '../../../src/areas.ts'
import { leave } from '../../../src/care/people/departure.ts'
import { HOME } from '../../../src/main.ts'
import { call, NoRole } from '../../support/call.ts'
import {
  giveKey,
  handOver,
  identitiesOf,
  type Key,
  open,
  readCase,
  type WholeCase,
} from '../../support/keys.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

/** What is promised to who writes in confidence, one test a promise. */
let talk: Talk
let chen: Key
let lin: Key
beforeEach(async () => {
  talk = await openTalk()
  await talk.program.storage.transaction(tx =>
    tx.db.insert(tx.t.setting).values({ key: 'duty:*', value: 'sample-ouyang', author: null, at: 0 }),
  )
  chen = await giveKey(talk, 'chenjing')
  lin = await giveKey(talk, 'linyue')
})
afterEach(() => talk.close())

const whole = (id: string, who = 'linyue') => call<WholeCase>(talk, who, 'GET', `/cases/${id}`)
const messages = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.caseMessage))
const CASE_TABLES = [
  'caseFile',
  'caseKey',
  'caseNextKey',
  'caseMessage',
  'caseEnclosure',
  'caseLink',
  'caseReply',
  'reveal',
  'caseFollowUp',
  'talkTime',
] as const

test('two cases have keys of their own: the same words twice have nothing in common', async () => {
  await handOver(talk, 'chenyu', '最近压力很大')
  await handOver(talk, 'ligang', '最近压力很大')
  const files = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
  expect(new Set(files.map(file => file.recipient)).size).toBe(2)
  const [a, b] = (await messages()).map(m => Buffer.from(m.sealed))
  const tail = (sealed: Buffer | undefined) => sealed?.subarray(-40).toString('hex')
  expect(tail(a)).not.toBe(tail(b))
  const links = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseLink))
  const dataKeys = links.map(link => Buffer.from(link.person).subarray(2, 12).toString('hex'))
  expect(new Set(dataKeys).size).toBe(2)
})

describe('only those who were named can open it', () => {
  test('a third handler with a key of his own gets the same answer for a real case as for none', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    await giveKey(talk, 'heqing')
    const answers = await Promise.all(
      [id, 'nothing'].map(one => whole(one, 'heqing').catch(fault => [fault.code, fault.message])),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toContain('NOT_FOUND')
  })

  test('nor does its own writer get it, though a key of his had got into it, nor anything its readers may do with it', async () => {
    const he = await giveKey(talk, 'heqing')
    const id = await handOver(talk, 'heqing', '最近压力很大')
    const { storage } = talk.program
    await storage.transaction(async tx => {
      const [one] = await tx.db.select().from(tx.t.caseKey)
      if (one) await tx.db.insert(tx.t.caseKey).values({ ...one, id: 'his', reader: he.id })
    })
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['GET', '/colleagues', undefined],
      ['POST', '/take', undefined],
      ['POST', '/note', { sealed: 'AAAA' }],
      ['POST', '/close', { outcome: 'solved', sealedNote: '' }],
    ] as const) {
      const asked = call(talk, 'heqing', method, `/cases/${id}${path}`, body ? { body } : {})
      await expect(asked, path).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })

  test('whoever has no key to a case does nothing with it, by whatever route: a handler, 纪检, a custodian', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    await giveKey(talk, 'ouyang')
    await giveKey(talk, 'heqing', 'heqing', 'discipline')
    const before = await messages()
    const routes = areas.flatMap(area => area.routes).filter(one => one.path.startsWith('/cases/:id'))
    expect(routes.length).toBeGreaterThan(12)
    const body = { sealed: 'AAAA', text: '好', to: 'sample-ouyang', into: id, messages: [], level: 'high' }
    const more = {
      outcome: 'solved',
      sealedNote: '',
      reason: '想知道是谁写的，有事',
      kind: 'call',
      day: '2026-11-24',
    }
    for (const { method, path } of routes) {
      const real = path.replace(':id', id).replace(/:\w+/gu, 'other')
      for (const who of ['ouyang', 'heqing', 'xuan']) {
        const asked = call(talk, who, method, real, { body: { ...body, ...more } })
        const refused = await asked.then(
          () => 'answered',
          error => (error instanceof NoRole ? 'NOT_FOUND' : error.code),
        )
        expect(`${who} ${method} ${path} ${refused}`).toBe(`${who} ${method} ${path} NOT_FOUND`)
      }
    }
    expect(await messages()).toEqual(before)
  })

  test('a colleague’s key does not open what is sealed to me', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    const { sealedKeys } = await whole(id)
    await expect(identitiesOf(chen.identity, sealedKeys)).rejects.toThrow()
    expect(await readCase(talk, 'linyue', lin, id)).toEqual(['最近压力很大'])
  })
})

describe('what is sealed belongs to its place', () => {
  test('words put into another case do not open there, nor does the link to a writer', async () => {
    const one = await handOver(talk, 'chenyu', '最近压力很大')
    const other = await handOver(talk, 'ligang', '别的事')
    const { storage } = talk.program
    const [first, second] = await messages()
    await storage.transaction(async tx => {
      const { caseLink, caseMessage } = tx.t
      for (const [to, from] of [
        [first, second],
        [second, first],
      ])
        if (to && from)
          await tx.db.update(caseMessage).set({ sealed: from.sealed }).where(eq(caseMessage.id, to.id))
      const links = await tx.db.select().from(caseLink)
      const [a, b] = links
      if (a && b) await tx.db.update(caseLink).set({ person: b.person }).where(eq(caseLink.caseId, a.caseId))
    })
    const opened = async (id: string) => readCase(talk, 'linyue', lin, id).catch(fault => [fault.code])
    expect([await opened(one), await opened(other)].flat()).toContain('SEAL_BROKEN')
    expect([await opened(one), await opened(other)].flat()).not.toContain('最近压力很大')
  })

  test('a damaged byte is an error without a word of it', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    const { sealedKeys, messages: sealed } = await whole(id)
    const keys = await identitiesOf(lin.identity, sealedKeys)
    const bytes = Buffer.from(sealed[0]?.sealed ?? '', 'base64')
    for (const at of [0, 30, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const broken = Buffer.from(bytes)
      broken[at] = (broken[at] ?? 0) ^ 1
      const fault = await open(keys, broken.toString('base64')).catch((error: Error) => error)
      expect(fault, `byte ${at}`).toBeInstanceOf(Error)
      expect(String((fault as Error).stack)).not.toContain('压力')
    }
  })
})

describe('two-way talk never shows who writes', () => {
  test('no answer to a handler holds name, number, unit or telephone of a hidden writer', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    await call(talk, 'linyue', 'POST', `/cases/${id}/take`)
    await call(talk, 'linyue', 'POST', `/cases/${id}/reply`, { body: { text: '谢谢你', sealed: 'AAAA' } })
    const seen = JSON.stringify([
      await whole(id),
      await call(talk, 'linyue', 'GET', '/cases'),
      await call(talk, 'linyue', 'GET', `/cases/${id}/reveal`),
      talk.sent.filter(({ to }) => to === 'sample-linyue'),
    ])
    const { storage, directory } = talk.program
    const writer = await storage.read(tx => directory.byUserid(tx, 'sample-chenyu'))
    for (const part of ['陈小雨', 'chenyu', '样例街道办', '13800000013', writer?.id ?? '?'])
      expect(seen).not.toContain(part)
  })

  test('a handler changes nothing that was sent: there is no such route', () => {
    const routes = areas.flatMap(area => area.routes).filter(route => route.path.startsWith('/cases'))
    const methods = routes.filter(route => /messages|reply/.test(route.path)).map(route => route.method)
    expect(new Set(methods)).toEqual(new Set(['POST']))
    const deletes = routes.filter(route => route.method === 'DELETE').map(route => route.path)
    expect(deletes).toEqual(['/cases/:id/follow-ups/:followUp'])
  })
})

test('the link from case to person is one sealed row: no plain value of a case leads to its writer', async () => {
  const id = await handOver(talk, 'chenyu', '最近压力很大')
  await call(talk, 'linyue', 'POST', `/cases/${id}/take`)
  await call(talk, 'linyue', 'POST', `/cases/${id}/reveal`, { body: { reason: '要本人的工号才能查到补贴' } })
  await call(talk, 'linyue', 'POST', `/cases/${id}/reply`, { body: { text: '谢谢你', sealed: 'AAAA' } })
  const { storage, directory } = talk.program
  const { dump, writer } = await storage.read(async tx => {
    const rows = []
    for (const name of CASE_TABLES) rows.push(...(await tx.db.select().from(tx.t[name])))
    return { dump: JSON.stringify(rows), writer: await directory.byUserid(tx, 'sample-chenyu') }
  })
  for (const part of [writer?.id ?? '?', 'chenyu', '陈小雨', '样例街道办']) expect(dump).not.toContain(part)
})

test('a hidden case holds days and full hours, and its ids follow no order', async () => {
  const ids = [await handOver(talk, 'chenyu', '第一件'), await handOver(talk, 'ligang', '第二件')]
  await handOver(talk, 'zhaolei', '第三件')
  const files = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
  for (const file of files) {
    expect(file.due % 3_600_000).toBe(0)
    expect(file.day).toBe('2026-11-23')
  }
  expect(ids[0]?.slice(0, 4)).not.toBe(ids[1]?.slice(0, 4))
  const keys = await talk.program.storage.read(tx => tx.db.select().from(tx.t.dataKey))
  for (const { subject, created } of keys)
    if (subject.startsWith('case:')) expect(created % (24 * 3_600_000)).toBe(0)
})

test('numbers follow no order: none tells of one between two others, nor which of them came first', async () => {
  const writers = ['chenyu', 'ligang', 'zhaolei', 'malin', 'wumin']
  for (const who of writers) await handOver(talk, who, '最近压力很大')
  const files = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
  const numbers = files.map(file => Number(file.no.slice(-4)))
  // By lot this is so but once in a hundred thousand times.
  expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(200)
  const listed = await call<{ no: string }[]>(talk, 'linyue', 'GET', '/cases')
  expect(listed.map(({ no }) => no)).toEqual(files.map(({ no }) => no).toSorted())
})

test('a handler who leaves: session, key and what he had taken end at once, and a colleague goes on with it', async () => {
  const id = await handOver(talk, 'chenyu', '最近压力很大')
  await call(talk, 'linyue', 'POST', `/cases/${id}/take`)
  const { storage, directory } = talk.program
  await storage.transaction(async tx => {
    const gone = await directory.byUserid(tx, 'sample-linyue')
    await tx.db.insert(tx.t.session).values({ id: 'hash', person: gone?.id ?? '', created: 0, seen: 0 })
    await leave(tx, gone?.id ?? '', { actor: 'cli', now: talk.now() })
    expect(await tx.db.select().from(tx.t.session)).toEqual([])
  })
  await directory.refresh()
  await talk.pass(1_000)
  await call(talk, 'chenjing', 'POST', `/cases/${id}/take`)
  expect(await readCase(talk, 'chenjing', chen, id)).toEqual(['最近压力很大'])
})

describe('with the whole database and one handler’s key', () => {
  test('the words of his own cases open, nobody else’s, and no writer is named', async () => {
    const his = await handOver(talk, 'chenyu', '第一件事')
    await handOver(talk, 'ligang', '第二件事', { without: '林科员' })
    const { storage, directory } = talk.program
    const { keys, sealed, links, writer } = await storage.read(async tx => ({
      keys: await tx.db.select().from(tx.t.caseKey),
      sealed: await tx.db.select().from(tx.t.caseMessage),
      links: await tx.db.select().from(tx.t.caseLink),
      writer: await directory.byUserid(tx, 'sample-chenyu'),
    }))
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
    const opened = await Promise.allSettled(
      keys.map(key => open([lin.identity], base64(key.sealed)).then(identity => ({ key, identity }))),
    )
    const got = opened.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
    expect(got.map(({ key }) => key.caseId)).toEqual([his])
    const words = await Promise.allSettled(
      sealed.map(m =>
        open(
          got.map(one => one.identity),
          base64(m.sealed),
        ),
      ),
    )
    expect(words.flatMap(one => (one.status === 'fulfilled' ? [JSON.parse(one.value).text] : []))).toEqual([
      '第一件事',
    ])
    expect(links.every(link => !Buffer.from(link.person).includes(writer?.id ?? '?'))).toBe(true)
  })

  test('what else a case says in plain is what the threat model lists, column by column', () => {
    const page = readFileSync(join(HOME, 'docs', 'reference', 'threat-model.md'), 'utf8')
    const published = [...page.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, table, columns = '']) => [
      table,
      [...columns.matchAll(/`(\w+)`/g)].map(([, column]) => column),
    ])
    return talk.program.storage.read(async tx => {
      const plain = CASE_TABLES.map(name => [
        getTableName(tx.t[name]),
        Object.values(getTableColumns(tx.t[name]))
          .filter(column => column.getSQLType() !== 'blob')
          .map(column => column.name),
      ])
      expect(published).toEqual(plain)
    })
  })
})
