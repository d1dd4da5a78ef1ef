import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, NoRole } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

interface Line {
  id: string
  person: string
  unit: string
  deputy: string
  from: string | null
  to: string | null
  mine: boolean
}
const list = (who: string) => call<Line[]>(talk, who, 'GET', '/delegations')
const arrange = (who: string, body: object) =>
  call<{ id: string }>(talk, who, 'POST', '/delegations', { body })
const end = (who: string, id: string) => call(talk, who, 'DELETE', `/delegations/${id}`)
const audits = () =>
  talk.program.storage.read(async tx => (await tx.db.select().from(tx.t.audit)).map(({ action }) => action))

const DAYS = { from: '2026-11-23', to: '2026-11-27' }
const SUN = { userid: 'sample-sunli', deputy: 'sample-ouyang' }

test('HR arranges it for somebody: both are told, the deputy decides, and it stands in the audit log', async () => {
  const { id } = await arrange('chenjing', { ...SUN, ...DAYS })
  expect(talk.last('ouyang')).toContain('请你代批申请')
  expect(talk.last('sunli')).toBe(
    '陈主任给你安排了代批：11月23日（周一）到11月27日（周五）由欧阳科长代你批申请（困难申请除外）。不用的话，说“不用代批了”。',
  )
  expect(await list('chenjing')).toEqual([
    { id, person: '孙丽', unit: '样例街道办', deputy: '欧阳明', ...DAYS, mine: false },
  ])
  await talk.say('chenyu', '12月1日请一天事假，因为家里有事')
  await talk.say('chenyu', '提交')
  expect(talk.last('ouyang')).toContain('陈小雨请事假')
  expect(await audits()).toContain('delegation.set')
})

test('one’s own is arranged, seen by both, and ended; nobody is told twice', async () => {
  const { id } = await arrange('sunli', { deputy: 'sample-ouyang' })
  expect(await list('sunli')).toMatchObject([{ id, mine: true, from: null, to: null }])
  expect(await list('wang')).toEqual([])
  await end('sunli', id)
  expect(talk.last('ouyang')).toContain('不用你代批了')
  expect(talk.sent.filter(({ to }) => to === 'sample-sunli')).toEqual([])
  expect(await list('sunli')).toEqual([])
  await expect(end('sunli', id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await audits()).toContain('delegation.end')
})

test('ended by HR, both are told', async () => {
  const { id } = await arrange('sunli', { deputy: 'sample-ouyang', ...DAYS })
  await end('chenjing', id)
  expect(talk.last('sunli')).toContain('把你的代批取消了')
  expect(talk.last('ouyang')).toContain('不用你代批了')
})

test('what is over is not listed', async () => {
  await arrange('sunli', { deputy: 'sample-ouyang', ...DAYS })
  await talk.pass(6 * 24 * 3_600_000)
  expect(await list('chenjing')).toEqual([])
})

test('somebody else’s is nothing to a supervisor, by id or by name, real or not', async () => {
  const { id } = await arrange('sunli', { deputy: 'sample-ouyang', ...DAYS })
  for (const no of [id, 'nothing']) await expect(end('wang', no)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  for (const userid of ['sample-sunli', 'sample-nobody'])
    await expect(arrange('wang', { userid, deputy: 'sample-ouyang' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  await expect(list('chenyu')).rejects.toThrow(NoRole)
  expect(await list('chenjing')).toHaveLength(1)
})

test.each([
  ['one day without the other', { from: '2026-11-24' }, 'together'],
  ['the end before the start', { from: '2026-11-26', to: '2026-11-24' }, 'not_before'],
  ['days that are over', { from: '2026-11-16', to: '2026-11-20' }, 'not_before'],
  ['a day that does not exist', { from: '2026-11-31', to: '2026-12-02' }, 'date'],
  ['himself', { deputy: 'sample-sunli' }, 'own_deputy'],
  ['somebody who is not on the roster', { deputy: 'nobody' }, 'unknown_person'],
])('%s is refused', async (_, about, rule) => {
  await expect(arrange('chenjing', { ...SUN, ...about })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    details: [{ rule }],
  })
  expect(await list('chenjing')).toEqual([])
})

test('HR does not make himself the deputy of others', async () => {
  await expect(arrange('chenjing', { ...SUN, deputy: 'sample-chenjing' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
})

test('a deputy reads what waits for whom he stands in for, and never what was decided before his days', async () => {
  const ask = async (text: string) => {
    await talk.say('chenyu', `${text}，因为家里有事`)
    return /QJ-[\d-]+/.exec(await talk.say('chenyu', '提交'))?.[0] ?? ''
  }
  const read = (no: string) => call<{ no: string }>(talk, 'ouyang', 'GET', `/applications/${no}`)
  const before = await ask('12月1日请一天事假')
  await talk.tap('sunli', '同意')
  const refused = await ask('12月2日请一天事假')
  await talk.say('sunli', `驳回 ${refused}`)
  await talk.say('sunli', '那天有检查')
  await arrange('sunli', { deputy: 'sample-ouyang', ...DAYS })
  for (const no of [before, refused]) await expect(read(no)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const waits = await ask('12月3日请一天事假')
  expect((await read(waits)).no).toBe(waits)
  await talk.tap('ouyang', '同意')
  await talk.pass(6 * 24 * 3_600_000)
  // What he decided himself stays his to look up, and whose turn it was reads it too.
  expect((await read(waits)).no).toBe(waits)
  expect((await call<{ no: string }>(talk, 'sunli', 'GET', `/applications/${waits}`)).no).toBe(waits)
})
