import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf, localTime, nextHour } from '../../src/kernel/clock.ts'

const ZONES = ['Asia/Shanghai', 'UTC', 'Europe/Berlin', 'America/New_York']
const anyMs = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) })

test.each<[string, number, string]>([
  ['2026-11-23T07:59', 8, '2026-11-23T08:00'],
  ['2026-11-23T08:00', 8, '2026-11-23T08:00'],
  ['2026-11-23T08:01', 8, '2026-11-24T08:00'],
  ['2026-12-31T22:30', 8, '2027-01-01T08:00'],
])('after %s it is %i o’clock next at %s', (from, hour, next) => {
  expect(localTime(nextHour(instantOf(from, 'Asia/Shanghai'), hour, 'Asia/Shanghai'), 'Asia/Shanghai')).toBe(
    next,
  )
})

test('the next hour is never before the moment, is a full hour of that name, and is the first one', () => {
  fc.assert(
    fc.property(anyMs, fc.integer({ min: 4, max: 23 }), fc.constantFrom(...ZONES), (ms, hour, zone) => {
      const next = nextHour(ms, hour, zone)
      expect(next).toBeGreaterThanOrEqual(ms)
      expect(localTime(next, zone).slice(11)).toBe(`${String(hour).padStart(2, '0')}:00`)
      // A day of summer time that ends has 25 hours.
      expect(next - ms).toBeLessThanOrEqual(25 * 3_600_000)
      expect(nextHour(next, hour, zone)).toBe(next)
    }),
  )
})

test('what was asked before is answered the same, by minute and by zone', () => {
  const ms = instantOf('2026-11-23T09:00', 'Asia/Shanghai')
  expect(ZONES.map(zone => localTime(ms + 59_999, zone))).toEqual(ZONES.map(zone => localTime(ms, zone)))
  expect(localTime(ms, 'UTC')).toBe('2026-11-23T01:00')
  expect(localTime(ms, 'Asia/Shanghai')).toBe('2026-11-23T09:00')
  expect(instantOf('2026-11-23T09:00', 'UTC') - ms).toBe(8 * 3_600_000)
})
