import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { openTestProgram } from '../../support/program.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

interface Form {
  no: string
  status: string
  lines: { field: string; value: string }[]
  opinions: { person: string; verdict: string; reason: string }[]
  code: string
}
const form = (who: string, no: string) => call<Form>(talk, who, 'GET', `/applications/${no}/form`)
const line = ({ lines }: Form, field: string) => lines.find(one => one.field === field)?.value

const genuine = ({ no, code }: Form) =>
  talk.program.storage.read(async tx =>
    (await import('../../../src/care/forms/open-form.ts')).verify({ tx }, { no, code }),
  )

async function ask(who: string, text: string): Promise<string> {
  await talk.say(who, `${text}，因为要去医院复查`)
  return /QJ-[\d-]+/.exec(await talk.say(who, '提交'))?.[0] ?? ''
}

describe('the form of a leave', () => {
  test('has what was asked for, and each opinion with its time', async () => {
    const no = await ask('chenyu', '11月24日到26日请年假')
    await talk.say('sunli', `同意 ${no}`)
    const whole = await form('chenyu', no)
    expect(whole).toMatchObject({
      no,
      status: 'approved',
      person: '陈小雨',
      unit: '样例街道办',
      post: '科员',
    })
    expect(line(whole, 'when')).toBe('2026年11月24日（周二）到11月26日（周四）')
    expect(line(whole, 'days')).toBe('3')
    expect(line(whole, 'reason')).toBe('要去医院复查')
    expect(whole.opinions).toMatchObject([
      { person: '孙丽', post: '副主任', verdict: 'agreed', at: talk.now() },
    ])
    expect(whole.code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/)
    expect((await form('sunli', no)).code).toBe(whole.code)
  })

  test('of a leave that ended early has what was taken of it, and that he is back', async () => {
    const no = await ask('chenyu', '11月24日到26日请年假')
    await talk.say('sunli', `同意 ${no}`)
    await talk.pass(24 * 3_600_000)
    expect(line(await form('chenyu', no), 'taken')).toBeUndefined()
    await talk.pass(24 * 3_600_000)
    await talk.say('chenyu', '销假，今天上午就来上班了')
    await talk.say('chenyu', '对')
    const whole = await form('chenyu', no)
    // Whoever checks the paper is told what the form says: the days that were taken, and that he is back.
    expect(await genuine(whole)).toEqual({ no, status: 'back', from: '2026-11-24a', to: '2026-11-24p' })
    expect(line(whole, 'days')).toBe('3')
    expect(line(whole, 'taken')).toBe('1')
    expect(line(whole, 'back')).toBe('2026年11月25日（周三）上午')
  })

  test('of a leave that was never taken is no leave to whoever checks the paper', async () => {
    const no = await ask('chenyu', '11月24日到26日请年假')
    await talk.say('sunli', `同意 ${no}`)
    await talk.pass(24 * 3_600_000)
    await talk.say('chenyu', '销假，今天上午就来上班了')
    await talk.say('chenyu', '对')
    expect(await genuine(await form('chenyu', no))).toEqual({ no, status: 'unused', from: null, to: null })
  })

  test('shows reasons to its person and to who decides; HR has the rest of it', async () => {
    const no = await ask('chenyu', '11月24日请一天年假')
    expect(line(await form('sunli', no), 'reason')).toBe('要去医院复查')
    await talk.say('sunli', `驳回 ${no}`)
    await talk.say('sunli', '那天要迎检')
    expect((await form('sunli', no)).opinions[0]?.reason).toBe('那天要迎检')
    const seen = await form('chenjing', no)
    expect(line(seen, 'when')).toBe('2026年11月24日（周二）')
    expect(line(seen, 'reason')).toBeUndefined()
    expect(seen.opinions).toMatchObject([{ verdict: 'refused', reason: '' }])
  })

  test.each(['ligang', 'huang', 'wang'])('is not there for anybody else: %s', async who => {
    const no = await ask('chenyu', '11月24日请一天年假')
    await expect(form(who, no)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('says for whom somebody decided who stood in for him, and of nobody else', async () => {
    await talk.say('sunli', '今天到明天请欧阳明代批')
    await talk.tap('sunli', '对')
    const stood = await ask('chenyu', '11月24日请一天年假')
    await talk.say('ouyang', `同意 ${stood}`)
    const own = await ask('chenyu', '11月25日请一天年假')
    await talk.say('sunli', `驳回 ${own}，那天要迎检`)
    expect((await form('chenyu', stood)).opinions).toMatchObject([
      { person: '欧阳明', instead: '孙丽', verdict: 'agreed' },
    ])
    expect((await form('chenyu', own)).opinions).toMatchObject([
      { person: '孙丽', instead: '', verdict: 'refused' },
    ])
  })

  test('of hardship is for those who deal with it alone', async () => {
    await talk.program.storage.transaction(async tx => {
      const person = await talk.program.directory.byUserid(tx, 'sample-chenyu')
      const no = 'KN-20261123-0001'
      const sealed = await talk.program.tools.vault.sealJson(tx, person?.id ?? '', `application.form:${no}`, {
        category: 'living',
        cost: 500_000,
        story: '家里的事',
      })
      await tx.db.insert(tx.t.application).values({
        no,
        kind: 'hardship',
        person: person?.id ?? '',
        author: person?.id ?? '',
        status: 'pending',
        turn: null,
        step: 1,
        form: sealed,
        created: 0,
        decided: null,
        origin: 'x',
      })
    })
    expect((await form('chenyu', 'KN-20261123-0001')).lines).toEqual([
      { field: 'category', value: '生活困难' },
      { field: 'cost', value: '5000元' },
    ])
    expect((await form('chenjing', 'KN-20261123-0001')).lines).toEqual([])
    await expect(form('sunli', 'KN-20261123-0001')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('by the chat', () => {
  test('several are told apart by their days', async () => {
    const first = await ask('chenyu', '11月24日请一天年假')
    const second = await ask('chenyu', '11月26日请两天事假')
    await talk.say('chenyu', '打印')
    expect(talk.buttons('chenyu').sort()).toEqual([
      `${first} 年假 11月24日（周二） 1天`,
      `${second} 事假 11月26日到27日（周四、周五） 2天`,
    ])
  })

  test('one gets a link to one’s own; without an address the way to HR', async () => {
    const no = await ask('chenyu', '11月24日请一天年假')
    const told = await talk.say('chenyu', '打印请假单')
    expect(told).toMatch(new RegExp(`^${no}的审批单在这里.*/form#[\\w-]{32}\n链接30分钟内有效`, 's'))
    expect(await talk.say('ligang', `打印${no}`)).not.toContain('/form#')
  })
})

describe('without signing in', () => {
  test('a link opens its form once, and not after its time', async () => {
    const no = await ask('chenyu', '11月24日请一天年假')
    const secret = async () => /form#([\w-]+)/.exec(await talk.say('chenyu', '打印请假单'))?.[1] ?? ''
    const { openByLink } = await import('../../../src/care/forms/open-form.ts')
    const open = (link: string) =>
      talk.program.storage.transaction(tx =>
        openByLink({ tx, tools: talk.program.tools, now: talk.now(), today: '2026-11-23' }, link),
      )
    const first = await secret()
    expect((await open(first)).no).toBe(no)
    await expect(open(first)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const late = await secret()
    await talk.pass(31 * 60_000)
    await expect(open(late)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a form is genuine by its number and code together; nothing else is told', async () => {
    const p = await openTestProgram()
    try {
      await p.program.storage.transaction(async tx => {
        const about = { person: 'x', author: 'x', turn: null, step: 1, created: 0, decided: null }
        for (const no of ['QJ-20261123-0001', 'QJ-20261123-0002'])
          await tx.db.insert(tx.t.application).values({
            ...about,
            no,
            kind: 'leave',
            status: 'withdrawn',
            form: new Uint8Array([1]),
            origin: no,
          })
        await tx.db.insert(tx.t.checkCode).values({ no: 'QJ-20261123-0001', code: 'ABCDEFGH', created: 0 })
      })
      const verify = (no: string, code: string) => p.call('POST', '/forms/verify', { body: { no, code } })
      expect(await verify('QJ-20261123-0001', 'abcd-efgh')).toMatchObject({
        status: 200,
        body: { no: 'QJ-20261123-0001', status: 'withdrawn', from: null, to: null },
      })
      const wrong = await verify('QJ-20261123-0001', 'ABCDEFGA')
      expect(wrong.status).toBe(404)
      // Neither a number that has no code nor one that is not there tells itself from a wrong code.
      expect((await verify('QJ-20261123-0002', 'ABCDEFGH')).body).toEqual(wrong.body)
      expect((await verify('QJ-20261123-0009', 'ABCDEFGH')).body).toEqual(wrong.body)
      expect((await p.call('POST', '/forms/open', { body: { link: 'x'.repeat(32) } })).status).toBe(404)
    } finally {
      await p.close()
    }
  })
})
