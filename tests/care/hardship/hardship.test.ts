import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call, NoRole } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

const DAY = 86_400_000
const STORY = '母亲住院，标记词甲，家里撑不住了'
const NO = 'KN-20261123-0001'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ at: '2026-11-23T09:00' })
})
afterEach(() => talk.close())

/** 陈小雨 asks for herself, up to the number. */
async function apply(): Promise<string> {
  await talk.say('chenyu', '困难申请')
  await talk.tap('chenyu', '自己')
  await talk.tap('chenyu', '家人重病')
  await talk.say('chenyu', STORY)
  await talk.say('chenyu', '3万')
  await talk.file('chenyu', 'image', 2_000)
  await talk.tap('chenyu', '同意')
  return talk.tap('chenyu', '提交')
}

/** 孙丽 writes for 李刚, up to the number. */
async function applyFor(): Promise<string> {
  await talk.say('sunli', '困难申请')
  await talk.tap('sunli', '替同事')
  await talk.say('sunli', '李刚')
  await talk.tap('sunli', '意外灾害')
  await talk.say('sunli', STORY)
  await talk.say('sunli', '20000')
  await talk.tap('sunli', '先不交')
  return talk.tap('sunli', '提交')
}

const since = (n: number, who: string) =>
  talk.sent
    .slice(n)
    .filter(s => s.to === `sample-${who}`)
    .map(s => s.message.text)
const status = async (no = NO) => {
  const [row] = await talk.program.storage.read(tx =>
    tx.db.select().from(tx.t.application).where(eq(tx.t.application.no, no)),
  )
  return row && { status: row.status, step: row.step, turn: row.turn }
}
const idOfPerson = async (who: string) =>
  (await talk.program.storage.read(tx => talk.program.directory.byUserid(tx, `sample-${who}`)))?.id
const see = (who: string, no = NO) => call<Record<string, unknown>>(talk, who, 'GET', `/hardship/${no}`)

describe('for oneself', () => {
  test('says first who will see it, and asks for consent of its own', async () => {
    expect(await talk.say('chenyu', '家里出了事，想申请困难补助')).toContain(
      '困难申请先由陈主任看，再由周部长定。没有你的书面同意，姓名和病情都不公示。',
    )
    await talk.tap('chenyu', '家人重病')
    expect(talk.last('chenyu')).toContain('别写身份证号、银行卡号和家人的名字，涉密的事别写')
    await talk.say('chenyu', STORY)
    await talk.say('chenyu', '大概3万块')
    await talk.tap('chenyu', '先不交')
    expect(talk.last('chenyu')).toContain('标记词甲，家里撑不住了”')
    expect(talk.last('chenyu')).toContain('陈主任会看到这些话和材料')
    expect(await talk.tap('chenyu', '不同意')).toContain('不同意就先不办，别的事不受影响')
    expect(await talk.tap('chenyu', '同意')).toContain('给自己申请，家人重病，大约30000元，材料后补。')
    expect(talk.last('chenyu')).toContain(STORY)
  })

  test('is handed in with a number; the officer gets the number and nothing else', async () => {
    expect(await apply()).toBe(
      `收到了，编号${NO}。陈主任先看，5个工作日内回你；姓名和病情不公示。缺材料我会告诉你缺哪样。急用钱就回“急”。`,
    )
    expect(talk.last('chenjing')).toBe(
      `有一份困难申请要你看，编号${NO}，请11月30日（周一）前看完。情况和材料在控制台“困难”里，看好了在这里点。`,
    )
    expect(talk.buttons('chenjing')).toEqual(['同意', '驳回'])
    expect(await status()).toEqual({ status: 'pending', step: 1, turn: await idOfPerson('chenjing') })
  })

  test('two people decide, and the person hears of each step', async () => {
    await apply()
    const before = talk.sent.length
    expect(await talk.tap('chenjing', '同意')).toBe(`同意了，${NO}接着交给周部长。`)
    expect(since(before, 'chenyu')).toEqual([
      `陈主任看过你的困难申请了（${NO}），接着由周部长定。定了我告诉你。`,
    ])
    expect(since(before, 'zhou')).toEqual([
      `困难申请${NO}，陈主任看过了，等你定。情况和材料在控制台“困难”里，看好了在这里点。`,
    ])
    expect(await status()).toEqual({ status: 'pending', step: 2, turn: await idOfPerson('zhou') })
    expect(await talk.tap('zhou', '同意')).toBe(`同意了，${NO}办好，已告诉陈小雨。`)
    expect(since(before, 'chenyu').at(-1)).toBe(
      `困难申请${NO}批了，周部长同意。后面的事陈主任会联系你，姓名和病情不公示。`,
    )
    expect(talk.last('chenjing')).toBe(`${NO}批下来了，请接着办发放。`)
    expect(await status()).toEqual({ status: 'approved', step: 2, turn: null })
  })

  test('by typing the number too', async () => {
    await apply()
    expect(await talk.say('chenjing', `同意${NO}`)).toContain('接着交给周部长')
    expect(await talk.say('zhou', '待办')).toContain('陈小雨：困难申请。同意还是驳回？')
  })

  test('refused by the leader: the reason reaches the person, and is sealed', async () => {
    await apply()
    await talk.tap('chenjing', '同意')
    await talk.tap('zhou', '驳回')
    await talk.say('zhou', '今年的额度用完了，标记词乙')
    expect(talk.last('chenyu')).toBe(
      `周部长没同意困难申请${NO}：“今年的额度用完了，标记词乙”。情况有变可以再说“困难申请”，想当面说就回“找人”。`,
    )
    expect(await status()).toMatchObject({ status: 'refused', turn: null })
    expect((await see('chenjing'))['decisions']).toMatchObject([
      { step: 1, who: '陈主任', verdict: 'agreed', reason: '' },
      { step: 2, who: '周部长', verdict: 'refused', reason: '今年的额度用完了，标记词乙' },
    ])
  })

  test('only the one whose turn it is decides', async () => {
    await apply()
    expect(await talk.say('zhou', `同意${NO}`)).not.toContain('同意了')
    expect(await talk.say('sunli', `同意${NO}`)).not.toContain('同意了')
    expect(await status()).toMatchObject({ step: 1 })
  })

  test('two taps decide once', async () => {
    await apply()
    await talk.say('chenjing', `同意${NO}`)
    const before = talk.sent.length
    expect(await talk.say('chenjing', `同意${NO}`)).not.toContain('接着交给')
    expect(since(before, 'chenyu')).toEqual([])
  })

  test('a number that belongs to a card is refused, and not kept', async () => {
    await talk.say('chenyu', '困难申请')
    await talk.tap('chenyu', '自己')
    await talk.tap('chenyu', '生活困难')
    expect(await talk.say('chenyu', '卡号6222021234567890123，帮帮我')).toContain(
      '像身份证号或银行卡号的数字',
    )
    expect(talk.last('chenyu')).toContain('简单说说情况')
    expect(await talk.say('chenyu', '爱人失业了')).toContain('大约多少钱')
  })

  test('急 is passed on once a day, as a number', async () => {
    expect(await talk.say('chenyu', '急')).toContain('你现在没有在办的困难申请')
    await apply()
    expect(await talk.say('chenyu', '急')).toBe('催过了，陈主任会先看你这一份。人身有危险请打110、120。')
    expect(talk.last('chenjing')).toBe(`${NO}急等着用钱，请先看这一份。`)
    const before = talk.sent.length
    expect(await talk.say('chenyu', '急')).toContain('今天已经催过陈主任了')
    expect(since(before, 'chenjing')).toEqual([])
    await talk.pass(DAY)
    expect(await talk.say('chenyu', '急用钱')).toContain('催过了')
  })

  test('the one whose turn it is is reminded a workday before the day that was promised', async () => {
    await apply()
    for (let i = 0; i < 3; i++) await talk.pass(DAY)
    expect(talk.last('chenjing')).toContain('要你看')
    await talk.pass(DAY)
    expect(talk.last('chenjing')).toBe(`${NO}还等着你看，说好11月30日（周一）前答复。`)
  })

  test('withdrawn: what was written is erased, and the officer learns the number alone', async () => {
    await apply()
    await talk.say('chenyu', '撤回申请')
    expect(await talk.tap('chenyu', '撤回')).toBe(`撤回了，${NO}作废。写的情况和材料都删了。`)
    expect(talk.last('chenjing')).toBe(`${NO}撤回了，不用看了。`)
    expect(await see('chenjing')).toMatchObject({ status: 'withdrawn', story: '', cost: 0, papers: [] })
    await expect.poll(() => readdirSync(join(talk.program.folder, 'files'))).toEqual([])
  })

  test('whom it is about never decides on it: the officer’s own goes to nobody', async () => {
    expect(await talk.say('chenjing', '困难申请')).toContain('暂时收不了')
  })
})

describe('for a colleague', () => {
  test('he is asked first; until he agrees nobody else sees it', async () => {
    expect(await applyFor()).toBe(
      `收到了，编号${NO}。我先问李刚同不同意，同意了才交给陈主任看；在那以前谁也看不到。缺材料我会告诉你缺哪样。急用钱就回“急”。`,
    )
    expect(talk.last('ligang')).toContain(
      `孙丽想替你报一份困难申请，编号${NO}。你同意了，才由陈主任看、周部长定`,
    )
    expect(talk.buttons('ligang')).toEqual(['同意代报', '不同意代报'])
    expect(talk.last('chenjing')).toBe('')
    expect(await call(talk, 'chenjing', 'GET', '/hardship')).toEqual([])
    expect(await call(talk, 'chenjing', 'GET', '/applications')).toEqual([])
    await expect(see('chenjing')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(call(talk, 'chenjing', 'GET', `/applications/${NO}`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('he reads it before he agrees, then it goes on, and the one who wrote it is told', async () => {
    await applyFor()
    const shown = await talk.tap('ligang', '同意代报')
    expect(shown).toBe(
      `孙丽替你写的是：意外灾害，大约20000元，情况：${STORY}\n交上去以后陈主任会看到这些，由周部长定；不公示姓名和病情，随时可以撤回。确定同意吗？`,
    )
    expect(talk.last('chenjing')).toBe('')
    expect(await talk.tap('ligang', '确定')).toContain('好，已经交给陈主任')
    expect(talk.last('sunli')).toBe(`李刚同意了，${NO}已经交给陈主任。后面的进展我直接告诉本人。`)
    expect(talk.last('chenjing')).toContain(NO)
    expect(await see('chenjing')).toMatchObject({
      person: '李刚',
      author: '孙丽',
      story: STORY,
      cost: 2_000_000,
    })
    await talk.tap('chenjing', '同意')
    await talk.tap('zhou', '同意')
    expect(talk.last('ligang')).toContain('批了')
    expect(talk.last('sunli')).not.toContain('批了')
  })

  test('by typing too', async () => {
    await applyFor()
    expect(await talk.say('ligang', `不同意代报${NO}`)).toContain('孙丽写的和材料就删掉')
  })

  test('he does not agree: it is erased and nobody has seen it', async () => {
    await applyFor()
    await talk.tap('ligang', '不同意代报')
    expect(await talk.tap('ligang', '确定')).toBe('好，没有交上去，孙丽写的和材料都删了，谁也没看到。')
    expect(talk.last('sunli')).toBe(`李刚没有同意，${NO}不办了，写的和材料都删了。`)
    expect(await status()).toMatchObject({ status: 'refused', step: 0 })
    expect(talk.last('chenjing')).toBe('')
    expect(await call(talk, 'chenjing', 'GET', '/hardship')).toEqual([])
    expect(await call(talk, 'chenjing', 'GET', '/applications')).toEqual([])
    expect(await talk.say('ligang', '代报确认')).toBe('现在没有要你确认的代报。')
  })

  test('he does not answer: asked again after three days, void and erased after fourteen', async () => {
    await applyFor()
    const before = talk.sent.length
    for (let i = 0; i < 4; i++) await talk.pass(DAY)
    expect(since(before, 'ligang')).toEqual([expect.stringContaining('想替你报一份困难申请')])
    for (let i = 0; i < 11; i++) await talk.pass(DAY)
    expect(since(before, 'ligang')).toHaveLength(1)
    expect(talk.last('sunli')).toContain(`${NO}一直没等到李刚的答复，不办了`)
    expect(await status()).toMatchObject({ status: 'withdrawn', step: 0 })
  })

  test('the one who wrote it can take it back until then, and not after', async () => {
    await applyFor()
    expect(await talk.say('sunli', '我的申请')).toContain(`${NO} 替李刚报的困难申请：等本人同意`)
    await talk.say('sunli', '撤回申请')
    expect(await talk.tap('sunli', '撤回')).toContain('都删了')
    expect(await talk.say('ligang', '代报确认')).toBe('现在没有要你确认的代报。')
  })

  test('nobody can agree in his place', async () => {
    await applyFor()
    expect(await talk.say('chenyu', `同意代报${NO}`)).toBe('现在没有要你确认的代报。')
    expect(await talk.say('sunli', `同意代报${NO}`)).toBe('现在没有要你确认的代报。')
    expect(await status()).toMatchObject({ status: 'consent' })
  })
})

describe('in the console', () => {
  test('the circumstances are there for the one whose turn it is and for the fund; nobody else learns of it', async () => {
    await apply()
    expect(await see('chenjing')).toMatchObject({
      person: '陈小雨',
      category: '家人重病',
      story: STORY,
      cost: 3_000_000,
      papers: [{ kind: 'image', bytes: 2_000 }],
    })
    for (const who of ['zhou', 'sunli', 'linyue', 'heqing', 'chenyu']) {
      await expect(see(who)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      expect(await call(talk, who, 'GET', '/hardship')).toEqual([])
    }
    await talk.tap('chenjing', '同意')
    expect(await see('zhou')).toMatchObject({ mine: true, story: STORY })
    await talk.tap('zhou', '同意')
    await expect(see('zhou')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await see('chenjing')).toMatchObject({ status: 'approved', story: STORY })
  })

  test('an administrator without the fund role sees none in the list of requests', async () => {
    await apply()
    expect(await call(talk, 'zhou', 'GET', '/applications')).toEqual([])
    expect(await call(talk, 'chenjing', 'GET', '/applications')).toHaveLength(1)
    await expect(call(talk, 'chenyu', 'GET', '/applications')).rejects.toBeInstanceOf(NoRole)
  })

  test('papers are opened one by one, and only through their own request', async () => {
    await apply()
    const { papers } = (await see('chenjing')) as { papers: { id: string }[] }
    const path = `/hardship/${NO}/papers/${papers[0]?.id}`
    expect(await call(talk, 'chenjing', 'GET', path)).toMatchObject({ kind: 'image', name: 'a.image' })
    await expect(call(talk, 'sunli', 'GET', path)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(call(talk, 'chenjing', 'GET', `/hardship/${NO}/papers/other`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('a missing paper is asked for, by the one whose turn it is', async () => {
    await apply()
    const missing = (who: string) =>
      call(talk, who, 'POST', `/hardship/${NO}/missing`, { body: { what: '住院发票' } })
    await missing('chenjing')
    expect(talk.last('chenyu')).toBe(
      `困难申请${NO}还缺：住院发票。准备好了直接交给陈主任，别发身份证和银行卡。`,
    )
    await expect(missing('zhou')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('circumstances and reasons are nowhere in plain text: database, files, log, messages to others', async () => {
  await apply()
  await talk.tap('chenjing', '驳回')
  await talk.say('chenjing', '材料不全，标记词乙')
  const { folder } = talk.program
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(f => f.isFile())
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name))
    for (const marker of ['标记词甲', '标记词乙']) expect(bytes.includes(Buffer.from(marker))).toBe(false)
  }
  expect(JSON.stringify(talk.logged)).not.toContain('标记词')
  const others = talk.sent.filter(s => s.to !== 'sample-chenyu').map(s => s.message.text)
  expect(others.join()).not.toMatch(/标记词甲|家人重病|30000/)
})
