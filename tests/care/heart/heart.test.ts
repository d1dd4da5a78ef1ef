import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseText } from '../../../src/care/heart/sealing.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
let identity: string
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

/** Two handlers with one key (the test's), and a duty contact. */
async function open(): Promise<void> {
  identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const { storage, directory } = talk.program
  await storage.transaction(async tx => {
    for (const userid of ['sample-chenjing', 'sample-linyue']) {
      const person = await directory.byUserid(tx, userid)
      if (!person) throw new Error(userid)
      const row = {
        id: userid,
        person: person.id,
        recipient,
        wrapped: null,
        created: 0,
        admitted: 0,
        removed: null,
      }
      await tx.db.insert(tx.t.reader).values(row)
    }
    await tx.db.insert(tx.t.setting).values({ key: 'duty:*', value: 'sample-xuan', author: null, at: 0 })
  })
}

async function opened(): Promise<CaseText[]> {
  const { storage } = talk.program
  const { keys, messages } = await storage.read(async tx => ({
    keys: await tx.db.select().from(tx.t.caseKey),
    messages: await tx.db.select().from(tx.t.caseMessage).orderBy(tx.t.caseMessage.position),
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

async function handOver(mode: '实名' | '隐名', texts: readonly string[]): Promise<string> {
  await talk.say('chenyu', '心里话')
  for (const text of texts) await talk.say('chenyu', text)
  await talk.say('chenyu', '说完了')
  await talk.say('chenyu', mode)
  await talk.say('chenyu', '工作压力')
  await talk.say('chenyu', '希望回复')
  return talk.tap('chenyu', '交上去')
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
  })

  test('handed over, it is sealed to its readers, and only they can open it', async () => {
    await open()
    const answer = await handOver('实名', ['主任老当众骂我，', '我晚上睡不着'])
    expect(answer).toMatch(/^收到了，编号XS-20261123-0001。/)
    const texts = await opened()
    expect(texts.map(t => t.text)).toEqual(['主任老当众骂我，', '我晚上睡不着'])
    expect(texts[0]?.about).toEqual({ topic: 'pressure', wish: 'reply' })
    const stranger = new Decrypter()
    stranger.addIdentity(await generateX25519Identity())
    const [key] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    await expect(stranger.decrypt(Uint8Array.from(key?.sealed ?? []))).rejects.toThrow()
  })

  test('handed over, the server keeps no copy it could read', async () => {
    await open()
    await handOver('隐名', ['领导让我背黑锅'])
    const { storage } = talk.program
    expect(await storage.read(tx => tx.db.select().from(tx.t.piece))).toEqual([])
    const inbox = await storage.read(tx => tx.db.select().from(tx.t.inbox))
    expect(inbox.every(r => r.body === null)).toBe(true)
    const outbox = await storage.read(tx => tx.db.select().from(tx.t.outbox))
    expect(outbox.every(r => r.payload === null)).toBe(true)
  })

  test('a push to handlers holds a number and a time, never a word or a name', async () => {
    await open()
    await handOver('隐名', ['领导让我背黑锅'])
    for (const who of ['chenjing', 'linyue']) {
      expect(talk.last(who)).toMatch(
        /^有一条需要你看，编号XS-20261123-0001，请11月30日（周一）17:00前打开。$/,
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
    // The readers are gone while it is sealed: the errand finds none, says so, and nothing is lost.
    await talk.receive('chenyu', { type: 'text', text: '交上去' })
    await talk.restart()
    await talk.pass(61_000)
    expect(await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))).toHaveLength(1)
    expect(talk.last('chenyu')).toContain('收到了，编号XS-')
  })
})

describe('回信', () => {
  test('reaches the person as a pointer only, then once in words, and no copy stays on the server', async () => {
    await open()
    await handOver('隐名', ['说说'])
    const { storage, tools, road, directory } = talk.program
    const [file] = await storage.read(tx => tx.db.select().from(tx.t.caseFile))
    const handler = await storage.read(tx => directory.byUserid(tx, 'sample-linyue'))
    const { caseRoutes } = await import('../../../src/care/heart/routes.ts')
    const reply = caseRoutes.find(r => r.path === '/cases/:id/reply')
    if (!file || !handler || !reply) throw new Error('missing')
    await reply.handle({
      actor: handler,
      params: { id: file.id },
      query: {},
      body: { text: '谢谢你说出来，周三下午我在302，来坐坐？', sealed: 'AAAA' },
      now: talk.now(),
      today: '2026-11-23',
      services: { storage, tools, road },
    })
    await talk.settled()
    expect(talk.last('chenyu')).toBe('有回信，发“看回信”。')
    expect(await talk.say('chenyu', '看回信')).toContain('周三下午我在302')
    const replies = await storage.read(tx => tx.db.select().from(tx.t.caseReply))
    expect(replies).toEqual([expect.objectContaining({ state: 'fetched', body: null })])
    await talk.say('chenyu', '好，我去')
    expect(await talk.say('chenyu', '说完了')).toBe('转过去了。他回你，我再告诉你。')
    expect(talk.last('linyue')).toBe('XS-20261123-0001有新的话，请到控制台看。')
    expect(await talk.say('chenyu', '看回信')).toContain('没有新的回信')
  })
})
