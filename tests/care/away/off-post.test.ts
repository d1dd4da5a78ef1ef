import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { HOME } from '../../../src/main.ts'
import { call, NoRole } from '../../support/call.ts'
import { makeFolder } from '../../support/folder.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

// Care policy, clause 15: off post while seriously ill, back when well. A status: it takes no leave.

let talk: Talk
afterEach(() => talk.close())

const DAY = 86_400_000
const FROM = { from: '2026-11-25', review: '2027-01-15', ground: '组织同意，诊断书壹号' }

/** The program where the unit has settled its conditions. */
async function open(rule = 'open: true', within = 'review_within_days: 0'): Promise<void> {
  const flows = makeFolder()
  cpSync(join(HOME, 'flows'), flows, { recursive: true })
  const file = join(flows, 'policy', 'away.yaml')
  const text = readFileSync(file, 'utf8').replace('open: false', rule)
  writeFileSync(file, text.replace('review_within_days: 0', within))
  talk = await openTalk({ flows })
}

const hr = <T = unknown>(method: string, path: string, body?: object) =>
  call<T>(talk, 'chenjing', method, path, { body })
const take = (who = 'chenyu', body: object = FROM) => hr('POST', `/off-post/sample-${who}`, body)
const list = () => hr<{ open: boolean; people: { name: string; review: string }[] }>('GET', '/off-post')
const absences = (who: string) =>
  call<{ people: { name: string }[] }>(talk, who, 'GET', '/absences', { query: { month: '2026-12' } })

test('is off until the unit has settled the conditions', async () => {
  talk = await openTalk()
  expect(await list()).toEqual({ open: false, people: [] })
  await expect(take()).rejects.toMatchObject({ code: 'NOT_DECIDED' })
})

test('the person and the supervisor learn the day, and nobody why', async () => {
  await open()
  await take()
  expect(talk.last('chenyu')).toContain('从11月25日（周三）起给你登记了不在岗：不用请假，也不扣假')
  expect(talk.last('sunli')).toBe('陈小雨从11月25日（周三）起不在岗，什么时候回来，人事会告诉你。')
  const said = talk.sent.map(({ message }) => JSON.stringify(message)).join('\n')
  expect(said).not.toContain('诊断书')
  expect(said).not.toContain('休养')
  expect((await absences('sunli')).people).toEqual([
    { name: '陈小雨', unit: '样例街道办', absent: [{ from: '2026-11-25a', to: '2026-12-31p' }] },
  ])
})

test('is HR’s alone, and nobody’s own', async () => {
  await open()
  await take()
  for (const [method, path] of [
    ['GET', '/off-post'],
    ['POST', '/off-post/sample-chenyu'],
    ['PUT', '/off-post/sample-chenyu'],
    ['POST', '/off-post/sample-chenyu/return'],
    ['GET', '/off-post/sample-chenyu/ground'],
  ] as const)
    for (const who of ['sunli', 'wang', 'chenyu'])
      await expect(call(talk, who, method, path, { body: FROM })).rejects.toThrow(NoRole)
  await expect(take('chenjing')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('what it rests on is sealed, and wiped at the return', async () => {
  await open()
  await take()
  const rows = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.offPost))
  const [row] = await rows()
  expect(Buffer.from(row?.ground ?? []).toString('utf8')).not.toContain('诊断书')
  expect(await hr('GET', '/off-post/sample-chenyu/ground')).toEqual({ ground: FROM.ground })
  await hr('POST', '/off-post/sample-chenyu/return', { back: '2026-12-07' })
  expect(await rows()).toMatchObject([{ ground: null, back: '2026-12-07' }])
  await expect(hr('GET', '/off-post/sample-chenyu/ground')).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('no leave is asked for meanwhile, and again after the return', async () => {
  await open()
  await take('chenyu', { ...FROM, from: '2026-11-23' })
  expect(await talk.say('chenyu', '明天请一天年假')).toContain('这段时间不用请假，也不扣假')
  await hr('POST', '/off-post/sample-chenyu/return', { back: '2026-12-01' })
  expect(talk.last('chenyu')).toBe('登记好了，你从12月1日（周二）起回来上班。有没安排好的，说“找人”。')
  expect(talk.last('sunli')).toBe('陈小雨从12月1日（周二）起回来上班。')
  expect((await absences('sunli')).people).toEqual([])
  await talk.pass(9 * DAY)
  expect(await talk.say('chenyu', '明天请一天年假')).not.toContain('不用请假')
})

test('HR is reminded before the review, and once more when it has passed; a new date moves both', async () => {
  await open()
  await take()
  const reminded = () =>
    talk.sent.filter(({ to, message }) => to === 'sample-chenjing' && message.text.includes('不在岗'))
  await talk.pass(38 * DAY)
  expect(reminded()).toEqual([])
  await hr('PUT', '/off-post/sample-chenyu', { review: '2027-02-10', ground: '' })
  expect((await list()).people).toMatchObject([{ name: '陈小雨', review: '2027-02-10' }])
  await talk.pass(20 * DAY)
  expect(reminded()).toEqual([])
  await talk.pass(9 * DAY)
  expect(reminded().map(({ message }) => message.text)).toEqual([
    '陈小雨不在岗，2月10日（周三）前要看一次还回不回得来。看过了，去控制台“名单”改下一次的日期，或者登记回来上班。',
  ])
  await talk.pass(30 * DAY)
  expect(reminded()).toHaveLength(2)
  expect(reminded()[1]?.message.text).toContain('要看的日子过了')
})

test('whoever was on long sick leave before is not warned of being overdue', async () => {
  await open()
  await talk.say('chenyu', '今天起请五天病假，因为住院')
  const no = /QJ-[\d-]+/.exec(await talk.say('chenyu', '提交'))?.[0] ?? ''
  await talk.say('sunli', `同意 ${no}`)
  await take('chenyu', { ...FROM, from: '2026-11-28' })
  await talk.pass(40 * DAY)
  expect(
    talk.sent.some(({ message }) => /没有?销假|销假/.test(message.text) && message.text.includes('工作日')),
  ).toBe(false)
})

test.each<[string, object, object]>([
  ['a first day that is none', { from: '2026-02-30' }, { where: 'from', rule: 'date' }],
  ['a review that is none', { review: '2026-13-01' }, { where: 'review', rule: 'date' }],
  ['a review on the first day', { review: '2026-11-25' }, { where: 'review', rule: 'not_before' }],
  ['a review later than the unit allows', { review: '2027-06-01' }, { where: 'review', rule: 'not_after' }],
])('refuses %s', async (_name, part, detail) => {
  await open('open: true', 'review_within_days: 90')
  await expect(take('chenyu', { ...FROM, ...part })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    details: [detail],
  })
  expect((await list()).people).toEqual([])
})

test('a second stretch begins after the first has ended, and two at once are refused', async () => {
  await open()
  await take()
  await expect(take()).rejects.toMatchObject({ code: 'CONFLICT' })
  await hr('POST', '/off-post/sample-chenyu/return', { back: '2026-12-07' })
  await expect(take()).rejects.toMatchObject({ details: [{ where: 'from', rule: 'not_before' }] })
  await take('chenyu', { ...FROM, from: '2026-12-07' })
  expect((await list()).people).toHaveLength(1)
})

test('no leave is taken from who is off post, in the chat or by the API, nor over the days before he is', async () => {
  await open()
  await take('chenyu', { ...FROM, from: '2026-12-01' })
  const file = (from: string, to: string) =>
    call(talk, 'chenyu', 'POST', '/leave', { body: { kind: 'annual', from, to, why: '家里有事' } })
  await expect(file('2026-12-07a', '2026-12-11p')).rejects.toMatchObject({
    code: 'RULE_REFUSED',
    details: [{ where: 'OFF_POST' }],
  })
  expect(await talk.say('chenyu', '12月7日请一天年假，家里有事')).toContain('不用请假，也不扣假。要改日期吗')
  expect(await talk.say('chenyu', '11月30日')).toContain('提交吗')
  expect(await talk.program.storage.read(tx => tx.db.select().from(tx.t.leave))).toEqual([])
})
