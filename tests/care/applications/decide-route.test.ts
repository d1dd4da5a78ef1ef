import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

async function ask(text: string, who = 'chenyu'): Promise<string> {
  await talk.say(who, `${text}，因为家里有事`)
  return /QJ-[\d-]+/.exec(await talk.say(who, '提交'))?.[0] ?? ''
}
const ONE_DAY = '12月1日请一天事假'
const FOUR_DAYS = '12月1日到4日请事假'

interface Answer {
  status: string
  text: string
}
const decide = (who: string, no: string, body: object) =>
  call<Answer>(talk, who, 'POST', `/applications/${no}/decide`, { body })
const fault = (who: string, no: string, body: object) =>
  decide(who, no, body).then(
    () => 'done',
    ({ code }) => code,
  )

describe('whose turn it is decides, and everybody hears of it as from the chat', () => {
  test('agrees', async () => {
    const no = await ask(ONE_DAY)
    expect(await decide('sunli', no, { verdict: 'agree' })).toEqual({
      status: 'approved',
      text: `同意了，${no}办好，已告诉陈小雨。`,
    })
    expect(talk.last('chenyu')).toContain('批了。12月1日（周二）事假，孙副主任同意。')
  })

  test('agrees, and it goes on to the next', async () => {
    const no = await ask(FOUR_DAYS)
    expect(await decide('sunli', no, { verdict: 'agree' })).toEqual({
      status: 'pending',
      text: `同意了，${no}接着交给王主任。`,
    })
    expect(talk.last('wang')).toContain('孙副主任已经同意')
    expect(await decide('wang', no, { verdict: 'agree' })).toMatchObject({ status: 'approved' })
  })

  test('refuses with a reason', async () => {
    const no = await ask(ONE_DAY)
    expect(await decide('sunli', no, { verdict: 'refuse', reason: '那天有检查' })).toMatchObject({
      status: 'refused',
    })
    expect(talk.last('chenyu')).toContain('那天有检查')
  })

  test('returns it with a question, and decides once it is answered', async () => {
    const no = await ask(ONE_DAY)
    expect(await decide('sunli', no, { verdict: 'ask', question: '谁顶你的班' })).toMatchObject({
      status: 'returned',
    })
    expect(talk.last('chenyu')).toContain('谁顶你的班')
    expect(await fault('sunli', no, { verdict: 'agree' })).toBe('CONFLICT')
    await talk.say('chenyu', `补充${no}`)
    await talk.say('chenyu', '张伟顶')
    expect(await decide('sunli', no, { verdict: 'agree' })).toMatchObject({ status: 'approved' })
  })

  test('has somebody else decide first, or after', async () => {
    const first = await ask(ONE_DAY)
    await decide('sunli', first, { verdict: 'add', userid: 'sample-ouyang' })
    expect(talk.last('ouyang')).toContain(first)
    await decide('ouyang', first, { verdict: 'agree' })
    expect(await decide('sunli', first, { verdict: 'agree' })).toMatchObject({ status: 'approved' })
    const after = await ask('12月8日请一天事假')
    await decide('sunli', after, { verdict: 'add', userid: 'sample-ouyang', place: 'after' })
    expect(await decide('ouyang', after, { verdict: 'agree' })).toMatchObject({ status: 'approved' })
  })

  test('his deputy does', async () => {
    const no = await ask(ONE_DAY)
    await call(talk, 'chenjing', 'POST', '/delegations', {
      body: { userid: 'sample-sunli', deputy: 'sample-ouyang', from: '2026-11-23', to: '2026-11-27' },
    })
    expect(await decide('ouyang', no, { verdict: 'agree' })).toMatchObject({ status: 'approved' })
    expect(talk.last('chenyu')).toContain('（代孙副主任）')
  })
})

describe('once', () => {
  test('a second tap does nothing, and says so', async () => {
    const no = await ask(FOUR_DAYS)
    await decide('sunli', no, { verdict: 'agree' })
    const before = talk.sent.length
    expect(await fault('sunli', no, { verdict: 'agree' })).toBe('DECIDED')
    expect(await fault('sunli', no, { verdict: 'refuse', reason: '不行' })).toBe('DECIDED')
    await decide('wang', no, { verdict: 'agree' })
    expect(await fault('wang', no, { verdict: 'agree' })).toBe('DECIDED')
    expect(talk.sent.slice(before).map(({ to }) => to)).toEqual(['sample-chenyu'])
  })

  test('two at once: one of them counts', async () => {
    const no = await ask(ONE_DAY)
    const outcomes = await Promise.all([
      fault('sunli', no, { verdict: 'agree' }),
      fault('sunli', no, { verdict: 'refuse', reason: '那天有检查' }),
    ])
    expect(outcomes.toSorted()).toEqual(['DECIDED', 'done'])
  })

  test('the chat was quicker', async () => {
    const no = await ask(ONE_DAY)
    await talk.tap('sunli', '同意')
    expect(await fault('sunli', no, { verdict: 'refuse', reason: '那天有检查' })).toBe('DECIDED')
  })
})

describe('nobody else', () => {
  test('his own: not by him, and not as a deputy', async () => {
    const no = await ask(ONE_DAY)
    expect(await fault('chenyu', no, { verdict: 'agree' })).toBe('NOT_ALLOWED')
    await call(talk, 'chenjing', 'POST', '/delegations', {
      body: { userid: 'sample-sunli', deputy: 'sample-chenyu', from: '2026-11-23', to: '2026-11-27' },
    })
    expect(await fault('chenyu', no, { verdict: 'agree' })).toBe('NOT_ALLOWED')
  })

  test('HR reads it and does not decide it', async () => {
    expect(await fault('chenjing', await ask(ONE_DAY), { verdict: 'agree' })).toBe('NOT_ALLOWED')
  })

  test('to everybody else it is not there, whether it is or not', async () => {
    const no = await ask(ONE_DAY)
    for (const number of [no, 'QJ-20261123-0099'])
      for (const who of ['ligang', 'ouyang', 'wang'])
        expect(await fault(who, number, { verdict: 'agree' })).toBe('NOT_FOUND')
  })

  test('the next of the chain, before it is his turn', async () => {
    expect(await fault('wang', await ask(FOUR_DAYS), { verdict: 'agree' })).toBe('NOT_FOUND')
  })
})

test.each([
  ['a refusal without a reason', { verdict: 'refuse' }, 'reason', 'required'],
  ['a question without words', { verdict: 'ask' }, 'question', 'required'],
  ['nobody to add', { verdict: 'add' }, 'userid', 'required'],
  ['somebody who is not on the roster', { verdict: 'add', userid: 'nobody' }, 'userid', 'unknown_person'],
  ['the applicant himself', { verdict: 'add', userid: 'sample-chenyu' }, 'userid', 'not_approver'],
])('%s is refused, and it still waits', async (_, body, where, rule) => {
  const no = await ask(ONE_DAY)
  await expect(decide('sunli', no, body)).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    details: [{ where, rule }],
  })
  expect(await decide('sunli', no, { verdict: 'agree' })).toMatchObject({ status: 'approved' })
})
