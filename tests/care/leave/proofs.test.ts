import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call, NoRole } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

const NO = 'QJ-20261123-0001'
const DAY = 24 * 3_600_000

interface Proof {
  owed: boolean
  papers: { id: string; kind: string; bytes: number }[]
  checked: { who: string; at: number } | null
}

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ at: '2026-11-23T09:00' })
})
afterEach(() => talk.close())

/** 陈小雨 asks for three days of sick leave; with a picture, or with “晚点给”. */
async function apply(paper: boolean): Promise<void> {
  await talk.say('chenyu', '我下周一到周三请病假，因为发烧了')
  if (paper) await talk.file('chenyu', 'image', 2_000)
  else {
    await talk.say('chenyu', '晚点给')
    await talk.say('chenyu', '是')
  }
  await talk.say('chenyu', '提交')
}
const told = (who: string) => talk.sent.filter(s => s.to === `sample-${who}`).map(s => s.message.text)
const proof = (who = 'chenjing') => call<Proof>(talk, who, 'GET', `/leave/${NO}/proof`)
const check = (who = 'chenjing') => call(talk, who, 'POST', `/leave/${NO}/proof/check`)
const waiting = () => call<{ no: string }[]>(talk, 'chenjing', 'GET', '/proofs')

describe('a certificate', () => {
  test('is unchecked until HR has looked, and whoever decides is told no more than that', async () => {
    await apply(true)
    expect(talk.last('sunli')).toContain('证明已收到，人事还没核对。')
    expect(talk.last('chenjing')).toBe(`${NO}交了证明，请到控制台“申请”里核对。`)
    expect(await waiting()).toMatchObject([{ no: NO }])
    expect(await proof()).toMatchObject({
      owed: true,
      papers: [{ kind: 'image', bytes: 2_000 }],
      checked: null,
    })
  })

  test('is opened by HR, and lies sealed on the disk', async () => {
    await apply(true)
    const [paper] = (await proof()).papers
    const path = `/leave/${NO}/papers/${paper?.id}`
    const { body } = await call<{ body: string }>(talk, 'chenjing', 'GET', path)
    const whole = Buffer.from(body, 'base64')
    expect([whole.length, whole.subarray(0, 3).toString('hex')]).toEqual([2_000, 'ffd8ff'])
    const folder = join(talk.program.folder, 'files')
    for (const file of readdirSync(folder))
      expect(readFileSync(join(folder, file)).includes(whole)).toBe(false)
    await expect(call(talk, 'chenjing', 'GET', `/leave/${NO}/papers/other`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('checked once, the person and whoever decides hear it, and it waits for nobody any more', async () => {
    await apply(true)
    await check()
    await talk.settled()
    for (const who of ['chenyu', 'sunli']) expect(told(who)).toContain(`${NO}的证明，人事核对过了。`)
    expect(await waiting()).toEqual([])
    expect((await proof()).checked).toEqual({ who: '陈静', at: talk.now() })
    await expect(check()).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('that comes later, on paper, is marked the same way', async () => {
    await apply(false)
    expect(talk.last('sunli')).toContain('证明说好12月3日（周四）前给人事看。')
    expect(told('chenjing')).toEqual([])
    expect(await proof()).toEqual({ owed: true, papers: [], checked: null })
    await check()
    expect((await proof()).checked).not.toBeNull()
  })

  test('that is owed stands in the list with its day, and is asked for once, on that morning', async () => {
    await apply(false)
    expect(await waiting()).toEqual([
      { no: NO, person: '陈小雨', unit: '样例街道办', sent: false, due: '2026-12-03' },
    ])
    await talk.pass(9 * DAY)
    expect(told('chenyu').some(text => text.includes('还没收到'))).toBe(false)
    await talk.pass(DAY)
    expect(talk.last('chenyu')).toBe(
      `${NO}的证明说好今天给人事看，还没收到。拍照或PDF发到这里就行，也可以直接把原件拿过去。`,
    )
    expect(talk.buttons('chenyu')).toEqual(['补证明'])
    const before = talk.sent.length
    await talk.pass(7 * DAY)
    expect(talk.sent.slice(before).filter(({ message }) => message.text.includes('还没收到'))).toEqual([])
  })

  test('comes later by the chat, and waits for HR', async () => {
    await apply(false)
    await talk.pass(10 * DAY)
    await talk.tap('chenyu', '补证明')
    await talk.file('chenyu', 'image', 2_000)
    expect(await talk.tap('chenyu', '交上去')).toBe(`收到了，${NO}的证明交给人事了，核对好告诉你。`)
    expect(talk.last('chenjing')).toBe(`${NO}交了证明，请到控制台“申请”里核对。`)
    expect(await waiting()).toMatchObject([{ no: NO, sent: true }])
    const [paper] = (await proof()).papers
    expect(await call(talk, 'chenjing', 'GET', `/leave/${NO}/papers/${paper?.id}`)).toMatchObject({
      kind: 'image',
    })
    await check()
    expect(await waiting()).toEqual([])
    expect(await talk.say('chenyu', '补证明')).toContain('现在没有要补的证明')
  })

  test('comes later as a mere picture; one that nobody waits for is not kept', async () => {
    expect(await talk.file('chenyu')).toContain('这个文件我没有留')
    await apply(false)
    expect(await talk.file('chenyu')).toContain(`${NO} 病假`)
    await talk.tap('chenyu', '交上去')
    expect((await proof()).papers).toHaveLength(1)
    expect(readdirSync(join(talk.program.folder, 'files'))).toHaveLength(1)
  })

  test('that was shown on paper meanwhile is asked for no more', async () => {
    await apply(false)
    await check()
    await talk.pass(12 * DAY)
    expect(told('chenyu').some(text => text.includes('还没收到'))).toBe(false)
  })

  test('of others is nobody’s to bring', async () => {
    await apply(false)
    expect(await talk.say('ligang', `补证明${NO}`)).toContain('现在没有要补的证明')
  })

  test.each(['sunli', 'zhou', 'linyue', 'heqing'])('is nobody’s but HR’s: not %s’s', async who => {
    await apply(true)
    await expect(proof(who)).rejects.toBeInstanceOf(NoRole)
    await expect(check(who)).rejects.toBeInstanceOf(NoRole)
  })

  test('of his own is not HR’s to check', async () => {
    await talk.say('chenjing', '我下周一到周三请病假，因为发烧了')
    await talk.file('chenjing', 'image')
    await talk.say('chenjing', '提交')
    await expect(proof()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(check()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await waiting()).toEqual([])
  })

  test('is asked of nobody for other leave', async () => {
    await talk.say('chenyu', '下周一请一天事假，因为家里有事')
    await talk.say('chenyu', '提交')
    expect((await proof()).owed).toBe(false)
    await expect(check()).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('of leave that was withdrawn waits for nobody', async () => {
    await apply(true)
    await talk.say('chenyu', `撤回${NO}`)
    await talk.say('chenyu', '撤回')
    expect(await waiting()).toEqual([])
    await expect(check()).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('a leave that was moved to other dates', () => {
  const NEW = 'QJ-20261123-0002'
  const of = (no: string) => call<Proof>(talk, 'chenjing', 'GET', `/leave/${no}/proof`)
  async function move(): Promise<void> {
    await talk.say('chenyu', '改假')
    await talk.say('chenyu', '12月8日到10日')
    expect(await talk.say('chenyu', '改')).toContain(NEW)
  }

  test('keeps its certificate, and HR and whoever decides see it', async () => {
    await apply(true)
    await talk.tap('sunli', '同意')
    await move()
    expect(talk.last('sunli')).toContain('证明已收到，人事还没核对。')
    // Until the new dates are agreed to it belongs to the leave that stands.
    expect(await waiting()).toMatchObject([{ no: NO, sent: true }])
    await talk.tap('sunli', '同意')
    expect(await waiting()).toMatchObject([{ no: NEW, sent: true }])
    expect((await of(NEW)).papers).toHaveLength(1)
    expect(talk.last('chenjing')).toBe(`${NEW}交了证明，请到控制台“申请”里核对。`)
  })

  test('keeps that it was checked', async () => {
    await apply(true)
    await talk.tap('sunli', '同意')
    await check()
    const before = (await of(NO)).checked
    await move()
    await talk.tap('sunli', '同意')
    expect(await waiting()).toEqual([])
    expect((await of(NEW)).checked).toEqual(before)
  })

  test('still waiting, takes it along at once', async () => {
    await apply(true)
    await move()
    expect(await waiting()).toMatchObject([{ no: NEW, sent: true }])
    expect((await of(NEW)).papers).toHaveLength(1)
  })

  test.each([
    ['still waiting', false],
    ['approved', true],
  ])('is asked for what has not come, by its new number, %s', async (_, approved) => {
    await apply(false)
    if (approved) await talk.tap('sunli', '同意')
    await move()
    expect(talk.last('sunli')).toContain('证明说好12月11日（周五）前给人事看。')
    if (approved) await talk.tap('sunli', '同意')
    for (let day = 0; day < 20; day++) await talk.pass(DAY)
    expect(told('chenyu').filter(text => text.includes('还没收到'))).toEqual([
      expect.stringContaining(`${NEW}的证明说好今天给人事看`),
    ])
  })
})
