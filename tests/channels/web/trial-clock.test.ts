import { expect, test } from 'vitest'
import { openTrialClock } from '../../../src/channels/web/trial-clock.ts'
import { movableClock } from '../../../src/kernel/clock.ts'

const HOUR = 3_600_000

test('everything on the way happens, each at its time', async () => {
  const clock = movableClock({ now: () => 0 })
  const ticks: number[] = []
  const trial = openTrialClock(clock, async () => void ticks.push(clock.now()))
  await trial.forward(60)
  expect(trial.now()).toBe(HOUR)
  expect(ticks.slice(0, 4)).toEqual([HOUR / 4, HOUR / 2, (HOUR * 3) / 4, HOUR])
})

test('two moves at once come one after the other', async () => {
  const clock = movableClock({ now: () => 0 })
  const seen: number[] = []
  const trial = openTrialClock(clock, async () => {
    await Promise.resolve()
    seen.push(clock.now())
  })
  await Promise.all([trial.forward(30), trial.forward(30)])
  expect(clock.now()).toBe(HOUR)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
})

test('whoever watches hears of each move, until he stops', async () => {
  const clock = movableClock({ now: () => 0 })
  let moves = 0
  const trial = openTrialClock(clock, async () => {})
  const undo = trial.watch(() => void moves++)
  await trial.forward(15)
  undo()
  await trial.forward(15)
  expect(moves).toBe(1)
})
