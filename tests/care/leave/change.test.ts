import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approve } from '../../support/approve.ts'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const DAY = 86_400_000
const say = (text: string) => talk.say('chenyu', text)

async function ask(text: string, agree: boolean): Promise<string> {
  await say(`${text}，因为家里有事`)
  const no = /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
  if (agree) await approve(talk, no)
  return no
}

/** The number of the new request. */
async function move(text: string): Promise<string> {
  await say('改假')
  expect(await say(text)).toContain('改吗？')
  return /QJ-[\d-]+/.exec(await say('改'))?.[0] ?? ''
}
const statuses = async () =>
  Object.fromEntries(
    (await talk.program.storage.read(tx => tx.db.select().from(tx.t.leave))).map(row => [row.no, row.status]),
  )

describe('a request that waits', () => {
  test('is replaced at once, and the supervisor sees both dates', async () => {
    const old = await ask('12月2日请一天年假', false)
    const no = await move('12月9日，就一天')
    expect(await statuses()).toEqual({ [old]: 'withdrawn', [no]: 'pending' })
    expect(talk.last('sunli')).toBe(
      `陈小雨想把年假从12月2日（周三）改到12月9日（周三），共1天（原编号${old}），事由：家里有事。新编号${no}。`,
    )
    await talk.tap('sunli', '同意')
    expect(await statuses()).toEqual({ [old]: 'withdrawn', [no]: 'approved' })
    expect(await say('我的假期')).toContain('年假还剩9天')
  })
})

describe('a leave that was approved', () => {
  test('takes a change that waits with it when he is back from it', async () => {
    await ask('11月24日到27日请年假', true)
    const no = await move('12月8日到10日')
    await talk.pass(DAY)
    expect(await say('我今天下午提前回来上班了')).toContain('还在等批的改期就撤了')
    await say('对')
    expect((await statuses())[no]).toBe('withdrawn')
    expect(talk.sent.map(({ message }) => message.text).filter(text => text.includes('不用批了'))).toEqual([
      `陈小雨撤回了${no}（年假 从11月24日（周二）到11月27日（周五）改到12月8日（周二）到12月10日（周四） 3天），不用批了。`,
    ])
    expect(await talk.say('sunli', `同意 ${no}`)).toBe('现在没有等你批的申请。')
    expect(await say('我的假期')).toContain('年假还剩9.5天')
  })

  test('stands until the new dates are agreed to, and then gives its days back', async () => {
    const old = await ask('12月2日到3日请年假', true)
    const no = await move('12月8日到10日')
    expect(talk.last('chenyu')).toContain('批下来之前，原来的照旧。')
    expect(await statuses()).toEqual({ [old]: 'approved', [no]: 'pending' })
    await talk.tap('sunli', '同意')
    expect(await statuses()).toEqual({ [old]: 'withdrawn', [no]: 'approved' })
    expect(await say('我的假期')).toContain('年假还剩7天')
  })

  test('is moved within its own week by a weekday that names none', async () => {
    await ask('12月2日请一天年假', true)
    expect(await say('那天改到周四上午吧')).toContain('改到12月3日（周四）上午')
    await say('取消')
    expect(await say('改成下周二')).toContain('改到12月1日（周二）')
    expect(await say('不对，是周五')).toContain('改到12月4日（周五）')
  })

  test('stands where the change is refused, and nothing was taken or given', async () => {
    const old = await ask('12月2日到3日请年假', true)
    const no = await move('12月8日到10日')
    await talk.say('sunli', `驳回 ${no}`)
    await talk.say('sunli', '那几天要迎检')
    expect(talk.last('chenyu')).toBe(
      '孙副主任没同意改到12月8日（周二）到12月10日（周四）：“那几天要迎检”。原来12月2日到3日（周三、周四）的年假照旧。',
    )
    expect(await statuses()).toEqual({ [old]: 'approved', [no]: 'refused' })
    expect(await say('我的假期')).toContain('年假还剩8天')
  })

  test('is judged without its own old dates and days', async () => {
    await ask('12月1日到11日请年假', true)
    // Nine of ten days are taken: moved by a day they are the same nine.
    const no = await move('12月2日到12月14日')
    await approve(talk, no)
    expect((await statuses())[no]).toBe('approved')
    expect(await say('我的假期')).toContain('年假还剩1天')
  })

  test('is judged against the other leave there is', async () => {
    await ask('12月2日请一天年假', true)
    await ask('12月9日请一天事假', true)
    await say('改假')
    await say('QJ-20261123-0001')
    expect(await say('12月9日，就一天')).toContain('已经有另一份假了')
  })

  test('cannot be changed once it has begun, whether asked for or agreed to', async () => {
    await ask('11月24日请一天年假', true)
    const no = await move('12月8日，就一天')
    await talk.pass(DAY)
    expect(await talk.say('sunli', `同意 ${no}`)).toContain('原来的假已经开始休了')
    expect((await statuses())[no]).toBe('pending')
    await talk.say('sunli', '取消')
    await say(`撤回${no}`)
    await say('撤回')
    expect(await say('改假')).toContain('没有能改的假')
  })
})

describe('a further change of the same leave', () => {
  async function moveAgain(which: string, to: string): Promise<string> {
    await say('改假')
    await say(which)
    expect(await say(to)).toContain('原来是12月2日到3日（周三、周四）')
    return /QJ-[\d-]+/.exec(await say('改'))?.[0] ?? ''
  }

  test.each([
    ['named by the leave', 0],
    ['named by the change that waits', 1],
  ])('replaces the one that waits, %s, and one leave is left', async (_, which) => {
    const old = await ask('12月2日到3日请年假', true)
    const first = await move('12月8日到9日')
    const second = await moveAgain([old, first][which] ?? '', '12月15日到16日')
    expect(await statuses()).toEqual({ [old]: 'approved', [first]: 'withdrawn', [second]: 'pending' })
    await talk.tap('sunli', '同意')
    expect(await statuses()).toEqual({ [old]: 'withdrawn', [first]: 'withdrawn', [second]: 'approved' })
    expect(await say('我的假期')).toContain('年假还剩8天')
  })

  test('of a kind with a limit is for HR only where it goes beyond it, without the one it replaces', async () => {
    const old = await ask('12月7日到9日请丧假', true)
    await move('12月8日到10日')
    await say('改假')
    await say(old)
    await say('12月9日到11日')
    const no = /QJ-[\d-]+/.exec(await say('改'))?.[0] ?? ''
    const steps = await talk.program.storage.read(tx => tx.db.select().from(tx.t.approvalStep))
    expect(steps.filter(step => step.no === no).map(({ found }) => found)).toEqual(['supervisor'])
    await talk.tap('sunli', '同意')
    expect((await statuses())[no]).toBe('approved')
  })

  test('is not agreed to once the leave it would move was taken back', async () => {
    const old = await ask('12月2日到3日请年假', true)
    const no = await move('12月8日到9日')
    await say(`撤回${old}`)
    await say('撤回')
    expect(await talk.say('sunli', `同意 ${no}`)).toContain('原来那份假已经撤回了')
    expect(await statuses()).toEqual({ [old]: 'withdrawn', [no]: 'pending' })
  })
})

describe('a change that waits keeps only what it takes beyond the leave it would move', () => {
  test('of annual leave', async () => {
    await ask('12月1日到11日请年假', true)
    await move('12月8日到18日')
    // Nine of ten days are taken, and would be again.
    expect(await say('我的假期')).toContain('年假还剩1天')
    expect(await say('假期明细')).not.toContain('等批的先留出来')
  })

  test('the part that goes beyond it is kept', async () => {
    await ask('12月1日到4日请年假', true)
    await move('12月8日到14日')
    expect(await say('我的假期')).toContain('年假还剩5天')
    expect(await say('假期明细')).toContain('等批的先留出来，减1天')
  })

  test('where it is asked what a further leave would take, too', async () => {
    await ask('12月1日到11日请年假', true)
    await move('12月8日到18日')
    const body = { kind: 'annual', from: '2026-12-21a', to: '2026-12-21p' }
    expect(await call(talk, 'chenyu', 'POST', '/leave/what-if', { body })).toMatchObject({ possible: true })
  })

  test('of comp-days', async () => {
    await say('11月14日加班8小时，项目攻坚')
    await say('提交')
    await talk.tap('sunli', '同意')
    await ask('12月1日请一天补休', true)
    await move('12月8日，就一天')
    expect(await say('我的假期')).toContain('补休还剩0天')
    await talk.tap('sunli', '同意')
    expect(await say('我的假期')).toContain('补休还剩0天')
  })
})

describe('which one is meant', () => {
  test.each(['12月2日', '12月2日到3日', '12月2日那份', '2号的', '12月3日的'])(
    '%s names it, and is no new date',
    async named => {
      await ask('12月2日到3日请年假', true)
      await ask('12月8日请一天年假', true)
      expect(await say('改假')).toBe('改哪一份假？')
      expect(await say(named)).toBe('改到哪天？说“下周三”或“12月3日下午”都行。')
      expect(await say('12月15日到16日')).toContain('原来是12月2日到3日（周三、周四），改到12月15日到16日')
    },
  )

  test('a date that none of them has is the new one', async () => {
    await ask('12月2日请一天年假', true)
    await ask('12月8日请一天年假', true)
    await say('改假')
    expect(await say('改到12月10日')).toContain('改哪一份假？')
    expect(await say('12月8日')).toContain('原来是12月8日（周二），改到12月10日（周四）')
  })

  test('a leave of which other dates wait already is one, by either number', async () => {
    const old = await ask('12月2日请一天年假', true)
    const waiting = await move('12月9日，就一天')
    const other = await ask('12月14日请一天年假', true)
    expect(await say('改假')).toBe('改哪一份假？')
    expect(talk.buttons('chenyu').filter(label => label.startsWith('QJ-'))).toEqual([
      expect.stringContaining(other),
      expect.stringContaining(old),
    ])
    expect(await say(waiting)).toBe('改到哪天？说“下周三”或“12月3日下午”都行。')
    expect(await say('12月16日，就一天')).toContain('原来是12月2日（周三），改到12月16日（周三）')
  })
})
