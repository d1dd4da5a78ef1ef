import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call, NoRole } from '../../support/call.ts'
import { standsApart } from '../../support/keys.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true })
})
afterEach(() => talk.close())

/** The number of what was handed over last. */
let no = ''

async function handOver(text = '领导让我背黑锅'): Promise<void> {
  for (const said of ['心里话', text]) await talk.say('chenyu', said)
  await talk.file('chenyu')
  for (const said of ['说完了', '隐名', '工作压力', '希望回复', '都可以看', '交上去'])
    await talk.say('chenyu', said)
  no = /收到了，编号(XS-20261123-\d{4})/.exec(talk.last('chenyu'))?.[1] ?? ''
  expect(no).not.toBe('')
}

async function rows() {
  return talk.program.storage.read(async tx => ({
    file: (await tx.db.select().from(tx.t.caseFile).where(eq(tx.t.caseFile.no, no)))[0],
    keys: await tx.db.select().from(tx.t.caseKey),
    messages: await tx.db.select().from(tx.t.caseMessage),
    enclosures: await tx.db.select().from(tx.t.caseEnclosure),
    links: await tx.db.select().from(tx.t.caseLink),
    replies: await tx.db.select().from(tx.t.caseReply),
  }))
}

/** A route of the one case: `POST take`. */
async function as(who: string, what: string, body: object = {}): Promise<unknown> {
  const [method = '', does] = what.split(' ')
  const path = ['/cases', (await rows()).file?.id, does].filter(Boolean).join('/')
  return call(talk, who, method, path, { body })
}

describe('撤回心里话', () => {
  test('nobody has opened it: words, keys and the link go, number and state stay', async () => {
    await handOver()
    expect(await talk.say('chenyu', '撤回刚才的心里话')).toContain('还没有人打开')
    expect(await talk.tap('chenyu', '撤回')).toContain(`撤回了，${no}作废。`)
    const { file, keys, messages, enclosures, links } = await rows()
    expect(file).toMatchObject({ status: 'withdrawn', recipient: '', level: 'none' })
    expect(messages).toEqual([])
    expect([enclosures, readdirSync(join(talk.program.folder, 'files'))]).toEqual([[], []])
    expect(links).toEqual([])
    expect(keys.map(k => k.sealed.length)).toEqual([0, 0])
  })

  test('its readers hear the number, and see nothing else', async () => {
    await handOver()
    await talk.say('chenyu', '撤回心里话')
    await talk.tap('chenyu', '撤回')
    for (const who of ['chenjing', 'linyue'])
      expect(talk.last(who)).toBe(`${no}本人撤回了，内容已经删掉，不用看了。`)
    expect(await as('chenjing', 'GET')).toMatchObject({
      no,
      status: 'withdrawn',
      person: null,
      messages: [],
      sealedKeys: [],
    })
    await expect(as('chenjing', 'POST take')).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(as('chenjing', 'POST reply', { text: '你好', sealed: '' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  test('“取消” right after it was handed over is heard as that, and “不撤了” leaves it', async () => {
    await handOver()
    expect(await talk.say('chenyu', '取消')).toContain('还没有人打开')
    expect(await talk.tap('chenyu', '不撤了')).toBe(`好，${no}没有动。`)
    expect((await rows()).file?.status).toBe('open')
  })

  test('a reader has opened it: it is said truly, and what is asked instead reaches the console', async () => {
    await handOver()
    await as('chenjing', 'GET')
    expect(await talk.say('chenyu', '撤回心里话')).toContain('陈主任已经打开过，收不回来了')
    expect(await talk.tap('chenyu', '把内容删掉')).toContain(`请他们把${no}的内容删掉`)
    expect(talk.last('chenjing')).toBe(`${no}的本人有个请求，请到控制台“心里话”里看。`)
    expect(await as('chenjing', 'GET')).toMatchObject({ asked: 'delete' })
    await as('linyue', 'PUT labels', { sealed: 'AAAA' })
    expect((await rows()).file).toMatchObject({ labels: expect.anything(), barred: expect.anything() })
    await as('linyue', 'POST erase')
    await talk.settled()
    expect(talk.last('chenyu')).toBe('你上次请我们做的，已经照办了。')
    const { file, messages, enclosures, links } = await rows()
    expect([file?.status, file?.asked, messages, enclosures, links]).toEqual(['withdrawn', null, [], [], []])
    expect([file?.labels, file?.barred]).toEqual([null, null])
  })

  test('nothing is deleted that its person did not ask to be', async () => {
    await handOver()
    await expect(as('chenjing', 'POST erase')).rejects.toMatchObject({ code: 'CONFLICT' })
    await as('chenjing', 'GET')
    await talk.say('chenyu', '撤回心里话')
    await talk.tap('chenyu', '不用再管了')
    await expect(as('chenjing', 'POST erase')).rejects.toMatchObject({ code: 'CONFLICT' })
    await as('chenjing', 'POST close', { outcome: 'talked', sealedNote: '' })
    await talk.settled()
    expect(talk.last('chenyu')).toBe('你上次请我们做的，已经照办了。')
    expect((await rows()).file).toMatchObject({ status: 'closed', asked: null })
  })

  test('another person’s real case: nobody who is no reader can delete it, and it answers 404', async () => {
    await handOver()
    for (const who of ['zhou', 'xuan', 'chenyu'])
      await expect(as(who, 'POST erase')).rejects.toBeInstanceOf(NoRole)
    // A handler whose key does not open it.
    await talk.program.storage.transaction(tx =>
      tx.db.delete(tx.t.caseKey).where(eq(tx.t.caseKey.reader, 'sample-linyue')),
    )
    await expect(as('linyue', 'POST erase')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('opened between question and answer: it is not deleted, and that is said', async () => {
    await handOver()
    await talk.say('chenyu', '撤回心里话')
    await as('chenjing', 'GET')
    expect(await talk.tap('chenyu', '撤回')).toContain('收不回来了')
    expect((await rows()).messages).toHaveLength(1)
  })

  test('life in danger: it stays, and it is said why', async () => {
    // The flagged sentence is a case of its own.
    await handOver('我不想活了，药都买好了')
    expect(await talk.say('chenyu', '撤回心里话')).toMatch(/不能撤回.*我担心你的安全/)
    const files = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
    expect(files.map(f => f.status)).toEqual(['open', 'open'])
    expect((await rows()).messages).toHaveLength(2)
  })

  test('a talk that was booked for it is free again', async () => {
    await handOver()
    await talk.say('chenjing', '留约谈时间')
    for (const said of ['明天', '下午3点', '302室']) await talk.say('chenjing', said)
    await talk.say('chenyu', '约谈')
    await talk.say('chenyu', talk.buttons('chenyu')[0] ?? '')
    await talk.tap('chenyu', '约')
    await talk.say('chenyu', '撤回心里话')
    await talk.tap('chenyu', '撤回')
    expect(talk.sent.map(s => s.message.text)).toContainEqual(
      expect.stringContaining(`${no}约的11月24日（周二）15:00取消了`),
    )
    const times = await talk.program.storage.read(tx => tx.db.select().from(tx.t.talkTime))
    expect(times.map(t => t.caseId)).toEqual([null])
  })

  test('what was taken back is nobody’s: it cannot be added to, and 谁看过 does not know it', async () => {
    await handOver()
    await talk.say('chenyu', '撤回心里话')
    await talk.tap('chenyu', '撤回')
    expect(await talk.say('chenyu', '补充')).toContain('没有找到')
    expect(await talk.say('chenyu', '谁看过')).toContain('没有找到')
  })
})

describe('别让谁看', () => {
  const readers = () =>
    talk.program.storage.read(async tx => (await tx.db.select().from(tx.t.caseKey)).map(key => key.reader))

  test('said amid the story, by name: that reader gets no key, and her name is no part of the story', async () => {
    for (const said of [
      '心里话',
      '别让林悦看到',
      '领导让我背黑锅',
      '说完了',
      '隐名',
      '工作压力',
      '希望回复',
      '交上去',
    ])
      await talk.say('chenyu', said)
    expect(talk.last('chenyu')).toContain('收到了')
    expect(await readers()).toEqual(['sample-chenjing'])
  })

  test('holds for words of danger in that story too: she has no key to them, and hears of no case', async () => {
    await standsApart(talk, 'linyue')
    for (const said of ['心里话', '别让林悦看到', '这段时间很累', '真的不想活了'])
      await talk.say('chenyu', said)
    expect(await readers()).toEqual(['sample-chenjing'])
    expect(talk.last('linyue')).toBe('')
    expect(talk.last('chenjing')).toContain('XS-')
    await talk.say('chenyu', '都可以看')
    await talk.say('chenyu', '别让陈静看到')
    await talk.say('chenyu', '今晚就从楼上跳下去')
    // What follows goes to who may read it, in a case of its own.
    expect((await readers()).toSorted()).toEqual(['sample-chenjing', 'sample-linyue'])
  })

  test('the only one who reads: it is said at once, and nothing is handed over', async () => {
    await talk.program.storage.transaction(tx =>
      tx.db.delete(tx.t.reader).where(eq(tx.t.reader.id, 'sample-linyue')),
    )
    await talk.say('chenyu', '心里话')
    expect(await talk.say('chenyu', '别让陈静看到')).toContain('这样没有人能看')
    for (const said of ['领导让我背黑锅', '说完了', '隐名', '工作压力', '希望回复'])
      await talk.say('chenyu', said)
    expect(talk.last('chenyu')).toContain('交不上去')
    expect(await talk.say('chenyu', '交上去')).toContain('没有交上去')
    expect(await readers()).toEqual([])
    await talk.say('chenyu', '都可以看')
    expect(await talk.say('chenyu', '交上去')).toContain('收到了')
    expect(await readers()).toEqual(['sample-chenjing'])
  })
})
