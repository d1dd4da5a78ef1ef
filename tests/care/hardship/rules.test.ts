import { describe, expect, test } from 'vitest'
import { mayUrge, pickPair, workdaysLater } from '../../../src/care/hardship/rules.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

const calendar = chineseCalendar()

// “5个工作日内回你”; rest days, holidays and made-up workdays by the State Council's calendar of 2026.
describe('so many workdays later', () => {
  test.each([
    ['over a weekend', '2026-11-23', 5, '2026-11-30'],
    ['from a Friday', '2026-11-27', 1, '2026-11-30'],
    ['over National Day, with a worked Saturday', '2026-09-30', 3, '2026-10-10'],
    ['a worked Sunday counts', '2026-09-18', 1, '2026-09-20'],
  ])('%s', (_, date, days, expected) => expect(workdaysLater(date, days, calendar)).toBe(expected))
})

test('“急” is passed on once a day', () => {
  expect(mayUrge([], '2026-11-23')).toBe(true)
  expect(mayUrge(['2026-11-22'], '2026-11-23')).toBe(true)
  expect(mayUrge(['2026-11-22', '2026-11-23'], '2026-11-23')).toBe(false)
})

// Never routed to whom it is about; payer, approver and applicant are different people.
describe('who checks and who decides', () => {
  const person = (id: string, unit = 'A') => ({ id, unit })
  const [chen, lin, zhou, wang] = [person('chen'), person('lin'), person('zhou'), person('wang', 'B')]
  const both = [
    { officer: chen, above: [zhou] },
    { officer: lin, above: [chen, zhou] },
  ]
  const barred = (...ids: string[]) => ({ unit: 'A', barred: ids })

  test('the first officer and his superior', () => {
    expect(pickPair(both, barred('x'))).toEqual({ officer: chen, leader: zhou })
  })
  test('never the one it is about, and never the one who wrote it', () => {
    expect(pickPair(both, barred('chen'))).toEqual({ officer: lin, leader: zhou })
    expect(pickPair(both, barred('zhou', 'chen'))).toBeNull()
    expect(pickPair([{ officer: lin, above: [chen, zhou] }], barred('chen'))).toEqual({
      officer: lin,
      leader: zhou,
    })
  })
  test('an officer of the person’s own unit comes first', () => {
    const officers = [
      { officer: chen, above: [zhou] },
      { officer: wang, above: [zhou] },
    ]
    expect(pickPair(officers, { unit: 'B', barred: [] })?.officer).toBe(wang)
  })
  test('one alone cannot do both', () => {
    expect(pickPair([{ officer: zhou, above: [] }], barred())).toBeNull()
    expect(pickPair([{ officer: zhou, above: [zhou] }], barred())).toBeNull()
    expect(pickPair([], barred())).toBeNull()
  })
})
