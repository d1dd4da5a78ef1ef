import { expect, onTestFinished, test } from 'vitest'
import { createClock } from './clock.ts'

function clockOf(...given: Parameters<typeof createClock>) {
  const clock = createClock(...given)
  onTestFinished(clock.stop)
  return clock
}

test('advance moves both clocks', () => {
  const clock = clockOf(() => 1_000)
  const before = clock.elapsed()
  clock.advance(90_000)
  expect(clock.now()).toBe(91_000)
  expect(clock.elapsed() - before).toBeGreaterThanOrEqual(90_000)
})

test('advance fires what falls due, in order, also what is set on the way', () => {
  const clock = clockOf(() => 0)
  const fired: string[] = []
  const note = (what: string) => fired.push(`${what} at ${Math.round(clock.now() / 1000)}`)
  clock.after(30_000, () => note('late'))
  clock.after(10_000, () => {
    note('early')
    clock.after(5_000, () => note('between'))
  })
  clock.after(50_000, () => note('never'))
  clock.advance(40_000)
  expect(fired).toEqual(['early at 10', 'between at 15', 'late at 30'])
})

test('at speed 0 time stands still but for advance', async () => {
  const clock = clockOf(Date.now, 0)
  const [now, elapsed] = [clock.now(), clock.elapsed()]
  let fired = 0
  clock.after(1, () => {
    fired += 1
  })
  await new Promise(resolve => setTimeout(resolve, 5))
  expect([clock.now(), clock.elapsed(), fired]).toEqual([now, elapsed, 0])
  clock.advance(1)
  expect([clock.now(), clock.elapsed(), fired]).toEqual([now + 1, elapsed + 1, 1])
})

test('a cancelled timer does not fire', () => {
  const clock = clockOf()
  let fired = false
  const timer = clock.after(1_000, () => {
    fired = true
  })
  timer.cancel()
  clock.advance(10_000)
  expect(fired).toBe(false)
})

test('speed shortens waiting and leaves the time of day alone', async () => {
  const clock = clockOf(() => 42, 1_000_000)
  await new Promise<void>(resolve => clock.after(3_600_000, resolve))
  expect(clock.now()).toBe(42)
})
