import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { leave } from '../../../src/care/people/departure.ts'
import { dutyKey } from '../../../src/care/people/duty.ts'
import { writeSetting } from '../../../src/runtime/settings.ts'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true, at: '2026-11-23T02:00' })
})
afterEach(() => talk.close())

const MINUTE = 60_000
const texts = (who: string) => talk.sent.filter(s => s.to === `sample-${who}`).map(s => s.message.text)
const calls = (who: string) => texts(who).filter(text => text.startsWith('请马上联系'))
const row = async () => (await talk.program.storage.read(tx => tx.db.select().from(tx.t.concern)))[0]
const idOf = async (who: string) => {
  const { storage, directory } = talk.program
  return (await storage.read(tx => directory.byUserid(tx, `sample-${who}`)))?.id ?? ''
}
const audited = async (action: string) =>
  (await talk.program.storage.read(tx => tx.db.select().from(tx.t.audit))).filter(l => l.action === action)

describe('the contact who was called answers in the chat', () => {
  test.each(['收到', '好的，收到', '我来联系', '我马上联系他', '收到，我这就打电话'])(
    '“%s”: the person hears who sees to it, and nobody else is called',
    async text => {
      await talk.say('chenyu', '真的不想活了')
      expect(await talk.say('xuan', text)).toMatch(/^记下了，陈小雨由你联系，电话13800000013/)
      expect(talk.last('chenyu')).toContain('许科长说他来联系你，电话是13800000004')
      await talk.pass(6 * MINUTE)
      expect(calls('chenjing')).toEqual([])
    },
  )

  test('by the buttons of the card', async () => {
    await talk.say('chenyu', '真的不想活了')
    expect(talk.buttons('xuan')).toEqual(['收到，我来联系', '联系上了', '联系不上'])
    expect(await talk.tap('xuan', '收到，我来联系')).toContain('由你联系')
    await talk.tap('xuan', '联系上了')
    expect(talk.last('chenyu')).toContain('许科长说已经跟你联系上了')
  })

  test('who has spoken to her and tells that somebody is with her is asked for the word that ends it', async () => {
    await talk.say('chenyu', '真的不想活了')
    const [file] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
    const looked = () => call(talk, 'linyue', 'GET', `/cases/${file?.id}`)
    await talk.say('xuan', '联系上了')
    for (const said of ['打通了，她妈陪着', '她爱人到了，在家陪着呢', '她妈没陪着'])
      expect(await talk.say('xuan', said), said).toContain('现在有人照应了，是吗')
    expect(await row()).toBeDefined()
    expect(await looked()).toMatchObject({ lookedAfter: false })
    await talk.tap('xuan', '有人照应了')
    expect(await row()).toBeUndefined()
    // Whoever reads the words sees it too, and neither when nor by whom.
    expect(await looked()).toMatchObject({ lookedAfter: true })
    expect(await talk.say('xuan', '我妈陪我去看病')).not.toContain('照应')
  })

  test('twice the same is one line of the audit log, and told once', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.say('xuan', '收到 ZB-20261123-0001')
    await talk.say('xuan', '收到 ZB-20261123-0001')
    expect(await audited('duty.taken')).toEqual([
      expect.objectContaining({ actor: await idOf('xuan'), about: await idOf('chenyu') }),
    ])
    expect(texts('chenyu').filter(t => t.includes('来联系你'))).toHaveLength(1)
  })

  test('nobody but who was called takes it', async () => {
    await talk.say('chenyu', '真的不想活了')
    for (const who of ['linyue', 'zhou', 'chenyu'])
      expect(await talk.say(who, '收到 ZB-20261123-0001')).not.toContain('记下了')
    expect((await row())?.taker).toBeNull()
    expect(texts('chenyu').join()).not.toContain('来联系你')
  })

  test('without an answer the next one is called after five minutes; when all were, it is said truly, and tried anew', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.pass(5 * MINUTE)
    expect(calls('chenjing')).toHaveLength(1)
    expect(talk.last('chenyu')).toContain('已经通知到陈主任')
    await talk.pass(5 * MINUTE)
    expect(calls('linyue')).toHaveLength(1)
    await talk.pass(5 * MINUTE)
    expect(talk.last('chenyu')).toContain('还没有人回我说在管')
    expect(talk.last('zhou')).toContain('duty_not_confirmed')
    await talk.pass(15 * MINUTE)
    expect(calls('xuan')).toHaveLength(2)
    await talk.say('linyue', '我来联系')
    expect(talk.last('chenyu')).toContain('林科员说他来联系你')
    await talk.pass(6 * MINUTE)
    expect(calls('chenjing')).toHaveLength(1)
  })

  test('who cannot reach the person gives way to the next at once, and the person hears it', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.say('xuan', '收到')
    expect(await talk.say('xuan', '电话打了三次都没人接')).toContain('我马上找下一位')
    expect(texts('chenyu').join()).toContain('许科长刚才没联系上你')
    expect(calls('chenjing')).toHaveLength(1)
    await talk.say('chenjing', '联系上她了')
    expect(talk.last('chenyu')).toContain('陈主任说已经跟你联系上了')
  })

  test('where somebody else sees to it already, another one’s “联系不上” changes nothing', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.pass(5 * MINUTE)
    await talk.say('chenjing', '我来联系')
    expect(await talk.say('xuan', '联系不上')).toContain('现在由陈主任在联系')
    expect(texts('chenyu').join()).not.toContain('没联系上你')
    expect(calls('linyue')).toEqual([])
  })

  test('passed on to a colleague it stays with the first until the other has said so', async () => {
    await talk.say('chenyu', '真的不想活了')
    expect(await talk.say('xuan', '我在外地，转给林悦')).toContain('转给林悦了')
    expect(calls('linyue')).toHaveLength(1)
    await talk.say('linyue', '收到')
    expect(talk.last('chenyu')).toContain('林科员说他来联系你')
    await talk.pass(6 * MINUTE)
    expect(calls('chenjing')).toEqual([])
  })

  test('passed on to nobody of the roster, or to two of one name, is asked about', async () => {
    await talk.say('chenyu', '真的不想活了')
    expect(await talk.say('xuan', '转给张三丰')).toContain('转给谁')
    expect(await talk.say('xuan', '转给张伟')).toContain('转给谁')
    expect((await row())?.called).toEqual([await idOf('xuan')])
  })

  test('nobody is told who is neither on duty nor reads cases, nor who is named in the words; the answer is the same', async () => {
    await talk.say('chenyu', '孙丽和林悦天天骂我，真的不想活了')
    for (const [name, who, title] of [
      ['孙丽', 'sunli', '孙副主任'],
      ['林悦', 'linyue', '林科员'],
      ['王建国', 'wang', '王主任'],
    ] as const) {
      expect(await talk.say('xuan', `转给${name}`)).toBe(
        `这件事这次转不了给${title}，请换一位，比如值班的同事或者关爱专员。编号ZB-20261123-0001。`,
      )
      expect(calls(who)).toEqual([])
    }
    expect((await row())?.called).toEqual([await idOf('xuan')])
  })

  test.each(['等联系上了再说', '联系上了吗', '现在没有人陪着了', '没有人照应了', '不是有人陪了'])(
    '“%s” settles nothing and is asked back with the buttons',
    async text => {
      await talk.say('chenyu', '真的不想活了')
      await talk.say('xuan', '收到')
      expect(await talk.say('xuan', text)).toContain('陈小雨（电话13800000013）现在怎么样，请点一下')
      expect(talk.buttons('xuan')).toEqual(['联系上了', '联系不上', '有人照应了'])
      expect(await row()).toMatchObject({ taker: await idOf('xuan'), reached: null })
      await talk.tap('xuan', '联系上了')
      expect((await row())?.reached).not.toBeNull()
    },
  )

  test.each(['还没有联系上他', '没能打通他的电话', '没有见到人', '我去不了'])(
    '“%s”: the next one is called, and nobody says that he was reached',
    async text => {
      await talk.say('chenyu', '真的不想活了')
      await talk.say('xuan', text)
      expect(calls('chenjing')).toHaveLength(1)
      expect(texts('chenyu').join()).not.toContain('已经跟你联系上了')
    },
  )

  test.each([
    '我去医院看病请一天假',
    '我来问一下年假还有几天',
    '我去体检了',
    '转给我的申请到哪了',
    '电话打不通，帮我转人工',
    '我去年的年假没休完',
    '换个手机号',
    '收到体检通知了',
  ])('“%s” is the conversation’s, though he is waited for', async text => {
    await talk.say('chenyu', '真的不想活了')
    const before = texts('chenyu').length
    await talk.say('xuan', text)
    expect(texts('xuan').at(-1)).not.toContain('ZB-20261123-0001')
    expect(texts('chenyu')).toHaveLength(before)
    expect(await row()).toMatchObject({ taker: null, reached: null })
  })

  test('who has spoken to the person fills in his own forms in peace', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.say('xuan', '收到')
    await talk.say('xuan', '联系上了')
    await talk.say('xuan', '12月2日请一天年假，家里有事')
    expect(await talk.say('xuan', '换成12月3日')).toContain('12月3日')
    expect(await talk.say('xuan', '没找到他，取消')).not.toContain('找下一位')
    expect((await row())?.reached).not.toBeNull()
  })

  test('in a contact’s own story only a message with the number is an answer', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.pass(5 * MINUTE)
    await talk.say('chenjing', '心里话')
    for (const text of ['我去找过领导三次了', '换了几个科室都一样', '家里电话没人接', '联系不上'])
      await talk.say('chenjing', text)
    expect(await row()).toMatchObject({ taker: null, contact: await idOf('chenjing') })
    expect(texts('chenjing').join()).not.toContain('我马上找下一位')
    expect(await talk.say('chenjing', '收到 ZB-20261123-0001')).toContain('由你联系')
  })

  test('a name that is not the person’s is asked back; the person’s own says whom he means', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.say('ligang', '我不想活了')
    await talk.say('xuan', '收到')
    await talk.say('xuan', '联系上李刚了')
    expect(talk.last('ligang')).toContain('已经跟你联系上了')
    expect(await talk.say('xuan', '联系上王建国了')).toContain('是哪一位')
    expect(talk.last('chenyu')).not.toContain('已经跟你联系上了')
  })

  test('who took it and says no more is asked, and then the next one is called', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.say('xuan', '收到')
    await talk.pass(15 * MINUTE)
    expect(talk.last('xuan')).toContain('陈小雨（电话13800000013）联系上了吗')
    await talk.pass(15 * MINUTE)
    await talk.pass(15 * MINUTE)
    expect(calls('chenjing')).toHaveLength(1)
  })

  test('who took it and leaves gives way to the next', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.say('xuan', '收到')
    const { storage, directory } = talk.program
    const id = await idOf('xuan')
    await storage.transaction(tx => leave(tx, id, { actor: 'cli', now: talk.now() }))
    await directory.refresh()
    await talk.pass(MINUTE)
    expect(calls('chenjing')).toHaveLength(1)
    expect(talk.last('chenyu')).toContain('已经通知到陈主任')
  })

  test('two people: “收到” is for both, anything else asks which', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.say('ligang', '我不想活了')
    await talk.say('xuan', '收到')
    expect(talk.last('chenyu')).toContain('来联系你')
    expect(talk.last('ligang')).toContain('来联系你')
    expect(await talk.say('xuan', '联系上了')).toContain('陈小雨 ZB-20261123-0001、李刚 ZB-20261123-0002')
    await talk.say('xuan', '联系上了 ZB-20261123-0002')
    expect(talk.last('ligang')).toContain('已经跟你联系上了')
    expect(talk.last('chenyu')).not.toContain('已经跟你联系上了')
  })

  test('spoken to, and despairing once more, the person is a new call', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.say('xuan', '联系上了')
    await talk.say('chenyu', '我现在需要帮助')
    expect(texts('xuan').filter(text => text.includes('请马上联系'))).toHaveLength(2)
  })

  test('“有人照应了” closes it', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.say('xuan', '联系上了')
    await talk.tap('xuan', '有人照应了')
    expect(await row()).toBeUndefined()
    expect(await audited('duty.closed')).toHaveLength(1)
  })

  test('while his own words are taken down, the plain “收到” is an answer as long as a call stands open', async () => {
    await talk.say('xuan', '12月1日请一天年假')
    expect(talk.last('xuan')).toContain('事由')
    await talk.say('chenyu', '真的不想活了')
    expect(await talk.say('xuan', '收到')).toContain('由你联系')
    expect(await talk.say('xuan', '我已经联系过物业，要去看房子')).not.toContain('由你联系')
    await talk.say('wumin', '12月1日请一天年假')
    expect(await talk.say('wumin', '收到')).not.toContain('由你联系')
  })

  test('with nobody in danger the same words are the conversation’s', async () => {
    expect(await talk.say('xuan', '收到')).not.toContain('记下了')
    expect(await talk.say('xuan', '联系不上')).not.toContain('记下了')
  })

  test('what the contact says in need himself is heard, not taken for an answer', async () => {
    await talk.say('chenyu', '真的不想活了')
    await talk.say('xuan', '我也不想活了')
    expect(texts('xuan').join()).toContain('听你这么说，我很担心你')
    expect((await row())?.taker).toBeNull()
  })
})

test('the page 值班 takes the same answers', async () => {
  await talk.say('chenyu', '真的不想活了')
  const path = `/concerns/${await idOf('chenyu')}/answer`
  await call(talk, 'xuan', 'POST', path, { body: { does: 'taken' } })
  expect(talk.last('chenyu')).toContain('许科长说他来联系你')
  expect(await call(talk, 'xuan', 'GET', '/concerns')).toMatchObject([
    { taker: '许科长', mine: true, reached: null },
  ])
  await call(talk, 'xuan', 'POST', path, { body: { does: 'unreached' } })
  expect(calls('chenjing')).toHaveLength(1)
  await expect(call(talk, 'zhou', 'POST', path, { body: { does: 'taken' } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('who takes it on the page without having been called can use the buttons he is sent, and is not counted silent', async () => {
  await talk.program.storage.transaction(tx =>
    writeSetting(tx, dutyKey('样例街道办'), 'sample-linyue', null, talk.now()),
  )
  await talk.say('chenyu', '真的不想活了')
  expect(calls('linyue')).toHaveLength(1)
  const path = `/concerns/${await idOf('chenyu')}/answer`
  await call(talk, 'xuan', 'POST', path, { body: { does: 'taken' } })
  await talk.pass(15 * MINUTE)
  expect(talk.last('xuan')).toContain('联系上了吗')
  await talk.tap('xuan', '联系上了')
  expect(talk.last('chenyu')).toContain('许科长说已经跟你联系上了')
  await talk.pass(45 * MINUTE)
  expect(calls('linyue')).toHaveLength(1)
  expect(calls('chenjing')).toEqual([])
  expect(await row()).toMatchObject({ taker: await idOf('xuan') })
})
