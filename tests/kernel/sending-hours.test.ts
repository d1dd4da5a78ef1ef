import { describe, expect, test } from 'vitest'
import { afterQuiet, maySend, nextSending } from '../../src/kernel/sending-hours.ts'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'

const calendar = chineseCalendar()
const when = { hours: { from: '09:00', to: '11:30' }, quiet: { from: '20:00', to: '08:00' } }

// Between 9:00 and 11:30, never on rest days and holidays, by the State Council's calendar of 2026.
describe('the next time a reminder may be sent', () => {
  test.each([
    ['a workday morning', '2026-11-23T09:00', '2026-11-23T09:00'],
    ['the last minute', '2026-11-23T11:29', '2026-11-23T11:29'],
    ['too early', '2026-11-23T06:30', '2026-11-23T09:00'],
    ['too late', '2026-11-23T11:30', '2026-11-24T09:00'],
    ['at night', '2026-11-23T22:10', '2026-11-24T09:00'],
    ['Friday noon', '2026-11-27T12:00', '2026-11-30T09:00'],
    ['a Saturday', '2026-11-28T10:00', '2026-11-30T09:00'],
    ['a Sunday that is worked', '2026-09-20T10:00', '2026-09-20T10:00'],
    ['a Saturday that is worked', '2026-10-10T08:00', '2026-10-10T09:00'],
    ['National Day', '2026-10-01T10:00', '2026-10-08T09:00'],
    ['Spring Festival', '2026-02-15T10:00', '2026-02-24T09:00'],
  ])('%s', (_, local, next) => {
    expect(nextSending(when, calendar, local)).toBe(next)
    expect(maySend(when, calendar, local)).toBe(local === next)
  })

  test('quiet hours win over the hours of sending', () => {
    const late = { hours: { from: '07:00', to: '09:30' }, quiet: when.quiet }
    expect(nextSending(late, calendar, '2026-11-23T07:10')).toBe('2026-11-23T08:00')
  })

  test('a table that allows no time at all says so', () => {
    const never = { hours: { from: '21:00', to: '22:00' }, quiet: when.quiet }
    expect(nextSending(never, calendar, '2026-11-23T07:10')).toBeNull()
  })
})

// What is no reminder waits for the end of the night alone, also on a rest day.
describe('the first moment that is not quiet', () => {
  test.each([
    ['by day', '2026-11-23T12:00', '2026-11-23T12:00'],
    ['on a Sunday', '2026-11-29T19:59', '2026-11-29T19:59'],
    ['in the evening', '2026-11-23T20:00', '2026-11-24T08:00'],
    ['before dawn', '2026-11-24T05:30', '2026-11-24T08:00'],
    ['when the night ends', '2026-11-24T08:00', '2026-11-24T08:00'],
  ])('%s', (_, from, to) => {
    expect(afterQuiet(when, from)).toBe(to)
  })

  test('of hours that are not over midnight', () => {
    const quiet = { from: '12:00', to: '14:00' }
    expect(afterQuiet({ ...when, quiet }, '2026-11-23T13:00')).toBe('2026-11-23T14:00')
    expect(afterQuiet({ ...when, quiet }, '2026-11-23T22:00')).toBe('2026-11-23T22:00')
  })
})
