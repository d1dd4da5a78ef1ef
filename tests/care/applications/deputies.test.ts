import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { leave } from '../../../src/care/people/departure.ts'
import { HOME } from '../../../src/main.ts'
import { call } from '../../support/call.ts'
import { tempFolder } from '../../support/folder.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const DAY = 86_400_000
const FOUR_DAYS = '12月1日到4日请事假'

async function ask(text: string, who = 'chenyu'): Promise<string> {
  await talk.say(who, `${text}，因为家里有事`)
  return /QJ-[\d-]+/.exec(await talk.say(who, '提交'))?.[0] ?? ''
}
async function delegate(who: string, text: string): Promise<string> {
  await talk.say(who, text)
  return talk.tap(who, '对')
}
async function gone(who: string): Promise<void> {
  const { storage, directory } = talk.program
  await storage.transaction(async tx => {
    const person = await directory.byUserid(tx, `sample-${who}`)
    if (person) await leave(tx, person.id, { actor: 'cli', now: talk.now() })
  })
  await directory.refresh()
  await talk.pass(1)
}
const told = (who: string, words: string) =>
  talk.sent.filter(({ to, message }) => to === `sample-${who}` && message.text.includes(words)).length

test('who files for somebody is not asked to decide it in another’s place', async () => {
  const body = { from: '2026-11-23', to: '2026-12-23', deputy: 'sample-chenjing' }
  await call(talk, 'sunli', 'POST', '/delegations', { body })
  const leave = { kind: 'personal', from: '2026-12-07a', to: '2026-12-07p', why: '家里有事' }
  const filed = { ...leave, userid: 'sample-chenyu', office: '电话请假' }
  expect(await call(talk, 'chenjing', 'POST', '/leave', { body: filed })).toMatchObject({
    approver: '孙副主任',
  })
  await talk.settled()
  expect([told('sunli', '陈小雨请事假'), told('chenjing', '陈小雨请事假')]).toEqual([1, 0])
})

describe('what waits for a deputy', () => {
  test('is the approver’s to be reminded of when the deputy’s days are over', async () => {
    await delegate('sunli', '今天到明天请欧阳明代批')
    await ask('12月7日请一天事假')
    await talk.pass(DAY)
    await talk.pass(60_000)
    expect([told('ouyang', '有1份申请等你批'), told('sunli', '有1份申请等你批')]).toEqual([1, 0])
    await talk.pass(DAY)
    await talk.pass(60_000)
    expect([told('ouyang', '有1份申请等你批'), told('sunli', '有1份申请等你批')]).toEqual([1, 1])
  })

  test('so is a list of overtime, of one person or of several', async () => {
    await delegate('sunli', '今天到明天请欧阳明代批')
    await talk.say('chenyu', '上周一加了2小时，上周三加了3小时，迎检')
    await talk.say('chenyu', '提交')
    expect(told('ouyang', '一次登记了2天')).toBe(1)
    await talk.pass(DAY)
    await talk.pass(60_000)
    expect([told('ouyang', '有2份申请等你批'), told('sunli', '有2份申请等你批')]).toEqual([1, 0])
    await talk.pass(DAY)
    await talk.pass(60_000)
    expect([told('ouyang', '有2份申请等你批'), told('sunli', '有2份申请等你批')]).toEqual([1, 1])
    for (let day = 0; day < 3; day++) await talk.pass(DAY)
    expect(told('chenjing', '在孙副主任那里等了3个工作日')).toBe(2)
  })

  test('goes on to HR after the same three workdays', async () => {
    await delegate('sunli', '今天到明天请欧阳明代批')
    const no = await ask('12月7日请一天事假')
    for (let day = 0; day < 4; day++) await talk.pass(DAY)
    expect(told('chenjing', `${no}在孙副主任那里等了3个工作日`)).toBe(1)
  })

  test('he is told of at once who is named today', async () => {
    await ask('12月7日请一天事假')
    await ask('12月8日请一天事假', 'ligang')
    await delegate('sunli', '今天到周三请欧阳明代批')
    expect(talk.last('ouyang')).toContain('现在有2份在等')
    expect(talk.buttons('ouyang')).toEqual(['待办'])
    expect(await talk.tap('ouyang', '待办')).toContain('要批哪一份')
  })

  test('and on the first morning who is named for days to come', async () => {
    await ask('12月7日请一天事假')
    await delegate('sunli', '明天到周三请欧阳明代批')
    expect(told('ouyang', '在等')).toBe(0)
    await talk.pass(DAY)
    await talk.pass(60_000)
    expect(told('ouyang', '有1份申请等你批')).toBe(1)
  })
})

describe('nobody decides twice in one chain', () => {
  test('who agreed in the place of one does not decide in the place of the next: that one is asked', async () => {
    await delegate('sunli', '今天到周三请欧阳明代批')
    await delegate('wang', '今天到周三请欧阳明代批')
    const no = await ask(FOUR_DAYS)
    expect(await talk.tap('ouyang', '同意')).toBe(`同意了，${no}接着交给王主任。`)
    expect(await talk.say('ouyang', `同意 ${no}`)).not.toContain('办好')
    expect(await talk.tap('wang', '同意')).toContain('办好')
  })

  test('nor as himself: the next one above him is asked', async () => {
    await delegate('sunli', '今天到周三请王建国代批')
    const no = await ask(FOUR_DAYS)
    expect(await talk.tap('wang', '同意')).toBe(`同意了，${no}接着交给周部长。`)
    expect(await talk.say('wang', `同意 ${no}`)).not.toContain('办好')
    expect(await talk.tap('zhou', '同意')).toContain('办好')
  })

  test('where nobody is above him, HR', async () => {
    await gone('zhou')
    await delegate('sunli', '今天到周三请王建国代批')
    const no = await ask(FOUR_DAYS)
    expect(await talk.tap('wang', '同意')).toBe(`同意了，${no}接着交给陈主任。`)
    expect(await talk.tap('chenjing', '同意')).toContain('办好')
  })
})

test('where whose turn it is has left and nobody comes after him, HR learns it at once', async () => {
  await gone('zhou')
  const no = await ask('12月1日请一天事假', 'zhangwei1')
  await gone('wang')
  expect(talk.last('chenjing')).toBe(
    `${no}没有人能批了：轮到的人离开了，名单里也没有他的上级。请在控制台“申请”里转给该批的人。`,
  )
})

test('“above” counts from the last of the chain, and not from whom he has added', async () => {
  await talk.close()
  talk = await openTalk({ flows: withAbove() })
  const no = await ask('12月1日请一天事假')
  await talk.say('sunli', `加签 ${no}`)
  await talk.say('sunli', '陈静')
  await talk.tap('sunli', '同意后再给他')
  await talk.tap('sunli', '加签')
  // The superior of 陈静 would be 周部长.
  expect(await talk.tap('chenjing', '同意')).toBe(`同意了，${no}接着交给王主任。`)
})

describe('whoever had to do with it hears how it ends', () => {
  test('refused by the second: the first, and for whom he stood in', async () => {
    await delegate('sunli', '今天到周三请欧阳明代批')
    const no = await ask(FOUR_DAYS)
    await talk.tap('ouyang', '同意')
    await talk.say('wang', `驳回 ${no}`)
    await talk.say('wang', '那几天有检查')
    const said = `你同意过的陈小雨的${no}（事假 12月1日（周二）到12月4日（周五） 4天），王主任没同意，没有批下来。本人已经知道了。`
    expect([talk.last('ouyang'), talk.last('sunli')]).toEqual([said, said])
    expect(told('wang', '你同意过的')).toBe(0)
  })

  test('taken back while the deputy is to decide: the deputy', async () => {
    await delegate('sunli', '今天到周三请欧阳明代批')
    const no = await ask('12月1日请一天事假')
    await talk.say('chenyu', `撤回${no}`)
    await talk.say('chenyu', '撤回')
    expect(talk.last('ouyang')).toContain(`撤回了${no}`)
  })

  test('taken back while the second is to decide: the first too', async () => {
    const no = await ask(FOUR_DAYS)
    await talk.tap('sunli', '同意')
    await talk.say('chenyu', `撤回${no}`)
    await talk.say('chenyu', '撤回')
    expect(talk.last('sunli')).toContain('请按没有这回事安排')
    expect(talk.last('wang')).toContain('不用批了')
  })
})

test('where somebody should decide next and there is nobody, the applicant and HR learn it, once', async () => {
  await talk.close()
  talk = await openTalk({ flows: withAbove() })
  const no = await ask('12月1日请一天事假')
  await gone('wang')
  await gone('zhou')
  expect(await talk.say('sunli', `同意 ${no}`)).toContain('名单里还没登记接着该批的人')
  expect(talk.last('chenyu')).toContain('人事我已经告诉了，补好接着批，你不用重新交')
  expect(told('chenjing', `${no}批到孙副主任这里接不下去`)).toBe(1)
  await talk.say('sunli', `同意 ${no}`)
  expect([told('chenyu', '暂时批不下去'), told('chenjing', `${no}批到`)]).toEqual([1, 1])
})

/** Flows of a house where a day of leave goes one step higher. */
function withAbove(): string {
  const flows = tempFolder()
  cpSync(join(HOME, 'flows'), flows, { recursive: true })
  const file = join(flows, 'policy/approvals.yaml')
  const table = readFileSync(file, 'utf8')
  const [one, two] = ['- approve: [supervisor]', '- approve: [supervisor, above]'].map(
    rule => `${rule}\n\n  # 公务员法`,
  )
  writeFileSync(file, table.replace(one ?? '', two ?? ''))
  return flows
}
