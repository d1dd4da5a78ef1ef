import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { leave } from '../../../src/care/people/departure.ts'
import { importRoster } from '../../../src/care/people/import.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const FOUR_DAYS = '12月1日到4日请事假'

/** @param city what a leader answers who is asked whether he leaves the city */
async function ask(text: string, who = 'chenyu', city = ''): Promise<string> {
  await talk.say(who, `${text}，因为家里有事`)
  if (city) await talk.say(who, city)
  return /QJ-[\d-]+/.exec(await talk.say(who, '提交'))?.[0] ?? ''
}
async function stands(no: string): Promise<string> {
  return talk.program.storage.read(async tx => {
    const { application, person } = tx.t
    const [row] = await tx.db.select().from(application).where(eq(application.no, no))
    const [turn] = await tx.db
      .select({ userid: person.userid })
      .from(person)
      .where(eq(person.id, row?.turn ?? ''))
    return `${row?.status} ${turn?.userid.replace('sample-', '') ?? '-'}`
  })
}
async function roster(lines: string): Promise<void> {
  const bytes = Buffer.from(`userid,name,unit,supervisor\n${lines}\n`)
  const about = { actor: 'cli', now: talk.now(), sample: false, zone: 'Asia/Shanghai' }
  await importRoster(talk.program.storage, { name: 'r.csv', bytes }, about)
  await talk.program.directory.refresh()
  await talk.pass(1)
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

describe('a leave of more than three days', () => {
  test('is told before it is handed in, and who is still to come while it waits', async () => {
    expect(await talk.say('chenyu', `${FOUR_DAYS}，因为家里有事`)).toContain(
      '要经孙副主任、王主任批，一个批了再到下一个。提交吗？',
    )
    expect(await talk.say('chenyu', '谁批')).toContain('孙副主任、王主任批，一个批了再到下一个。')
    await talk.say('chenyu', '提交')
    expect(await talk.say('chenyu', '谁批我的假')).toContain('等孙副主任批，接着还要王主任批\n')
    await talk.say('sunli', '同意')
    expect(await talk.say('chenyu', '谁批我的假')).toContain('4天：等王主任批\n')
  })

  test('goes from one to the next, and each of them and the applicant hears of it', async () => {
    const no = await ask(FOUR_DAYS)
    expect(await talk.tap('sunli', '同意')).toBe(`同意了，${no}接着交给王主任。`)
    expect(talk.last('chenyu')).toBe(
      `孙副主任同意了你的申请（事假 12月1日（周二）到12月4日（周五） 4天，${no}），接着由王主任批。`,
    )
    expect(talk.last('wang')).toBe(
      `陈小雨请事假：12月1日（周二）到12月4日（周五），共4天，事由：家里有事。孙副主任已经同意。编号${no}。`,
    )
    expect(await talk.say('chenyu', '我的申请')).toContain(
      `${no} 事假 12月1日（周二）到12月4日（周五） 4天：等王主任批`,
    )
    expect(await talk.tap('wang', '同意')).toContain('办好')
    expect(talk.last('chenyu')).toContain('批了。12月1日（周二）到12月4日（周五）事假，王主任同意。')
    expect(await stands(no)).toBe('approved -')
  })

  test('is refused by the second, and that is the end', async () => {
    const no = await ask(FOUR_DAYS)
    await talk.tap('sunli', '同意')
    await talk.tap('wang', '驳回')
    await talk.say('wang', '那几天有检查')
    expect(talk.last('chenyu')).toContain('王主任没同意')
    expect(await stands(no)).toBe('refused -')
  })

  test('is decided by each once: a second tap does nothing, and says what the first did', async () => {
    const no = await ask(FOUR_DAYS)
    await talk.say('sunli', `同意 ${no}`)
    const before = talk.sent.length
    expect(await talk.say('sunli', `同意 ${no}`)).toBe(`现在没有等你批的申请。今天${no}你已经同意了。`)
    expect(talk.sent.slice(before).map(({ to }) => to)).toEqual(['sample-sunli'])
    expect(await stands(no)).toBe('pending wang')
  })

  test('taken back after it was approved: everybody who agreed learns of it, once', async () => {
    const no = await ask(FOUR_DAYS)
    await talk.tap('sunli', '同意')
    await talk.tap('wang', '同意')
    await talk.say('chenyu', `撤回${no}`)
    await talk.say('chenyu', '撤回')
    expect(told('sunli', '请按没有这回事安排')).toBe(1)
    expect(told('wang', '请按没有这回事安排')).toBe(1)
  })

  test('asks nobody twice: whose supervisor is the head of the unit needs one', async () => {
    const no = await ask(FOUR_DAYS, 'zhangwei1')
    expect(await talk.tap('wang', '同意')).toContain('办好')
    expect(await stands(no)).toBe('approved -')
  })
})

describe('a leader’s leave', () => {
  test('is filed with HR: dates and that she is absent, not what for', async () => {
    const no = await ask('12月1日请一天事假', 'sunli', '不离开')
    await talk.tap('wang', '同意')
    expect(talk.last('chenjing')).toBe(`备案：样例街道办孙丽12月1日（周二）不在岗，已经批准，编号${no}。`)
    await talk.say('sunli', `撤回${no}`)
    await talk.say('sunli', '撤回')
    expect(talk.last('chenjing')).toBe(`备案更正：样例街道办孙丽12月1日（周二）照常在岗，${no}撤回了。`)
  })
})

describe('people change while it waits', () => {
  test('the supervisor of today decides, and is asked', async () => {
    const no = await ask('12月1日请一天事假')
    await roster('sample-chenyu,陈小雨,样例街道办,sample-ouyang')
    expect(await stands(no)).toBe('pending ouyang')
    expect(talk.last('ouyang')).toContain('这份转到你这里批。')
    expect(await talk.say('sunli', `同意 ${no}`)).toBe('现在没有等你批的申请。')
    expect(await talk.tap('ouyang', '同意')).toContain('办好')
  })

  test('of a step to come too', async () => {
    const no = await ask(FOUR_DAYS)
    await roster('sample-sunli,孙丽,样例街道办,sample-ouyang\nsample-ouyang,欧阳明,样例街道办,sample-zhou')
    expect(await stands(no)).toBe('pending sunli')
    expect(await talk.tap('sunli', '同意')).toContain('接着交给欧阳科长')
    expect(await stands(no)).toBe('pending ouyang')
  })

  test('who has left is followed by the next one up, who is asked once', async () => {
    const no = await ask(FOUR_DAYS)
    await gone('sunli')
    expect(await stands(no)).toBe('pending wang')
    expect(await talk.tap('wang', '同意')).toContain('办好')
    expect(await stands(no)).toBe('approved -')
  })

  test('nothing moves where nothing changed for it', async () => {
    const no = await ask(FOUR_DAYS)
    const before = talk.sent.length
    await roster('sample-chenyu,陈小雨,样例街道办,sample-sunli')
    await gone('malin')
    expect(await stands(no)).toBe('pending sunli')
    expect(talk.sent.length).toBe(before)
  })
})

describe('退回补充', () => {
  test('the applicant answers, and it goes back to who asked, with the answer', async () => {
    const no = await ask('12月1日请一天事假')
    await talk.say('sunli', `退回补充 ${no}`)
    expect(await talk.say('sunli', '那天谁顶你的班？')).toBe(`退给陈小雨补充了，${no}补好再回到你这里。`)
    expect(talk.last('chenyu')).toBe(
      `孙副主任想请你补充一下${no}（事假 12月1日（周二） 1天）：“那天谁顶你的班？”。说“补充说明”写一句就行，补好接着批，不用重新交。`,
    )
    expect(await stands(no)).toBe('returned -')
    expect(await talk.say('sunli', `同意 ${no}`)).toBe('现在没有等你批的申请。')
    expect(await talk.tap('chenyu', '补充说明')).toContain('那天谁顶你的班？')
    expect(await talk.say('chenyu', '李刚顶我的班')).toBe(`补充好了，${no}接着由孙副主任批。`)
    expect(talk.last('sunli')).toContain('陈小雨补充：“李刚顶我的班”。')
    expect(await talk.tap('sunli', '同意')).toContain('办好')
  })

  test('the next of the chain reads the answer too', async () => {
    const no = await ask(FOUR_DAYS)
    await talk.say('sunli', `退回补充 ${no}`)
    await talk.say('sunli', '那天谁顶你的班？')
    await talk.say('chenyu', `补充说明 ${no}`)
    await talk.say('chenyu', '李刚顶我的班')
    await talk.tap('sunli', '同意')
    expect(talk.last('wang')).toContain('孙副主任已经同意。陈小雨补充：“李刚顶我的班”。编号')
  })

  test('what it takes stays reserved meanwhile, and it can be taken back', async () => {
    const no = await ask('12月1日请一天年假')
    await talk.say('sunli', `退回补充 ${no}`)
    await talk.say('sunli', '那天谁顶你的班？')
    expect(await talk.say('chenyu', '12月1日请一天事假')).toContain('已经有一份假')
    await talk.say('chenyu', '取消')
    await talk.say('chenyu', `撤回${no}`)
    expect(await talk.say('chenyu', '撤回')).toContain('作废')
    expect(talk.last('sunli')).toContain(`撤回了${no}`)
    expect(await talk.say('chenyu', `补充说明 ${no}`)).toContain('没有等你补充的申请')
  })

  test('the answer is nobody else’s to give', async () => {
    const no = await ask('12月1日请一天事假')
    await talk.say('sunli', `退回补充 ${no}`)
    await talk.say('sunli', '那天谁顶你的班？')
    expect(await talk.say('ligang', `补充说明 ${no}`)).toContain('没有等你补充的申请')
  })
})

describe('加签', () => {
  const add = async (no: string, who: string, place: string) => {
    await talk.say('sunli', `加签 ${no}`)
    await talk.say('sunli', who)
    await talk.tap('sunli', place)
    return talk.tap('sunli', '加签')
  }

  test('before: that one first, and then it comes back', async () => {
    const no = await ask('12月1日请一天事假')
    expect(await add(no, '欧阳明', '先给他看')).toBe(`${no}先请欧阳科长看，同意了再回到你这里。`)
    expect(talk.last('ouyang')).toContain('孙副主任请你先看')
    expect(await talk.tap('ouyang', '同意')).toBe(`同意了，${no}接着交给孙副主任。`)
    expect(talk.last('sunli')).toContain('欧阳科长已经同意。')
    expect(await talk.tap('sunli', '同意')).toContain('办好')
    expect(await stands(no)).toBe('approved -')
  })

  test('after: he agrees, and that one is next', async () => {
    const no = await ask('12月1日请一天事假')
    expect(await add(no, '欧阳明', '同意后再给他')).toBe(`同意了，${no}接着交给欧阳科长。`)
    expect(await talk.tap('ouyang', '同意')).toContain('办好')
  })

  test.each([
    ['陈小雨', '陈小雨不能加签'],
    ['王建国', '王主任本来就在这一份的审批里'],
  ])('not %s, who asks for it or decides it anyway', async (who, refused) => {
    const no = await ask(FOUR_DAYS)
    expect(await add(no, who, '先给他看')).toContain(refused)
    expect(await stands(no)).toBe('pending sunli')
  })
})

describe('what is for HR is looked at where HR is nobody else', () => {
  const wish = '12月7日到11日请丧假'
  const found = async (no: string) =>
    (await talk.program.storage.read(tx => tx.db.select().from(tx.t.approvalStep)))
      .filter(step => step.no === no && step.does === 'decide')
      .map(step => step.found)

  test('by the next one up', async () => {
    await gone('chenjing')
    const no = await ask(wish)
    expect(await found(no)).toEqual(['supervisor', 'unit_head', 'above'])
    expect(talk.last('sunli')).toContain('天数超过一般的，请核一下再批。')
    await talk.say('sunli', `同意 ${no}`)
    await talk.say('wang', `同意 ${no}`)
    expect(await stands(no)).toBe('pending zhou')
    expect(talk.last('zhou')).toContain('天数超过一般的，请核一下再批。')
  })

  test('by whoever decides last where nobody is further up, and who asks is told so', async () => {
    await talk.say('chenjing', `${wish}，因为家里有事`)
    expect(await talk.say('chenjing', '不离开')).toContain('超过的要批的人核一下才算数')
    const no = /QJ-[\d-]+/.exec(await talk.say('chenjing', '提交'))?.[0] ?? ''
    expect(await found(no)).toEqual(['supervisor'])
    expect(talk.last('zhou')).toContain('天数超过一般的，请核一下再批。')
  })
})
