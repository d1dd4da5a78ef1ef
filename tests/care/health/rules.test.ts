import { describe, expect, test } from 'vitest'
import {
  bookedMessage,
  type Invitation,
  isBooked,
  missedDay,
  reminderDay,
  takeAnswer,
} from '../../../src/care/health/rules.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

const calendar = chineseCalendar()
const spacing = { daysBefore: 2, daysAfter: 1 }

// Booked: 2 days before. No-show: one nudge. Rest days and holidays are left out.
describe('the day of the reminder before a check', () => {
  test.each([
    ['a Thursday', '2026-12-10', '2026-12-08'],
    ['a Monday: the Friday before', '2026-12-14', '2026-12-11'],
    ['a Tuesday: the Friday before', '2026-12-15', '2026-12-11'],
    ['after National Day', '2026-10-09', '2026-09-30'],
    ['after a worked Sunday', '2026-09-22', '2026-09-20'],
  ])('%s', (_, date, day) => expect(reminderDay(date, 2, calendar)).toBe(day))
})

describe('the day of the question after a check', () => {
  test.each([
    ['a Thursday', '2026-12-10', '2026-12-11'],
    ['a Friday: the Monday after', '2026-12-11', '2026-12-14'],
    ['before National Day', '2026-09-30', '2026-10-08'],
  ])('%s', (_, date, day) => expect(missedDay(date, 1, calendar)).toBe(day))
})

describe('an answer', () => {
  const invited: Invitation = { status: 'invited', date: null, muted: false, waves: 1 }
  const booked: Invitation = { status: 'booked', date: '2026-12-10', muted: false, waves: 1 }
  const today = '2026-11-30'
  const take = (
    before: Invitation,
    answer: 'booked' | 'moved' | 'done' | 'mute',
    date: string | null = null,
  ) => takeAnswer(before, { answer, date }, today, spacing, calendar)

  test('已约: the reminder is next', () => {
    expect(take(invited, 'booked', '2026-12-10')).toEqual({
      status: 'booked',
      date: '2026-12-10',
      muted: false,
      next: '2026-12-08',
    })
  })

  test('已约 for tomorrow: no reminder is left, the question after it is next', () => {
    expect(take(invited, 'booked', '2026-12-01')).toMatchObject({ next: '2026-12-02' })
  })

  test('改期 moves everything', () => {
    expect(take(booked, 'moved', '2026-12-17')).toMatchObject({ date: '2026-12-17', next: '2026-12-15' })
  })

  test('已检 ends it', () => {
    expect(take(booked, 'done')).toMatchObject({ status: 'done', next: null })
  })

  test('不再提醒 mutes the weekly messages and the reminder, and stays when a date is named later', () => {
    expect(take(invited, 'mute')).toMatchObject({ status: 'invited', muted: true, next: null })
    expect(take(booked, 'mute')).toMatchObject({ status: 'booked', muted: true, next: null })
    expect(take({ ...invited, muted: true }, 'booked', '2026-12-10')).toMatchObject({
      muted: true,
      next: null,
    })
  })

  test('不再提醒 does not mute the first message (2.2-3)', () => {
    expect(take({ ...invited, waves: 0 }, 'mute')).toMatchObject({ muted: true, next: 'unchanged' })
  })
})

test('who has booked hears before and after the day, not on it', () => {
  expect(bookedMessage('2026-12-10', '2026-12-08')).toBe('before')
  expect(bookedMessage('2026-12-10', '2026-12-10')).toBeNull()
  expect(bookedMessage('2026-12-10', '2026-12-11')).toBe('after')
})

test('the health contact sees booked or not booked: been there is booked', () => {
  expect(['invited', 'booked', 'done'].map(isBooked)).toEqual([false, true, true])
})
