import { Decrypter, generateX25519Identity } from 'age-encryption'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { heartArea } from '../../../src/care/heart/index.ts'
import type { CaseText } from '../../../src/care/heart/sealing.ts'
import { call } from '../../support/call.ts'
import { standsApart } from '../../support/keys.ts'
import { openHeart, openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
let identity: string
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

/** Two handlers with one key (the test's), and a duty contact. */
async function open(): Promise<void> {
  identity = await openHeart(talk)
}

async function opened(): Promise<CaseText[]> {
  const { storage } = talk.program
  const { keys, messages } = await storage.read(async tx => ({
    keys: await tx.db.select().from(tx.t.caseKey),
    messages: await tx.db
      .select()
      .from(tx.t.caseMessage)
      .where(eq(tx.t.caseMessage.from, 'person'))
      .orderBy(tx.t.caseMessage.position),
  }))
  const out: CaseText[] = []
  for (const message of messages) {
    const key = keys.find(k => k.caseId === message.caseId)
    if (!key) throw new Error('no key')
    const reader = new Decrypter()
    reader.addIdentity(identity)
    const caseIdentity = await reader.decrypt(Uint8Array.from(key.sealed), 'text')
    const opener = new Decrypter()
    opener.addIdentity(caseIdentity)
    out.push(JSON.parse(await opener.decrypt(Uint8Array.from(message.sealed), 'text')) as CaseText)
  }
  return out
}

async function handOver(mode: '实名' | '隐名', texts: readonly string[], without = '都可以看') {
  await talk.say('chenyu', '心里话')
  for (const text of texts) await talk.say('chenyu', text)
  await talk.say('chenyu', '说完了')
  await talk.say('chenyu', mode)
  await talk.say('chenyu', '工作压力')
  await talk.say('chenyu', '希望回复')
  await talk.tap('chenyu', without)
  return talk.say('chenyu', '交上去')
}

describe('心里话', () => {
  test('is closed, and says so with numbers to call, until there is a reader and a duty contact', async () => {
    const answer = await talk.say('chenyu', '心里话')
    expect(answer).toContain('还没有开放')
    expect(answer).toContain('12356')
    expect(await talk.say('chenyu', '我很难受')).not.toContain('收到')
  })

  test('the opening says truly who reads it and what happens when life is in danger', async () => {
    await open()
    const opening = await talk.say('chenyu', '心里话')
    expect(opening).toContain('能看的只有陈主任、林科员')
    expect(opening).toContain('值班的许科长')
    expect(opening).toContain('钉钉平台知道你来过')
    expect(opening).toContain('办完1年后删掉')
    expect(opening).not.toContain('应急钥匙')
  })

  test('handed over, it is sealed to its readers, and only they can open it', async () => {
    await open()
    const answer = await handOver('实名', ['主任老当众骂我，', '我晚上睡不着'])
    expect(answer).toMatch(/^收到了，编号XS-20261123-\d{4}。/)
    const texts = await opened()
    expect(texts.map(t => t.text)).toEqual(['主任老当众骂我，', '我晚上睡不着'])
    expect(texts[0]?.about).toEqual({ topic: 'pressure', wish: 'reply' })
    const stranger = new Decrypter()
    stranger.addIdentity(await generateX25519Identity())
    const [key] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    await expect(stranger.decrypt(Uint8Array.from(key?.sealed ?? []))).rejects.toThrow()
  })

  test('handed over or added to, the server keeps no copy it could read, of what had failed neither', async () => {
    await open()
    const { storage } = talk.program
    const words = Buffer.from('领导让我背黑锅')
    const failing = () =>
      storage.transaction(async tx => {
        await tx.db.update(tx.t.inbox).set({ state: 'parked', body: words })
        await tx.db.update(tx.t.outbox).set({ state: 'gave_up', payload: words })
      })
    const copies = () =>
      storage.read(async tx => [
        ...(await tx.db.select().from(tx.t.piece)).map(row => row.body),
        ...(await tx.db.select().from(tx.t.inbox)).map(row => row.body),
        ...(await tx.db.select().from(tx.t.outbox)).map(row => row.payload),
      ])
    await talk.say('chenyu', '请假')
    await talk.say('chenyu', '取消')
    await failing()
    await handOver('隐名', ['领导让我背黑锅'])
    expect((await copies()).filter(copy => copy !== null)).toEqual([])
    await storage.transaction(tx => tx.db.delete(tx.t.outbox))
    await talk.say('chenyu', '你好')
    await failing()
    for (const text of ['补充', '他还让我改材料', '说完了']) await talk.say('chenyu', text)
    expect((await copies()).filter(copy => copy !== null)).toEqual([])
  })

  test('a push to handlers holds a number and a time, never a word or a name', async () => {
    await open()
    await handOver('隐名', ['领导让我背黑锅'])
    for (const who of ['chenjing', 'linyue']) {
      expect(talk.last(who)).toMatch(
        /^有一条需要你看，编号XS-20261123-\d{4}，请11月30日（周一）17:00前打开。$/,
      )
      expect(talk.last(who)).not.toContain('陈小雨')
    }
  })

  test('隐名 with one’s own name in the text: it is taken out when asked for', async () => {
    await open()
    await talk.say('chenyu', '心里话')
    await talk.say('chenyu', '我是陈小雨，被孤立了')
    await talk.say('chenyu', '说完了')
    expect(await talk.say('chenyu', '隐名')).toContain('这段里有你的名字')
    await talk.tap('chenyu', '去掉')
    await talk.say('chenyu', '人际')
    await talk.say('chenyu', '只想说说')
    await talk.say('chenyu', '都可以看')
    await talk.tap('chenyu', '交上去')
    expect((await opened())[0]?.text).toBe('我是某人，被孤立了')
  })

  test('the one row that links a case to its person is sealed', async () => {
    await open()
    await handOver('隐名', ['说说'])
    const { storage, directory } = talk.program
    const person = await storage.read(tx => directory.byUserid(tx, 'sample-chenyu'))
    const tables = await storage.read(async tx => [
      await tx.db.select().from(tx.t.caseFile),
      await tx.db.select().from(tx.t.caseKey),
      await tx.db.select().from(tx.t.caseMessage),
      await tx.db.select().from(tx.t.caseLink),
    ])
    const dump = JSON.stringify(tables)
    expect(dump).not.toContain(person?.id)
    expect(dump).not.toContain('chenyu')
    expect(dump).not.toContain('陈小雨')
  })

  test('cancelled, nothing is kept, and nobody was told', async () => {
    await open()
    await talk.say('chenyu', '心里话')
    await talk.say('chenyu', '算了还是不说了吧')
    expect(await talk.say('chenyu', '取消')).toContain('没有留')
    expect(await talk.program.storage.read(tx => tx.db.select().from(tx.t.piece))).toEqual([])
    expect(talk.last('linyue')).toBe('')
  })

  test('twice the same tap hands over once', async () => {
    await open()
    await talk.say('chenyu', '心里话')
    await talk.say('chenyu', '说说')
    await talk.say('chenyu', '说完了')
    await talk.say('chenyu', '实名')
    await talk.say('chenyu', '工作压力')
    await talk.say('chenyu', '只想说说')
    await talk.say('chenyu', '都可以看')
    await Promise.all([talk.tap('chenyu', '交上去'), talk.tap('chenyu', '交上去')])
    await talk.settled()
    expect(await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))).toHaveLength(1)
  })

  test('a hand-over that was interrupted by a stop is finished afterwards', async () => {
    await open()
    await talk.say('chenyu', '心里话')
    await talk.say('chenyu', '说说')
    await talk.say('chenyu', '说完了')
    await talk.say('chenyu', '实名')
    await talk.say('chenyu', '工作压力')
    await talk.say('chenyu', '只想说说')
    await talk.say('chenyu', '都可以看')
    // The readers are gone while it is sealed: the errand finds none, says so, and nothing is lost.
    await talk.receive('chenyu', { type: 'text', text: '交上去' })
    await talk.restart()
    await talk.pass(61_000)
    expect(await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))).toHaveLength(1)
    expect(talk.last('chenyu')).toContain('收到了，编号XS-')
  })
})

/** What a handler does in the console with the one case there is. */
async function does(who: string, path: string, body: object = {}): Promise<unknown> {
  const { storage, tools, road, directory } = talk.program
  const [file] = await storage.read(tx => tx.db.select().from(tx.t.caseFile))
  const actor = await storage.read(tx => directory.byUserid(tx, `sample-${who}`))
  const route = heartArea.routes.find(r => r.path === `/cases/:id/${path}`)
  if (!file || !actor || !route) throw new Error('missing')
  const done = await route.handle({
    actor,
    params: { id: file.id },
    query: {},
    body,
    now: talk.now(),
    today: '2026-11-23',
    services: { storage, tools, road },
  })
  await talk.settled()
  return done
}

const answers = (text: string) => does('linyue', 'reply', { text, sealed: 'AAAA' })
const waiting = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.caseReply))
const MINUTES = 60_000

describe('回信', () => {
  test('reaches the person as a pointer only, then in words, and no copy stays on the server', async () => {
    await open()
    await handOver('隐名', ['说说'])
    await answers('谢谢你说出来，周三下午我在302，来坐坐？')
    expect(talk.last('chenyu')).toBe('有回信，发“看回信”。')
    expect(await talk.say('chenyu', '看回信')).toContain('周三下午我在302')
    expect(await waiting()).toEqual([])
    await talk.say('chenyu', '好，我去')
    expect(await talk.say('chenyu', '说完了')).toBe('转过去了。他回你，我再告诉你。')
    expect(talk.last('linyue')).toMatch(/^XS-20261123-\d{4}有新的话，请到控制台看。$/)
    expect(await talk.say('chenyu', '看回信')).toContain('没有新的回信')
  })

  test('can be answered hours later, also when another has come meanwhile, which is then shown', async () => {
    await open()
    await handOver('隐名', ['说说'])
    await answers('周三下午我在302')
    await talk.say('chenyu', '看回信')
    await talk.pass(3 * MINUTES)
    await answers('改到周五')
    await talk.say('chenyu', '好的谢谢，我周三过来')
    await talk.pass(200 * MINUTES)
    expect(await talk.say('chenyu', '说完了')).toBe('转过去了。他回你，我再告诉你。')
    expect((await opened()).at(-1)?.text).toBe('好的谢谢，我周三过来')
    expect(await talk.say('chenyu', '看回信')).toContain('改到周五')
    expect(await waiting()).toEqual([])
  })

  test('is asked about before it goes to a reader whom it names, and goes to him with a yes alone', async () => {
    await open()
    await handOver('隐名', ['说说'])
    await answers('周三下午我在302')
    await talk.say('chenyu', '看回信')
    await talk.say('chenyu', '林悦也骂过我')
    expect(await talk.say('chenyu', '说完了')).toContain('林科员会看到。照样转过去吗')
    expect(await talk.tap('chenyu', '不转')).toContain('还没有转，写的都还在')
    expect(await opened()).toHaveLength(1)
    await talk.tap('chenyu', '照转')
    expect((await opened()).at(-1)?.text).toBe('林悦也骂过我')
  })

  test('is answered without the person’s own name where the case is 隐名', async () => {
    await open()
    await handOver('隐名', ['说说'])
    await answers('周三下午我在302')
    await talk.say('chenyu', '看回信')
    await talk.say('chenyu', '好，陈小雨周三到')
    await talk.say('chenyu', '说完了')
    expect((await opened()).at(-1)?.text).toBe('好，某人周三到')
  })

  test('stays until it has really been sent', async () => {
    await open()
    await handOver('隐名', ['说说'])
    await answers('周三下午我在302')
    talk.outcomes = (message, to) =>
      to.map(() => (message.text.includes('302') ? { state: 'never', code: 'REFUSED' } : { state: 'sent' }))
    await talk.say('chenyu', '看回信')
    expect(await waiting()).toHaveLength(1)
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'sent' }))
    await talk.say('chenyu', '取消')
    expect(await talk.say('chenyu', '看回信')).toContain('周三下午我在302')
    expect(await waiting()).toEqual([])
  })

  test('answered after the case was closed opens it again: the words are not thrown away', async () => {
    await open()
    await handOver('隐名', ['说说'])
    await answers('周三下午我在302')
    await talk.say('chenyu', '看回信')
    await does('linyue', 'close', { outcome: 'talked', sealedNote: '' })
    const [closed] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
    expect(closed).toMatchObject({ status: 'closed', outcome: 'talked' })
    await talk.say('chenyu', '还有一件事')
    expect(await talk.say('chenyu', '说完了')).toMatch(
      /^转过去了。XS-.{13}先前已经办结，现在重新打开了。他回你/,
    )
    const [file] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
    expect(file).toMatchObject({ status: 'open', outcome: null })
  })

  test('answered when nobody is left to read it: what was written stays, and goes when tried again', async () => {
    await open()
    await handOver('隐名', ['说说'])
    await answers('周三下午我在302')
    await talk.say('chenyu', '看回信')
    await talk.say('chenyu', '还有一件事')
    const { storage } = talk.program
    await storage.transaction(tx => tx.db.update(tx.t.reader).set({ removed: 1 }))
    expect(await talk.say('chenyu', '说完了')).toContain('写的都还在')
    await storage.transaction(tx => tx.db.update(tx.t.reader).set({ removed: null }))
    expect(await talk.say('chenyu', '再试一次')).toBe('转过去了。他回你，我再告诉你。')
    expect((await opened()).at(-1)?.text).toBe('还有一件事')
    expect(await storage.read(tx => tx.db.select().from(tx.t.piece))).toEqual([])
  })

  test('nothing in the database but the sealed link leads from a person to his 隐名 case', async () => {
    await open()
    await handOver('隐名', ['说说'])
    await answers('周三下午我在302')
    expect(await shared()).toEqual([])
    await talk.say('chenyu', '看回信')
    await talk.say('chenyu', '好，我去')
    await talk.say('chenyu', '说完了')
    expect(await shared()).toEqual([])
  })
})

describe('a case', () => {
  test('of a flagged sentence holds that sentence as it was written, and nothing else of the message', async () => {
    await open()
    await talk.say('chenyu', '今天開會很累，老王也在。活着沒意思！晚上吃了面')
    const [flag] = await opened()
    expect(JSON.parse(flag?.text ?? '')).toMatchObject({ text: '活着沒意思！', level: 'high' })
  })

  test('that a colleague deals with is not taken from him, unless he cannot open it any more', async () => {
    await open()
    await handOver('隐名', ['说说'])
    await does('linyue', 'take')
    await expect(does('chenjing', 'take')).rejects.toMatchObject({ code: 'CONFLICT' })
    const [line] = await call<{ id: string }[]>(talk, 'chenjing', 'GET', '/cases')
    expect(line).toMatchObject({ mine: false, handler: '林悦' })
    const whole = () => call(talk, 'chenjing', 'GET', `/cases/${line?.id}`)
    expect(await whole()).toMatchObject({ free: false, handler: '林悦' })
    await talk.program.storage.transaction(tx =>
      tx.db.update(tx.t.reader).set({ removed: 1 }).where(eq(tx.t.reader.id, 'sample-linyue')),
    )
    expect(await whole()).toMatchObject({ free: true })
    await does('chenjing', 'take')
    const [file] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
    const chen = await talk.program.storage.read(tx => talk.program.directory.byUserid(tx, 'sample-chenjing'))
    expect(file?.handler).toBe(chen?.id)
  })

  test('is closed once, with what came of it', async () => {
    await open()
    await handOver('实名', ['说说'])
    await does('linyue', 'close', { outcome: 'solved', sealedNote: '' })
    await expect(does('linyue', 'close', { outcome: 'talked', sealedNote: '' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    const [file] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
    expect(file?.outcome).toBe('solved')
  })

  test('of a handler himself has no key for him', async () => {
    await open()
    for (const text of ['心里话', '说说', '说完了', '实名', '工作压力', '希望回复'])
      await talk.say('linyue', text)
    await talk.tap('linyue', '交上去')
    const keys = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    expect(keys.map(key => key.reader)).toEqual(['sample-chenjing'])
    expect(
      talk.sent
        .filter(s => s.to === 'sample-linyue')
        .map(s => s.message.text)
        .join(),
    ).not.toContain('需要你看')
    await expect(does('linyue', 'close', { outcome: 'solved', sealedNote: '' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

/** Tables in which rows of a case stand: none of their names may turn up beside a person's. */
const OF_CASES = ['caseFile', 'caseKey', 'caseMessage', 'caseLink', 'caseReply', 'talkTime'] as const

/** Values that stand in a row of the case and in a row that names its person. */
async function shared(): Promise<string[]> {
  const { storage, directory } = talk.program
  return storage.read(async tx => {
    const person = await directory.byUserid(tx, 'sample-chenyu')
    const ofCase = new Set<string>()
    for (const name of OF_CASES)
      for (const row of await tx.db.select().from(tx.t[name])) for (const id of idsIn(row)) ofCase.add(id)
    const beside: string[] = []
    for (const [name, table] of Object.entries(tx.t)) {
      if ((OF_CASES as readonly string[]).includes(name)) continue
      for (const row of await tx.db.select().from(table as typeof tx.t.person)) {
        const text = JSON.stringify(row, (_key, value) => (value?.type === 'Buffer' ? null : value))
        if (!text.includes(person?.id ?? '')) continue
        beside.push(...[...ofCase].filter(id => text.includes(id)).map(id => `${name}: ${id}`))
      }
    }
    return beside
  })
}

/** Ids and numbers of a row; what every row of that day or that kind has in common is none. */
function idsIn(row: object): string[] {
  return Object.values(row).flatMap(value =>
    typeof value === 'string' && value.length > 12 && value !== '2026-11-23' ? [value] : [],
  )
}

describe('what was handed over', () => {
  test('can be added to: the same case, sealed to the same readers, who hear of it', async () => {
    await open()
    await handOver('隐名', ['说说'])
    expect(await talk.say('chenyu', '补充：还有一件事，我睡不好')).toContain('收到，接着说')
    expect(await talk.say('chenyu', '说完了')).toBe('补上了，还是原来那几个人看。有回信我会告诉你。')
    expect((await opened()).map(t => t.text)).toEqual(['说说', '还有一件事，我睡不好'])
    expect(await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))).toHaveLength(1)
    expect(talk.last('linyue')).toMatch(/^XS-20261123-\d{4}有新的话，请到控制台看。$/)
    expect(await shared()).toEqual([])
  })

  test('without one’s own name where it is 隐名, whatever became of it at first', async () => {
    await open()
    await handOver('隐名', ['领导让我背黑锅'])
    for (const text of ['补充', '我陈小雨还想说一句', '说完了']) await talk.say('chenyu', text)
    expect((await opened()).map(t => t.text)).toEqual(['领导让我背黑锅', '我某人还想说一句'])
  })

  test('with one’s own name where it is 实名', async () => {
    await open()
    await handOver('实名', ['领导让我背黑锅'])
    for (const text of ['补充', '我陈小雨还想说一句', '说完了']) await talk.say('chenyu', text)
    expect((await opened()).at(-1)?.text).toBe('我陈小雨还想说一句')
  })

  test('by nobody else', async () => {
    await open()
    await handOver('隐名', ['说说'])
    expect(await talk.say('ligang', '补充：我也说说')).toContain('没有找到你近三个月交过的心里话')
    expect(await talk.say('ligang', '谁看过')).toContain('没有找到')
  })

  test('shows its person who opened it and when, and who has it', async () => {
    await open()
    await handOver('隐名', ['说说'])
    expect(await talk.say('chenyu', '谁看过')).toMatch(
      /^XS-20261123-\d{4}：陈主任还没打开、林科员还没打开。还没有人接。$/,
    )
    const [file] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
    await call(talk, 'linyue', 'GET', `/cases/${file?.id}`)
    await talk.pass(48 * 60 * MINUTES)
    await call(talk, 'linyue', 'GET', `/cases/${file?.id}`)
    await call(talk, 'linyue', 'POST', `/cases/${file?.id}/take`)
    expect(await talk.say('chenyu', '谁看过我的心里话')).toMatch(
      /^XS-20261123-\d{4}：陈主任还没打开、林科员11月23日（周一）打开过。林科员在办。$/,
    )
  })
})

describe('who may read it', () => {
  const keys = async () =>
    (await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))).map(key => key.reader)
  const pushed = (who: string) => talk.sent.some(s => s.to === `sample-${who}` && /XS-/u.test(s.message.text))

  test('nobody whom the person leaves out has a key, or hears that there is a case', async () => {
    await open()
    await standsApart(talk, 'linyue')
    await handOver('实名', ['主任老当众骂我'], '陈主任')
    expect(await keys()).toEqual(['sample-linyue'])
    expect([pushed('chenjing'), pushed('linyue')]).toEqual([false, true])
    expect(await talk.say('chenyu', '谁看过')).toContain('：林科员还没打开。')
  })

  test('nor who stands under whom the person leaves out: it is said before, and nothing is handed to nobody', async () => {
    await open()
    for (const text of ['心里话', '最近压力大', '说完了', '实名', '工作压力', '希望回复'])
      await talk.say('chenyu', text)
    expect(await talk.tap('chenyu', '陈主任')).toContain('所以也不给林科员看。这样就没有人能看了')
    expect(talk.sent.at(-1)?.message.buttons.map(({ label }) => label)).toEqual([
      '避开谁',
      '先放着',
      '再改改',
    ])
    expect(await talk.say('chenyu', '交上去')).toContain('没有交上去')
    expect(await keys()).toEqual([])
    expect(await talk.say('chenyu', '避开谁')).toContain('有不想给他看的吗')
    await talk.tap('chenyu', '陈主任')
    expect(await talk.tap('chenyu', '避开谁')).toContain('有不想给他看的吗')
    await talk.tap('chenyu', '陈主任')
    expect(await talk.tap('chenyu', '先放着')).toContain('不急')
  })

  test('nor his deputy by post, whoever he answers to', async () => {
    await open()
    await standsApart(talk, 'linyue', { post: '副主任' })
    expect(await handOver('实名', ['最近压力大'], '陈主任')).toContain('没有交上去')
    expect(await keys()).toEqual([])
  })

  test('nor who decides in his place, until his days are over', async () => {
    await open()
    await standsApart(talk, 'linyue')
    const { storage, directory } = talk.program
    const to = (day: string) =>
      storage.transaction(async tx => {
        const [chen, lin] = [
          await directory.byUserid(tx, 'sample-chenjing'),
          await directory.byUserid(tx, 'sample-linyue'),
        ]
        if (!chen || !lin) throw new Error('two readers')
        await tx.db.delete(tx.t.delegation)
        const dates = { from: '2026-11-01', to: day, created: 0, ended: null }
        await tx.db.insert(tx.t.delegation).values({ id: day, person: chen.id, deputy: lin.id, ...dates })
      })
    await to('2026-11-30')
    expect(await handOver('实名', ['最近压力大'], '陈主任')).toContain('没有交上去')
    await to('2026-11-22')
    await talk.say('chenyu', '取消')
    expect(await handOver('实名', ['最近压力大'], '陈主任')).toContain('收到了')
    expect(await keys()).toEqual(['sample-linyue'])
  })

  test('nobody whom it names, and nobody who stands under him, gets it: it is said before', async () => {
    await open()
    for (const text of ['心里话', '林科员老当众顶我', '说完了', '实名', '工作压力'])
      await talk.say('chenyu', text)
    expect(await talk.say('chenyu', '希望回复')).toContain('所以也不给林科员看。交给陈主任吗？')
    await talk.tap('chenyu', '交上去')
    expect(await keys()).toEqual(['sample-chenjing'])
    expect(pushed('linyue')).toBe(false)
  })

  test('where it names whom all others stand under, it goes to nobody, and is kept to be changed', async () => {
    await open()
    for (const text of ['心里话', '陈静老当众骂我', '说完了', '实名', '工作压力'])
      await talk.say('chenyu', text)
    expect(await talk.say('chenyu', '希望回复')).toContain('不给陈主任、林科员看。这样就没有人能看了')
    expect(await talk.say('chenyu', '交上去')).toContain('没有交上去，写的都还在')
    expect(await keys()).toEqual([])
  })

  test('a flagged sentence does not reach whom it names either', async () => {
    await open()
    await talk.say('chenyu', '林悦逼得我真的不想活了')
    expect(await keys()).toEqual(['sample-chenjing'])
    expect(pushed('linyue')).toBe(false)
  })

  test('what is added and names a reader of the case is not added', async () => {
    await open()
    await handOver('隐名', ['说说'])
    await talk.say('chenyu', '补充：林悦也骂过我')
    expect(await talk.say('chenyu', '说完了')).toContain('没有补上')
    expect(await opened()).toHaveLength(1)
  })
})

describe('a report of misconduct among it', () => {
  const tell = async () => {
    await open()
    await talk.say('chenyu', '心里话')
    await talk.say('chenyu', '站长挪用公款两万块。我夹在中间，天天睡不着')
    for (const text of ['说完了', '隐名', '工作压力']) await talk.say('chenyu', text)
    expect(await talk.say('chenyu', '希望回复')).toContain('“站长挪用公款两万块”')
  }

  test('is left out where the person agrees; the rest is handed over', async () => {
    await tell()
    await talk.tap('chenyu', '去掉')
    await talk.tap('chenyu', '都可以看')
    await talk.tap('chenyu', '交上去')
    expect((await opened()).map(t => t.text)).toEqual(['我夹在中间，天天睡不着'])
  })

  test('goes to the readers only with the person’s yes', async () => {
    await tell()
    await talk.tap('chenyu', '不是举报，照交')
    await talk.tap('chenyu', '都可以看')
    await talk.tap('chenyu', '交上去')
    expect((await opened()).map(t => t.text)).toEqual(['站长挪用公款两万块。我夹在中间，天天睡不着'])
  })

  test('alone, before anything was begun, is told where it belongs, and nothing is kept', async () => {
    await open()
    expect(await talk.say('chenyu', '我要举报站长挪用公款')).toContain('举报请打12388')
    expect(await talk.program.storage.read(tx => tx.db.select().from(tx.t.piece))).toEqual([])
    expect(talk.sent.every(s => s.to === 'sample-chenyu')).toBe(true)
  })
})
