import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true, at: '2026-11-23T02:00' })
})
afterEach(() => talk.close())

const texts = (who: string) => talk.sent.filter(s => s.to === `sample-${who}`).map(s => s.message.text)
const calls = () => texts('xuan').filter(text => text.includes('请马上联系'))

describe('a sudden illness', () => {
  test('of the one who writes: what to do first, and who is told that 120 may be needed', async () => {
    await talk.say('chenyu', '胸口疼 喘不上气 办公室就我一个')
    expect(texts('chenyu')[0]).toBe(
      '马上打120，说清你在哪里、哪里难受。门够得着就先打开，然后坐下或躺下，别走动，身边有人就喊过来。我正在通知值班的许科长，说可能要叫120，请他马上联系你，电话是13800000004。',
    )
    expect(calls()).toEqual([expect.stringContaining('身体突然不好，可能要叫120')])
    expect(calls().join()).not.toContain('胸口')
  })

  test('of somebody else, then despair of one’s own: two calls, each in its words', async () => {
    await talk.say('chenyu', '有人晕倒了，叫不醒')
    expect(texts('chenyu')[0]).toContain('先别搬动对方')
    expect(calls()[0]).toContain('身边有人身体突然不好')
    await talk.say('chenyu', '我不想活了')
    expect(texts('xuan').at(-1)).toContain('这次说的是陈小雨本人')
  })

  test('as the reason of a leave it is answered, and is no reason', async () => {
    await talk.say('chenyu', '下周三请一天事假')
    await talk.say('chenyu', '我现在胸口疼，冒冷汗')
    expect(texts('chenyu').join()).toContain('马上打120')
  })
})

describe('what has already happened', () => {
  test('pills: what to say to 120, and the contact reads that it has happened', async () => {
    await talk.say('chenyu', '我吃了一瓶安眠药')
    expect(texts('chenyu')[0]).toMatch(/^马上打120，告诉他们你吃了什么、吃了多少/u)
    expect(calls()).toEqual([expect.stringContaining('可能已经伤了自己，要叫120')])
    expect(calls().join()).not.toContain('安眠药')
  })

  test('after a first alarm it is a call of its own', async () => {
    await talk.say('chenyu', '准备割腕了')
    await talk.say('chenyu', '割腕了 血止不住')
    expect(texts('chenyu').join()).toContain('用力按住伤口')
    expect(calls()).toHaveLength(2)
    expect(calls()[1]).toContain('可能已经伤了自己')
  })
})

const ALONE = /先别一个人待着[\s\S]*许科长[\s\S]*13800000004/u

describe('after somebody was called', () => {
  test.each([
    ['谁会来找我', /来的是单位的同事，真人；电话是13800000004/u],
    ['我要跟真人说话', /真人/u],
    ['12356打不通', /这会儿没人接[\s\S]*13800000004/u],
    ['你们都是骗子，滚', /你生气，我听着/u],
    ['没有，一个人在家', ALONE],
    ['没人，就我一个', ALONE],
    ['身边没人', ALONE],
    ['就我自己', ALONE],
    ['没，我一个人住', ALONE],
    ['有，我老公在', /请他先别走开/u],
    ['有人，我妈陪着我', /请他先别走开/u],
    ['有的 室友在', /请他先别走开/u],
  ])('“%s” is answered truly, and calls nobody anew', async (text, answer) => {
    await talk.say('chenyu', '不想活了')
    await talk.say('chenyu', text)
    expect(texts('chenyu').at(-1)).toMatch(answer)
    expect(calls()).toHaveLength(1)
  })

  test.each(['我刚吃了药', '药我已经吃了', '吞了好多药'])(
    '“%s” is what was feared, without an amount',
    async text => {
      await talk.say('chenyu', '不想活了')
      await talk.say('chenyu', text)
      expect(texts('chenyu').join()).toContain('先别自己催吐')
      expect(calls().at(-1)).toContain('可能已经伤了自己，要叫120')
    },
  )

  test.each(['吃了感冒药，好多了', '我没吃药', '吃了医生开的药', '我一个人加的班', '没有'])(
    '“%s” is none of that',
    async text => {
      await talk.say('chenyu', '不想活了')
      await talk.say('chenyu', text)
      expect(texts('chenyu').at(-1)).not.toMatch(/催吐|先别一个人待着/u)
      expect(calls()).toHaveLength(1)
    },
  )

  test('alone is also heard while 心里话 is being told', async () => {
    await talk.say('chenyu', '心里话')
    await talk.say('chenyu', '活着没意思')
    await talk.say('chenyu', '没有，一个人在家')
    expect(texts('chenyu').at(-1)).toContain('先别一个人待着')
  })

  test('what was swallowed takes effect: what to do is said once more', async () => {
    await talk.say('chenyu', '我吃了一瓶安眠药')
    await talk.say('chenyu', '头好晕，想睡')
    expect(texts('chenyu').at(-1)).toMatch(/^马上打120，告诉他们你吃了什么/u)
    expect(calls()).toHaveLength(1)
  })

  test.each(['头晕得厉害', '肚子疼', '一直吐', '好困', '手脚发麻', '站不住了', '浑身发冷', '喘不上气'])(
    '“%s” takes effect too, after the contact had reached him',
    async text => {
      await talk.say('chenyu', '我吃了一瓶安眠药')
      for (const said of ['收到', '联系上了']) await talk.say('xuan', said)
      const before = calls().length
      await talk.say('chenyu', text)
      expect(calls()).toHaveLength(before + 1)
      expect(texts('chenyu').join()).toContain('先别自己催吐')
    },
  )

  test.each([
    ...['困难申请', '麻烦你了', '冷静下来了，谢谢', '不晕了，好多了', '没吐，也不晕', '我想吐槽一下单位食堂'],
    ...[
      '医生说没大碍，不难受了',
      '昨天头晕，今天没事',
      '空调太冷了',
      '年休假的事我还在犯难',
      '困难补助怎么领',
    ],
  ])('“%s” is no effect of it: nobody is called', async text => {
    await talk.say('chenyu', '我吃了一瓶安眠药')
    for (const said of ['收到', '联系上了']) await talk.say('xuan', said)
    const before = calls().length
    await talk.say('chenyu', text)
    expect(calls()).toHaveLength(before)
  })

  test('and closed it, what takes effect is heard for a day as a sudden illness', async () => {
    await talk.say('chenyu', '我吃了一瓶安眠药')
    await talk.say('xuan', '有人照应了')
    await talk.pass(3 * 3_600_000)
    await talk.say('chenyu', '头好晕，想吐')
    expect(texts('xuan').at(-1)).toContain('身体突然不好，可能要叫120')
    expect(texts('chenyu').join()).toContain('马上打120')
    await talk.say('xuan', '有人照应了')
    await talk.pass(49 * 3_600_000)
    const before = calls().length
    await talk.say('chenyu', '头好晕，想吐')
    expect(calls()).toHaveLength(before)
  })

  test('a farewell after despair calls once more, as danger to life', async () => {
    await talk.say('chenyu', '不想活了')
    await talk.say('chenyu', '永别了')
    expect(calls()).toHaveLength(2)
  })

  test.each(['我还在楼顶', '我手又痒了想割'])('and closed it, “%s” is a new alarm', async text => {
    await talk.say('chenyu', '不想活了')
    await talk.say('xuan', '收到')
    await talk.say('xuan', '联系上了')
    await talk.say('xuan', '有人照应了')
    await talk.pass(20 * 3_600_000)
    await talk.say('chenyu', text)
    expect(texts('chenyu').filter(said => said.includes('我正在通知'))).toHaveLength(2)
    expect(texts('xuan').at(-1)).toContain('请马上联系陈小雨')
  })

  test('and it was closed two days ago, or nobody ever was, such words are nothing', async () => {
    await talk.say('chenyu', '我还在楼顶')
    await talk.say('chenyu', '没人管我')
    expect(calls()).toEqual([])
    await talk.say('chenyu', '不想活了')
    await talk.say('xuan', '有人照应了')
    await talk.pass(49 * 3_600_000)
    await talk.say('chenyu', '我还在楼顶')
    expect(calls()).toHaveLength(1)
  })

  test('the place of somebody else is not answered as his own', async () => {
    await talk.say('chenyu', '我同事说想跳楼')
    for (const text of ['他在楼顶', '在楼顶', '人找不到了']) {
      await talk.say('chenyu', text)
      const said = texts('chenyu')
        .filter(t => !/^已经通知到|收到了刚才这条通知/u.test(t))
        .at(-1)
      expect(said).toContain('请马上打110，把你知道的地方告诉他们')
      expect(said).not.toContain('担心你')
    }
    expect(calls().join()).toContain('是身边有人可能有生命危险')
  })

  test.each([
    ['别给我打电话，也别告诉单位', '给的只有你的名字、单位和电话'],
    ['别报警', '我自己不会报警'],
    ['没人管我', '许科长已经知道了，电话是13800000004'],
    ['你别管', '我怕你有危险，不能当没听见'],
  ])('“%s” is answered truly', async (text, answer) => {
    await talk.say('chenyu', '不想活了')
    await talk.say('chenyu', text)
    expect(talk.last('chenyu')).toContain(answer)
    expect(calls()).toHaveLength(1)
  })

  test.each(['许科长电话打不通', '那个电话没人接', '许科长没接', '你给的号码没人接', '打不通'])(
    '“%s” calls the next contact, and is about nobody else',
    async text => {
      await talk.say('chenyu', '不想活了')
      await talk.say('chenyu', text)
      expect(calls()).toHaveLength(1)
      expect(texts('chenjing').filter(said => said.includes('请马上联系陈小雨'))).toHaveLength(1)
      expect(texts('chenyu').join()).toContain('没人接，不怪你')
      expect(texts('chenyu').join()).toContain('陈主任')
      expect(texts('chenyu').join()).not.toContain('把你知道的地方告诉他们')
    },
  )

  test.each(['李刚电话打不通', '找不到发票', '打不通的是我妈的电话', '110打不通'])(
    '“%s” is not the contact’s telephone: nobody else is called',
    async text => {
      await talk.say('chenyu', '不想活了')
      await talk.say('chenyu', text)
      expect(texts('chenjing').filter(said => said.includes('请马上联系'))).toEqual([])
    },
  )

  test('the telephone of a friend in danger is his own; that of the contact is the contact’s', async () => {
    await talk.say('chenyu', '我同事说想跳楼')
    await talk.say('chenyu', '电话打不通')
    expect(texts('chenyu').join()).toContain('请马上打110，把你知道的地方告诉他们')
    await talk.say('chenyu', '你给的号码没人接')
    expect(texts('chenyu').join()).toContain('没人接，先不等')
  })

  test('who sees to it already is named where another does not answer; one whom nobody reaches is not called twice', async () => {
    await talk.say('chenyu', '不想活了')
    await talk.say('chenyu', '许科长没接')
    await talk.say('chenjing', '收到，我来联系')
    await talk.say('chenyu', '许科长没接')
    expect(talk.last('chenyu')).toContain('陈主任已经知道了')
    expect(texts('linyue').filter(said => said.includes('请马上联系'))).toEqual([])
  })

  test('where everybody was told and nobody answers, that is what is said', async () => {
    await talk.say('chenyu', '不想活了')
    for (const said of ['许科长没接', '陈主任没接', '林悦没接']) await talk.say('chenyu', said)
    expect(talk.last('chenyu')).toContain('能通知的同事我都通知了，还没有人回我说在管')
  })

  test('closed by a human, it is said how to call anew', async () => {
    await talk.say('chenyu', '不想活了')
    await talk.say('xuan', '有人照应了')
    await talk.say('chenyu', '你给的号码没人接')
    expect(talk.last('chenyu')).toContain('要我再找人，发“我现在需要帮助”')
  })

  test('12356 that is engaged promises nobody where nobody could be reached', async () => {
    talk.outcomes = (_message, to) =>
      to.map(({ contact }) =>
        /xuan|chenjing|linyue/u.test(contact) ? { state: 'never', code: 'INVALID_STAFF' } : { state: 'sent' },
      )
    await talk.say('chenyu', '不想活了')
    for (let i = 0; i < 6; i++) await talk.pass(6 * 60_000)
    await talk.say('chenyu', '12356打不通')
    expect(talk.last('chenyu')).toContain('能找的同事我还没联系上，还在找')
    expect(talk.last('chenyu')).not.toContain('打过去就有人')
  })

  test('why anybody was told is answered', async () => {
    await talk.say('chenyu', '不想活了')
    await talk.say('chenyu', '什么意思？为什么通知他')
    expect(talk.last('chenyu')).toContain('因为听着可能有生命危险')
  })

  test('“我没事，是我朋友” is a call about another; what was open stays open', async () => {
    await talk.say('chenyu', '不想活了')
    await talk.say('chenyu', '我没事，是我朋友')
    expect(texts('chenyu').join()).toContain('谢谢你告诉我。对方现在在哪里')
    expect(texts('xuan').at(-1)).toContain('这次说的是另外一个人')
  })
})

describe('the words of danger themselves', () => {
  const KEPT = /你说的那几句封着，只有能看心里话的人打得开/u

  test('stand sealed in a case, and whoever asks what was passed on hears of it, once unasked', async () => {
    await talk.say('chenyu', '我不想活了')
    expect(texts('chenyu').filter(text => KEPT.test(text))).toEqual([
      expect.stringContaining('已经通知到许科长'),
    ])
    for (const said of ['为什么通知他', '别告诉单位', '谁会来找我'])
      expect(await talk.say('chenyu', said), said).toMatch(KEPT)
    expect(await talk.say('chenyu', '谁看过')).toContain('陈主任还没打开')
  })

  test('nothing is kept of who only calls for help', async () => {
    await talk.say('chenyu', '我现在需要帮助')
    await talk.say('chenyu', '为什么通知他')
    expect(texts('chenyu').join()).not.toMatch(KEPT)
  })

  test('are not said to be gone with the story that is given up', async () => {
    await talk.say('chenyu', '心里话')
    await talk.say('chenyu', '最近很累')
    await talk.say('chenyu', '真的不想活了')
    expect(await talk.say('chenyu', '删掉刚才那句')).toContain('听着有危险的那几句不在内')
    expect(await talk.say('chenyu', '取消')).toContain('听着有危险的那几句不在内')
    await talk.say('chenyu', '心里话')
    await talk.say('chenyu', '食堂的菜太咸')
    expect(await talk.say('chenyu', '取消')).not.toContain('听着有危险')
  })
})
