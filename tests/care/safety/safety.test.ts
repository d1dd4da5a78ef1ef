import { join } from 'node:path'
import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true, at: '2026-11-23T02:00' })
})
afterEach(() => talk.close())

const texts = (who: string) => talk.sent.filter(s => s.to === `sample-${who}`).map(s => s.message.text)

/** What somebody was called with about people in danger. */
const calls = (who: string) => texts(who).filter(text => text.includes('编号ZB-'))

/** Who cannot be reached, and how; everybody else is. */
function reach(who: Record<string, 'never' | 'later'>): void {
  talk.outcomes = (_message, to) =>
    to.map(({ contact }) => {
      const state = who[contact.slice('sample-'.length)]
      if (state === 'never') return { state, code: 'INVALID_STAFF' }
      return state === 'later' ? { state, code: 'DOWN', wait: 3_600_000 } : { state: 'sent' }
    })
}

const noDuty = () => talk.program.storage.transaction(tx => tx.db.delete(tx.t.setting))

async function noRole(role: string): Promise<void> {
  const { storage, directory } = talk.program
  await storage.transaction(async tx => {
    for (const { id } of await directory.withRole(tx, role))
      await tx.db.update(tx.t.person).set({ roles: [] }).where(eq(tx.t.person.id, id))
  })
  await talk.restart()
}

const unreached = async () => {
  const alerts = await talk.program.storage.read(tx => tx.db.select().from(tx.t.alert))
  return alerts.filter(alert => alert.code === 'duty_not_reached')
}

describe('words of despair', () => {
  test('at two in the morning: the reply, the contact told, and only then “已经通知到”', async () => {
    const order: string[] = []
    talk.outcomes = (message, to) => {
      order.push(`${to[0]?.contact}: ${message.text.slice(0, 6)}`)
      return to.map(() => ({ state: 'sent' }))
    }
    await talk.say('chenyu', '活着没意思')
    expect(texts('chenyu')[0]).toBe(
      '听你这么说，我很担心你。现在身边有人吗？有危险请马上打120或110，想找人说说打12356（有的地方夜里没人接）。我正在通知值班的许科长，请他联系你，电话是13800000004。你可以接着跟我说。',
    )
    expect(texts('xuan')[0]).toBe(
      '请马上联系陈小雨（样例街道办），电话13800000013，可能有生命危险。联系不上请打110、120。说了什么我不转述。编号ZB-20261123-0001。',
    )
    expect(texts('chenyu')[1]).toContain('已经通知到许科长')
    expect(order.findIndex(o => o.includes('请马上联系'))).toBeLessThan(
      order.findIndex(o => o.includes('已经通知到')),
    )
  })

  test('“已经通知到” is not said while the contact has not been reached', async () => {
    talk.outcomes = (_message, to) =>
      to.map(r =>
        r.contact === 'sample-xuan' ? { state: 'later', code: 'DOWN', wait: 3_600_000 } : { state: 'sent' },
      )
    await talk.say('chenyu', '不想活了')
    expect(texts('chenyu').join()).not.toContain('已经通知到')
  })

  test.each(['请假', '加班登记', '心里话', '困难申请'])(
    'in the middle of %s get the same reply',
    async start => {
      await talk.say('chenyu', start)
      await talk.say('chenyu', '真的不想活了')
      expect(texts('chenyu').join()).toContain('听你这么说，我很担心你')
      expect(texts('xuan')).toHaveLength(1)
    },
  )

  test('that the contact was called stands in the audit log, by numbers', async () => {
    await talk.say('chenyu', '活着没意思')
    const { storage, directory } = talk.program
    const [chen, lines] = await storage.read(async tx => [
      await directory.byUserid(tx, 'sample-chenyu'),
      await tx.db.select().from(tx.t.audit),
    ])
    expect(lines).toContainEqual(
      expect.objectContaining({ actor: 'system', action: 'duty.called', about: chen?.id }),
    )
  })

  test('beside a marking of secrecy still bring help; the words are kept nowhere', async () => {
    await talk.say('chenyu', '【机密】文件里写的这些我真的受不了，不想活了')
    expect(texts('chenyu')[0]).toMatch(/^听你这么说[\s\S]*撤回/)
    expect(texts('xuan')[0]).toContain('请马上联系陈小雨')
    const pieces = await talk.program.storage.read(tx => tx.db.select().from(tx.t.piece))
    const cases = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
    expect([pieces, cases]).toEqual([[], []])
  })

  test('in a message whose turn fails for good still bring help, beside the apology', async () => {
    const raw = new Database(join(talk.program.folder, 'xinqiao.db'))
    raw.exec(`create trigger broken before insert on dialogue begin select raise(abort, 'broken'); end`)
    raw.close()
    await talk.receive('chenyu', { type: 'text', text: '心里话，我真的不想活了' })
    const waits = async () => {
      const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.inbox))
      return rows.some(row => row.state === 'waiting')
    }
    while (await waits()) await talk.pass(60_000)
    expect(talk.last('zhou')).toContain('message_parked')
    expect(texts('xuan')).toEqual([expect.stringContaining('请马上联系陈小雨')])
    expect(texts('chenyu').join()).toMatch(/听你这么说[\s\S]*12356（有的地方夜里没人接）/u)
  })

  test('given as the reason of a leave are held back from the approver', async () => {
    await talk.say('chenyu', '下周三请一天事假')
    await talk.say('chenyu', '活着没意思，想死')
    const [answer = ''] = texts('chenyu').slice(-2)
    expect(answer).toContain('听你这么说')
    expect(answer).toContain('刚才那句没有写进单子')
    await talk.tap('chenyu', '就这样写')
    expect(talk.last('chenyu')).toContain('事由：个人原因')
    await talk.say('chenyu', '提交')
    expect(texts('sunli').join()).toContain('个人原因')
    expect(texts('sunli').join()).not.toContain('活着')
  })

  test('said again within the hour do not call the contact twice, but never go without an answer', async () => {
    await talk.say('chenyu', '活着没意思')
    await talk.say('chenyu', '真的不想活了')
    expect(texts('xuan')).toHaveLength(1)
    expect(talk.last('chenyu')).toContain('我在听')
    await talk.pass(61 * 60_000)
    await talk.say('chenyu', '还是不想活')
    expect(texts('xuan')).toHaveLength(2)
  })

  test('nobody is said to know while the push is on its way', async () => {
    reach({ xuan: 'later' })
    await talk.say('chenyu', '活着没意思')
    await talk.pass(60_000)
    expect(await talk.say('chenyu', '真的不想活了')).toContain('我还在联系值班的许科长')
    expect(texts('chenyu').join()).not.toContain('知道了')
  })

  test('a contact who cannot be reached gives way to the next at once, who then is the one that knows', async () => {
    reach({ xuan: 'never' })
    await talk.say('chenyu', '真的不想活了')
    expect(texts('chenjing')).toContainEqual(expect.stringContaining('请马上联系陈小雨'))
    expect(talk.last('chenyu')).toContain('已经通知到陈主任')
    expect(talk.last('zhou')).toContain('duty_not_reached')
    expect(talk.last('zhou')).toContain('请马上叫值班的人')
    await talk.pass(60_000)
    expect(await talk.say('chenyu', '我还是不想活了')).toContain('陈主任已经知道了')
  })

  test('a contact who is silent for five minutes does not keep the next one from being told', async () => {
    reach({ xuan: 'later' })
    await talk.say('chenyu', '真的不想活了')
    await talk.pass(4 * 60_000)
    expect(texts('chenjing').join()).not.toContain('请马上联系')
    await talk.pass(2 * 60_000)
    expect(texts('chenjing').join()).toContain('请马上联系陈小雨')
    await talk.say('chenjing', '收到')
    await talk.pass(10 * 60_000)
    expect(texts('linyue').join()).not.toContain('请马上联系')
  })

  test('nobody says that he sees to it: all are called anew, round after round, until one does', async () => {
    reach({})
    await talk.say('chenyu', '真的不想活了')
    const calls = () =>
      ['xuan', 'chenjing', 'linyue'].map(who => texts(who).filter(t => t.includes('请马上联系')).length)
    // Each has five minutes, and a quarter of an hour after the last one it begins with the first again.
    const minutes = async (count: number) => {
      for (let i = 0; i < count; i++) await talk.pass(60_000)
      return calls()
    }
    expect(await minutes(16)).toEqual([1, 1, 1])
    expect(await minutes(15)).toEqual([2, 1, 1])
    expect(await minutes(30)).toEqual([3, 2, 2])
    await talk.say('chenjing', '收到')
    const taken = calls()
    expect(await minutes(40)).toEqual(taken)
  })

  test('nobody says that he sees to it: the person hears of each name once, and every six hours that nobody does', async () => {
    await talk.say('chenyu', '真的不想活了')
    const told = (words: string) => texts('chenyu').filter(text => text.includes(words)).length
    const hours = async (count: number) => {
      for (let i = 0; i < count * 12; i++) await talk.pass(5 * 60_000)
      return ['已经通知到许科长', '已经通知到陈主任', '已经通知到林科员', '还没有人回我说在管'].map(told)
    }
    expect(await hours(5)).toEqual([1, 1, 1, 1])
    expect(calls('linyue').length).toBeGreaterThan(5)
    expect(await hours(13)).toEqual([1, 1, 1, 3])
    // A word of his own is answered anew, as his first was.
    await talk.say('chenyu', '还是不想活了')
    expect(told('已经通知到许科长')).toBe(1)
    expect(told('许科长收到了刚才这条通知')).toBe(1)
    await talk.say('xuan', '联系上了')
    const heard = texts('chenyu').length
    await hours(7)
    expect(texts('chenyu')).toHaveLength(heard)
  })

  test('where nobody can be reached the person hears so, and each further word is tried again', async () => {
    reach({ xuan: 'never', chenjing: 'never', linyue: 'never' })
    await talk.say('chenyu', '真的不想活了')
    expect(talk.last('chenyu')).toContain('我都还没联系上')
    reach({})
    expect(await talk.say('chenyu', '没有人管我，不想活了')).toContain('已经通知到许科长')
    expect(texts('chenyu').filter(t => t.includes('我都还没联系上'))).toHaveLength(1)
    expect(await talk.say('chenyu', '真的不想活了')).toContain('许科长已经知道了')
  })

  test('one open alert does not silence the next person', async () => {
    reach({ xuan: 'never' })
    await talk.say('chenyu', '真的不想活了')
    await talk.say('sunli', '真的不想活了')
    expect(await unreached()).toHaveLength(2)
    expect(texts('zhou').filter(t => t.includes('duty_not_reached'))).toHaveLength(2)
  })

  test('the handler who despairs gets no key to his own sentence', async () => {
    await talk.say('linyue', '真的不想活了')
    const keys = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    expect(keys.map(key => key.reader)).toEqual(['sample-chenjing'])
    expect(texts('linyue').join()).not.toContain('有一条需要你看')
  })

  test('a flagged case is due at a full hour: a minute would tell whose it is', async () => {
    await talk.pass(7 * 60_000)
    await talk.say('chenyu', '活着没意思')
    const [file] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
    expect((file?.due ?? 1) % 3_600_000).toBe(0)
  })

  test('that get graver call the contact again at once', async () => {
    await talk.say('chenyu', '活着没意思')
    await talk.say('chenyu', '遗书写好了，药我已经吃下去了')
    expect(texts('xuan')).toHaveLength(2)
  })

  test('that get graver are another card than the first, and ask the person nothing again', async () => {
    await talk.say('chenyu', '我不想活了')
    await talk.say('chenyu', '我在单位楼顶')
    const [first, second] = texts('xuan')
    expect(first).toMatch(/^请马上联系陈小雨/u)
    expect(second).toContain('又有消息，说的还是上次那件事，比上次更急')
    expect(second).toContain('13800000013')
    expect(second).not.toContain('楼顶')
    expect(texts('chenyu').filter(text => text.includes('现在身边有人吗'))).toHaveLength(1)
    expect(texts('chenyu').join()).toContain('我正在通知值班的许科长，请他马上再联系你')
  })

  test('of somebody else ask where he is', async () => {
    expect(await talk.say('chenyu', '同事说他不想活了，叫我别跟领导讲')).toBeTruthy()
    expect(texts('chenyu')[0]).toContain('那位同事现在在哪里')
    expect(calls('xuan')).toEqual([expect.stringContaining('看着不是说自己')])
  })

  test.each([
    ['同事说他不想活了', '那位同事', '我也不想活了', '听你这么说', '这次说的是陈小雨本人'],
    ['我真的不想活了', '听你这么说', '我妈说她也不想活了', '家里人现在在哪里', '这次说的是另外一个人'],
    ['我妈说她不想活了', '家里人现在', '小王跟我说他想自杀', '对方现在在哪里', '这次说的是另外一个人'],
  ])('of “%s”, and then of another person, are two calls', async (first, reply, second, answer, call) => {
    await talk.say('chenyu', first)
    expect(texts('chenyu')[0]).toContain(reply)
    await talk.pass(60_000)
    await talk.say('chenyu', second)
    expect(texts('chenyu').join()).toContain(answer)
    expect(calls('xuan')).toHaveLength(2)
    expect(calls('xuan')[1]).toContain(call)
    expect(texts('chenyu').filter(t => t.includes('我正在通知值班的许科长'))).toHaveLength(2)
    await talk.pass(60_000)
    await talk.say('chenyu', second)
    expect(calls('xuan')).toHaveLength(2)
  })

  test('that name the contact call somebody else first, and him only where nobody is left', async () => {
    await talk.say('chenyu', '许科长逼得我真的不想活了')
    expect(calls('xuan')).toEqual([])
    expect(calls('chenjing')).toHaveLength(1)
    expect(texts('chenyu')[0]).toContain('我正在通知关爱专员陈主任')
    await talk.pass(5 * 60_000)
    expect(calls('linyue')).toHaveLength(1)
    await talk.pass(5 * 60_000)
    expect(calls('xuan')).toHaveLength(1)
  })

  test('of whom they were is kept sealed', async () => {
    await talk.say('chenyu', '我妈说她不想活了')
    const [row] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.concern))
    expect(Buffer.from(row?.whom ?? []).toString()).not.toContain('mother')
    expect(JSON.stringify({ ...row, whom: null })).not.toContain('mother')
  })

  test('without a duty contact promise nobody on duty: whoever reads cases stands in, and an alert is open', async () => {
    await noDuty()
    await noRole('duty')
    await talk.say('chenyu', '不想活了')
    expect(texts('chenyu')[0]).toMatch(/120[\s\S]*12356[\s\S]*我正在通知关爱专员陈主任/)
    expect(texts('chenyu').join()).not.toContain('值班')
    expect(texts('chenjing').join()).toContain('请马上联系陈小雨')
    expect(await unreached()).toHaveLength(1)
  })

  test('with nobody at all to tell promise nobody, and still give the numbers', async () => {
    await noDuty()
    await noRole('duty')
    await noRole('handler')
    const answer = await talk.say('chenyu', '不想活了')
    expect(answer).toMatch(/120[\s\S]*12356/)
    expect(answer).not.toContain('通知')
    expect(await talk.say('chenyu', '真的不想活了')).not.toContain('知道了')
    expect(await unreached()).toEqual([expect.objectContaining({ times: 2 })])
  })

  test('of the duty contact himself do not call himself, but the next one; he hears what anybody hears', async () => {
    await talk.say('xuan', '活着没意思')
    expect(texts('xuan').join()).toContain('听你这么说，我很担心你')
    expect(texts('xuan').join()).not.toMatch(/许科长|请马上联系/)
    expect(texts('chenjing').join()).toContain('请马上联系许安')
  })

  test.each(['许安不想活了', '我是许安，我不想活了'])(
    'of the writer by his own name are his own: “%s”',
    async said => {
      await talk.say('xuan', said)
      expect(texts('xuan').join()).toContain('听你这么说，我很担心你')
      expect(texts('chenjing').join()).toMatch(/请马上联系许安（[^）]+），电话\d+，可能有生命危险/)
    },
  )

  test('of the contact by somebody else’s name are of somebody else', async () => {
    await talk.say('xuan', '陈小雨不想活了')
    expect(texts('xuan').join()).toContain('谢谢你告诉我')
  })

  test('“我现在需要帮助” calls the contact without anything being judged', async () => {
    expect(await talk.say('chenyu', '我现在需要帮助')).toBeTruthy()
    expect(texts('xuan')).toHaveLength(1)
  })

  test('the flagged sentence goes to the readers, sealed, without a name; the log has none of it', async () => {
    await talk.say('chenyu', '活着没意思，真想一走了之')
    const cases = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
    expect(cases).toEqual([expect.objectContaining({ kind: 'flag', mode: 'hidden', level: 'high' })])
    expect(texts('linyue')[0]).toMatch(/^有一条需要你看，编号XS-/)
    expect(JSON.stringify(talk.logged)).not.toContain('活着')
    expect(await talk.program.storage.read(tx => tx.db.select().from(tx.t.piece))).toEqual([])
  })
})

describe('what is said in one distress', () => {
  const read = async () => {
    const { storage } = talk.program
    return storage.read(async tx => ({
      cases: await tx.db.select().from(tx.t.caseFile),
      messages: await tx.db.select().from(tx.t.caseMessage),
    }))
  }

  test('is one case; what is graver makes it due at once', async () => {
    await talk.say('chenyu', '活着没意思')
    await talk.say('chenyu', '真的不想活了')
    expect(texts('linyue').at(-1)).toMatch(/^XS-20261123-\d{4}有新的话，请到控制台看。$/)
    await talk.say('chenyu', '遗书写好了，药我已经吃下去了')
    expect(texts('linyue').at(-1)).toMatch(/XS-20261123-\d{4}，请11月23日（周一）02:15前打开/)
    const { cases, messages } = await read()
    expect(cases).toEqual([expect.objectContaining({ level: 'crisis', status: 'open' })])
    expect(messages.map(m => m.position)).toEqual([0, 1, 2])
  })

  test('is another case where it names somebody who reads the first', async () => {
    await talk.say('chenyu', '活着没意思')
    await talk.say('chenyu', '林悦逼得我真的不想活了')
    const { cases } = await read()
    expect(cases).toHaveLength(2)
    const keys = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    expect(keys.filter(key => key.reader === 'sample-linyue')).toHaveLength(1)
  })

  test('of two people is two cases', async () => {
    await talk.say('chenyu', '活着没意思')
    await talk.say('sunli', '活着没意思')
    expect((await read()).cases).toHaveLength(2)
  })
})

describe('secrecy markings', () => {
  test('purge the text: not kept, not passed on, and the person is told what to do', async () => {
    await talk.say('chenyu', '下周三请一天事假')
    const answer = await talk.say('chenyu', '参加机密★会议，关于某某工程')
    expect(answer).toContain('没有留')
    expect(answer).toContain('保密办')
    expect(await talk.say('chenyu', '家里有事')).toContain('事由：家里有事')
  })

  test.each(['这是个秘密，别告诉别人', '机密工作岗位的津贴怎么算', '保密教育培训请假半天'])(
    '“%s” is ordinary talk',
    async text => {
      expect(await talk.say('chenyu', text)).not.toContain('涉密的标记')
    },
  )
})

describe('words that only hint at it', () => {
  test('bring one direct question; whoever says yes is helped at once', async () => {
    expect(await talk.say('chenyu', '我是个累赘')).toContain('我想直接问一句')
    expect(calls('xuan')).toEqual([])
    await talk.tap('chenyu', '有过')
    expect(calls('xuan')).toHaveLength(1)
    expect(texts('chenyu').join()).toContain('我正在通知值班的许科长')
  })

  test('are asked about once a day', async () => {
    await talk.say('chenyu', '我是个累赘')
    await talk.say('chenyu', '没有')
    await talk.pass(2 * 3_600_000)
    for (let i = 0; i < 8; i++) await talk.say('chenyu', '今天还行')
    expect(await talk.say('chenyu', '我是个累赘')).not.toContain('我想直接问一句')
    expect(texts('chenyu').filter(t => t.includes('我想直接问一句'))).toHaveLength(1)
  })
})
