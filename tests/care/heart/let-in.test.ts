import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endReader } from '../../../src/care/heart/rekey.ts'
import { leave } from '../../../src/care/people/departure.ts'
import { call } from '../../support/call.ts'
import {
  enclosuresOf,
  giveKey,
  handOver,
  type Key,
  makeKey,
  type Openables,
  open,
  readCase,
  readFiles,
  reseal,
  standsApart,
} from '../../support/keys.ts'
import { BARE_PNG, BARE_WEBP } from '../../support/pictures.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
let chen: Key
let lin: Key
beforeEach(async () => {
  talk = await openTalk()
  await talk.program.storage.transaction(tx =>
    tx.db.insert(tx.t.setting).values({ key: 'duty:*', value: 'sample-xuan', author: null, at: 0 }),
  )
  chen = await giveKey(talk, 'chenjing')
  lin = await giveKey(talk, 'linyue')
})
afterEach(() => talk.close())

const openFor = (who: string, from: Key, to: Key) =>
  call<Openables>(talk, who, 'GET', `/readers/${to.id}/cases`, { query: { with: from.id } })
const send = (who: string, from: Key, to: Key, keys: object[]) =>
  call<{ done: number }>(talk, who, 'POST', `/readers/${to.id}/cases`, { body: { with: from.id, keys } })
const letIn = async (who: string, from: Key, to: Key) =>
  send(who, from, to, await reseal(from, await openFor(who, from, to)))
const audit = async () =>
  (await talk.program.storage.read(tx => tx.db.select().from(tx.t.audit))).map(({ action, about }) => ({
    action,
    about,
  }))

describe('a new reader and older cases', () => {
  test('opens nothing of them until an old reader’s browser has sealed their keys to his', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大', { files: [BARE_PNG()] })
    const he = await giveKey(talk, 'heqing')
    await expect(readCase(talk, 'heqing', he, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await letIn('linyue', lin, he)).toEqual({ done: 1 })
    expect(await readCase(talk, 'heqing', he, id)).toEqual(['最近压力很大'])
    expect(await readFiles(talk, 'heqing', he, id)).toEqual([{ type: 'image/png', bytes: BARE_PNG() }])
    expect((await openFor('linyue', lin, he)).cases).toEqual([])
    expect(await audit()).toContainEqual({ action: 'case.let_in', about: `${id}/${he.id}` })
  })

  test('is told, and so is the writer, who finds him among those who can read it', async () => {
    await handOver(talk, 'chenyu', '最近压力很大')
    const he = await giveKey(talk, 'heqing')
    await letIn('linyue', lin, he)
    expect(talk.last('heqing')).toBe('林科员让你也能看以前交来的心里话了，请到控制台“心里话”里看。')
    expect(talk.last('chenyu')).toBe('你以前交的心里话，何组长现在也能看了。都有谁能看、谁看过，发“谁看过”。')
    expect(await talk.say('chenyu', '谁看过')).toContain('何组长')
  })

  test('is not let in to a case that names him, nor his deputy or subordinate', async () => {
    await handOver(talk, 'chenyu', '王建国总当众骂我')
    for (const who of ['wang', 'sunli', 'zhangwei1']) {
      const key = await giveKey(talk, who)
      expect((await openFor('linyue', lin, key)).cases, who).toEqual([])
    }
  })

  test('is not let in by force either: the server refuses what it does not offer', async () => {
    const id = await handOver(talk, 'chenyu', '王建国总当众骂我')
    const he = await giveKey(talk, 'heqing')
    const { cases } = await openFor('linyue', lin, he)
    const wang = await giveKey(talk, 'wang')
    const keys = await reseal(lin, { recipient: wang.recipient, cases })
    await expect(send('linyue', lin, wang, keys)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(readCase(talk, 'wang', wang, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('whom later words name is not let in', async () => {
    await handOver(talk, 'chenyu', '最近压力很大')
    await talk.say('chenyu', '补充')
    await talk.say('chenyu', '是何清不让我休假')
    await talk.say('chenyu', '说完了')
    expect((await openFor('linyue', lin, await giveKey(talk, 'heqing'))).cases).toEqual([])
  })

  test('whom either of two merged cases names is not let in to what is now one', async () => {
    const one = await handOver(talk, 'chenyu', '是何清不让我休假', { mode: '实名' })
    const into = await handOver(talk, 'chenyu', '最近压力很大', { mode: '实名' })
    const { messages } = await call<{ messages: { id: string }[] }>(talk, 'linyue', 'GET', `/cases/${one}`)
    const moved = messages.map(({ id }) => ({ id, sealed: 'eA==' }))
    await call(talk, 'linyue', 'POST', `/cases/${one}/merge`, { body: { into, messages: moved } })
    expect((await openFor('linyue', lin, await giveKey(talk, 'heqing'))).cases).toEqual([])
  })

  test('whom the writer left out is not let in by whom he did not', async () => {
    await standsApart(talk, 'linyue')
    const id = await handOver(talk, 'chenyu', '最近压力很大', { without: '陈主任' })
    await expect(readCase(talk, 'chenjing', chen, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await openFor('linyue', lin, chen)).cases).toEqual([])
  })

  test('the writer himself is not let in', async () => {
    await handOver(talk, 'chenyu', '最近压力很大')
    expect((await openFor('linyue', lin, await giveKey(talk, 'chenyu'))).cases).toEqual([])
  })

  test('lets nobody in with a key that is not his, nor to a key that nobody has agreed to', async () => {
    await handOver(talk, 'chenyu', '最近压力很大')
    const he = await giveKey(talk, 'heqing')
    await expect(openFor('linyue', chen, he)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await talk.program.storage.transaction(tx => tx.db.update(tx.t.reader).set({ admitted: null }))
    await expect(openFor('linyue', lin, he)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a reader whose key ended', () => {
  const end = async (key: Key) => {
    await talk.program.storage.transaction(tx => endReader(tx, key.id, 'cli', talk.now()))
    await talk.pass(1_000)
  }
  const more = async (text: string) => {
    for (const said of ['补充', text]) await talk.say('chenyu', said)
    await talk.file('chenyu', 'image', BARE_WEBP())
    await talk.say('chenyu', '说完了')
  }

  test('opens nothing from the next request on, and his copy of the key is gone', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大', { files: [BARE_PNG()] })
    const [file] = await enclosuresOf(talk, 'chenjing', chen, id)
    await end(chen)
    await expect(readCase(talk, 'chenjing', chen, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const enclosed = call(talk, 'chenjing', 'GET', `/cases/${id}/enclosures/${file?.id}`)
    await expect(enclosed).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const keys = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    expect(keys.filter(key => key.reader === chen.id).map(key => key.sealed.length)).toEqual([0])
  })

  test('does not open what follows, even with the key he had: the case has a new one', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    const [his] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    const kept = Buffer.from(his?.sealed ?? []).toString('base64')
    const holder = his?.reader === chen.id ? chen : lin
    const other = holder === chen ? lin : chen
    const who = other === lin ? 'linyue' : 'chenjing'
    const oldKey = await open([holder.identity], kept)
    await end(holder)
    await more('后来好些了')
    expect(await readCase(talk, who, other, id)).toEqual(['最近压力很大', '后来好些了'])
    const messages = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseMessage))
    const opened = await Promise.allSettled(
      messages
        .sort((a, b) => a.position - b.position)
        .map(m => open([oldKey], Buffer.from(m.sealed).toString('base64'))),
    )
    expect(opened.map(one => one.status)).toEqual(['fulfilled', 'rejected'])
  })

  test('has no copy left of a key either that came when another reader went before him', async () => {
    const he = await giveKey(talk, 'heqing')
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    await end(chen)
    const nextOf = async (key: Key) =>
      (await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseNextKey))).filter(
        one => one.caseId === id && one.reader === key.id,
      )
    expect(await nextOf(he)).toHaveLength(1)
    await end(he)
    expect(await nextOf(he)).toEqual([])
    await more('后来好些了')
    expect(await readCase(talk, 'linyue', lin, id)).toEqual(['最近压力很大', '后来好些了'])
  })

  test('after whom somebody new is let in: he opens the old words and the new', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大', { files: [BARE_PNG()] })
    await end(chen)
    await more('后来好些了')
    const he = await giveKey(talk, 'heqing')
    await letIn('linyue', lin, he)
    expect(await readCase(talk, 'heqing', he, id)).toEqual(['最近压力很大', '后来好些了'])
    const types = (await readFiles(talk, 'heqing', he, id)).map(file => file.type)
    expect(types).toEqual(['image/png', 'image/webp'])
  })

  test('was the only one who could open it: it stays sealed to him, and nothing is thrown away', async () => {
    await standsApart(talk, 'linyue')
    await handOver(talk, 'chenyu', '最近压力很大', { without: '陈主任' })
    await end(lin)
    const keys = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    expect(keys.map(key => key.sealed.length > 0)).toEqual([true])
  })

  test('because he left the roster: his keys end in that transaction, and his cases get a new one', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    const before = (await call<{ recipient: string }>(talk, 'linyue', 'GET', `/cases/${id}`)).recipient
    const { storage, directory } = talk.program
    await storage.transaction(async tx => {
      const gone = await directory.byUserid(tx, 'sample-chenjing')
      await leave(tx, gone?.id ?? '', { actor: 'cli', now: talk.now() })
    })
    await talk.pass(1_000)
    const after = await call<{ recipient: string; sealedKeys: string[] }>(
      talk,
      'linyue',
      'GET',
      `/cases/${id}`,
    )
    expect(after.recipient).not.toBe(before)
    expect(after.sealedKeys).toHaveLength(2)
  })
})

describe('a reader who changes his key', () => {
  async function renew(proved: Key): Promise<Key> {
    const { sealed } = await call<{ sealed: string }>(talk, 'linyue', 'POST', `/readers/${lin.id}/proof`)
    const fresh = await makeKey()
    const proof = await open([proved.identity], sealed).catch(() => Buffer.from('x').toString('base64'))
    const body = { recipient: fresh.recipient, wrapped: 'AAAA', proof }
    const { id } = await call<{ id: string }>(talk, 'linyue', 'POST', `/readers/${lin.id}/renew`, { body })
    return { ...fresh, id }
  }
  const retire = (by: Key) =>
    call(talk, 'linyue', 'POST', `/readers/${lin.id}/retire`, { body: { by: by.id } })

  test('reads old cases with the new key, then the old one ends', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    await readCase(talk, 'linyue', lin, id)
    const fresh = await renew(lin)
    await expect(retire(fresh)).rejects.toMatchObject({ code: 'CONFLICT' })
    await letIn('linyue', lin, fresh)
    expect(await readCase(talk, 'linyue', fresh, id)).toEqual(['最近压力很大'])
    await retire(fresh)
    await talk.pass(1_000)
    for (const said of ['补充', '后来好些了', '说完了']) await talk.say('chenyu', said)
    expect(await readCase(talk, 'linyue', fresh, id)).toEqual(['最近压力很大', '后来好些了'])
    const lines = await call<unknown[]>(talk, 'linyue', 'GET', '/cases')
    expect(lines).toHaveLength(1)
    expect((await talk.say('chenyu', '谁看过')).split('林科员')).toHaveLength(2)
  })

  test('without the old key changes nothing: being signed in is not enough', async () => {
    await expect(renew(chen)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    const keys = await talk.program.storage.read(tx => tx.db.select().from(tx.t.reader))
    expect(keys).toHaveLength(2)
  })

  test('is told to every reader, with the name', async () => {
    await renew(lin)
    await talk.settled()
    expect(talk.last('chenjing')).toContain('林科员（样例组宣部）换了一把看心里话的钥匙')
  })
})
