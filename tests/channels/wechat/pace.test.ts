import { expect, test } from 'vitest'
import type { Timers } from '../../../src/channels/common/timers.ts'
import { openPace } from '../../../src/channels/wechat/pace.ts'

/** What each of so many texts waits, ms, when all are to go at once. */
function waits(texts: readonly number[], perMinute: number, random: number): number[] {
  const waited: number[] = []
  const timers: Timers = {
    after(ms) {
      waited.push(ms)
      return { cancel() {} }
    },
  }
  const pace = openPace(perMinute, { now: () => 1_000 }, timers, () => random)
  for (const characters of texts) if (pace.take(characters) === undefined) waited.push(0)
  return waited
}

test('the first goes at once; the next as soon as a human could have typed it', () => {
  expect(waits([10, 0, 40, 1_000], 20, 0)).toEqual([0, 600, 1_800, 4_800])
})

test('no two pauses are alike, and none is longer than three seconds by itself', () => {
  expect(waits([10, 0, 0], 20, 0.5)).toEqual([0, 1_050, 2_100])
})

test('never more than so many in a minute', () => {
  const at = waits(
    Array.from({ length: 9 }, () => 0),
    3,
    0,
  )
  for (const [n, ms] of at.entries()) if (n >= 3) expect(ms - (at[n - 3] ?? 0)).toBeGreaterThanOrEqual(60_000)
})
