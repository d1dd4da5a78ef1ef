import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import {
  giveKey,
  handOver,
  type Key,
  makeKey,
  type Openables,
  open,
  readCase,
  readFiles,
  reseal,
} from '../../support/keys.ts'
import { BARE_PNG } from '../../support/pictures.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
let chen: Key
let paper: Key
beforeEach(async () => {
  talk = await openTalk()
  await talk.program.storage.transaction(tx =>
    tx.db.insert(tx.t.setting).values({ key: 'duty:*', value: 'sample-xuan', author: null, at: 0 }),
  )
  chen = await giveKey(talk, 'chenjing')
  paper = await makeKey()
})
afterEach(() => talk.close())

const state = async () => (await call<{ state: string }>(talk, 'zhou', 'GET', '/recovery')).state
const ask = (who = 'zhou', decided = '2026-11-20') =>
  call(talk, who, 'PUT', '/recovery', { body: { decided, recipient: paper.recipient } })
const agree = (who: string) => call(talk, who, 'POST', '/recovery/agree')
async function turnOn(): Promise<void> {
  await ask()
  await agree('fangrui')
}
/** Somebody whose own key opens nothing, with the paper in his hand. */
async function use(who: string, key: Key, held = paper) {
  const { sealed } = await call<{ sealed: string }>(talk, who, 'POST', '/recovery/proof')
  const proof = await open([held.identity], sealed).catch(() => Buffer.from('x').toString('base64'))
  const found = await call<Openables>(talk, who, 'POST', '/recovery/use', { body: { with: key.id, proof } })
  const keys = await reseal(held, found)
  if (keys.length > 0)
    await call(talk, who, 'POST', '/recovery/cases', { body: { with: key.id, proof, keys } })
  return found.cases
}
const told = (from: number, part: string) =>
  talk.sent
    .slice(from)
    .filter(({ message }) => message.text.includes(part))
    .map(({ to }) => to)
    .toSorted()
const audited = async (prefix: string) =>
  (await talk.program.storage.read(tx => tx.db.select().from(tx.t.audit)))
    .map(line => line.action)
    .filter(action => action.startsWith(prefix))

describe('the recovery key', () => {
  test('is off until the house decides: what is handed over has no more keys than readers', async () => {
    expect(await state()).toBe('undecided')
    await handOver(talk, 'chenyu', '最近压力很大')
    const keys = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    expect(keys.map(key => key.reader)).toEqual([chen.id])
    await call(talk, 'zhou', 'PUT', '/recovery', { body: { decided: '2026-11-20' } })
    expect(await call(talk, 'chenjing', 'GET', '/recovery')).toMatchObject({
      state: 'off',
      decided: '2026-11-20',
      by: '周样例',
    })
  })

  test('is asked for by one and agreed to by another, with the day of the decision, before everybody’s eyes', async () => {
    await ask()
    expect(await state()).toBe('waits')
    await expect(agree('zhou')).rejects.toThrow()
    const before = talk.sent.length
    await agree('fangrui')
    expect(await state()).toBe('on')
    expect(told(before, '心里话有应急钥匙了：单位2026-11-20定的，周部长提出，方科员同意')).toEqual([
      'sample-chenjing',
      'sample-fangrui',
      'sample-zhou',
    ])
    expect(await audited('recovery.')).toEqual(['recovery.ask', 'recovery.on'])
    await expect(ask()).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('nothing is sealed to it while nobody else has agreed, and who asked does not agree himself', async () => {
    await ask('fangrui')
    await expect(agree('fangrui')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await handOver(talk, 'chenyu', '最近压力很大')
    const keys = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    expect(keys).toHaveLength(1)
    await expect(use('chenjing', chen)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('opens what was handed over since, for a new reader who holds the paper; all are told, and the writer too', async () => {
    await turnOn()
    const id = await handOver(talk, 'chenyu', '最近压力很大', { files: [BARE_PNG()] })
    const lin = await giveKey(talk, 'linyue')
    const before = talk.sent.length
    expect(await use('linyue', lin)).toHaveLength(1)
    await talk.settled()
    expect(await readCase(talk, 'linyue', lin, id)).toEqual(['最近压力很大'])
    expect((await readFiles(talk, 'linyue', lin, id)).map(file => file.bytes)).toEqual([BARE_PNG()])
    expect(told(before, '林科员刚用了心里话的应急钥匙')).toEqual([
      'sample-chenjing',
      'sample-fangrui',
      'sample-linyue',
      'sample-zhou',
    ])
    expect(told(before, '林科员现在也能看了')).toEqual(['sample-chenyu'])
    expect(await audited('recovery.use')).toHaveLength(1)
    expect(await audited('case.let_in')).toHaveLength(1)
  })

  test('is proved by who uses it, within half an hour: a proof is nobody else’s, and does not last', async () => {
    await turnOn()
    await handOver(talk, 'chenyu', '最近压力很大')
    const lin = await giveKey(talk, 'linyue')
    const { sealed } = await call<{ sealed: string }>(talk, 'linyue', 'POST', '/recovery/proof')
    const proof = await open([paper.identity], sealed)
    const using = (who: string, key: Key) =>
      call<Openables>(talk, who, 'POST', '/recovery/use', { body: { with: key.id, proof } })
    await expect(using('chenjing', chen)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await talk.pass(29 * 60_000)
    expect((await using('linyue', lin)).cases).toHaveLength(1)
    await talk.pass(2 * 60_000)
    await expect(using('linyue', lin)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  })

  test('does nothing for who does not hold the paper, and lets in nobody whom the case names', async () => {
    await turnOn()
    await handOver(talk, 'chenyu', '王建国总当众骂我')
    const wang = await giveKey(talk, 'wang')
    await expect(use('wang', wang, await makeKey())).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await use('wang', wang)).toEqual([])
  })

  test('gets the older cases from a reader’s browser, and ends with its decision: then it opens nothing', async () => {
    await handOver(talk, 'chenyu', '最近压力很大')
    await turnOn()
    const { id } = await call<{ id: string }>(talk, 'zhou', 'GET', '/recovery')
    const path = `/readers/${id}/cases`
    const found = await call<Openables>(talk, 'chenjing', 'GET', path, { query: { with: chen.id } })
    const keys = await reseal(chen, found)
    await call(talk, 'chenjing', 'POST', path, { body: { with: chen.id, keys } })
    const before = talk.sent.length
    await call(talk, 'fangrui', 'PUT', '/recovery', { body: { decided: '2026-11-23' } })
    await talk.pass(1_000)
    expect(told(before, '方科员停了心里话的应急钥匙')).toHaveLength(3)
    expect(await state()).toBe('off')
    const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    expect(rows.filter(row => row.reader === id).map(row => row.sealed.length)).toEqual([0])
  })

  test('is no reader: it is in no list of them, and the writer hears that there is one', async () => {
    await turnOn()
    await handOver(talk, 'chenyu', '最近压力很大')
    const answer = await talk.say('chenyu', '谁看过')
    expect(answer).toContain('陈主任')
    expect(answer).toContain('应急钥匙')
  })

  test('a decision of tomorrow is none', async () => {
    await expect(ask('zhou', '2026-11-24')).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    await expect(ask('zhou', '2026-02-30')).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })
})
