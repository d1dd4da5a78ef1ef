import { expect, test } from 'vitest'
import { shuffled } from '../../src/kernel/shuffled.ts'

const VALUES = Array.from({ length: 50 }, (_, n) => n)

test('holds every value once, in another order each round, the same one whenever it is asked for', () => {
  expect([...shuffled(VALUES, 0)].sort((a, b) => a - b)).toEqual(VALUES)
  expect(shuffled(VALUES, 0)).not.toEqual(VALUES)
  expect(shuffled(VALUES, 1)).not.toEqual(shuffled(VALUES, 0))
  expect(shuffled(VALUES, 1)).toEqual(shuffled(VALUES, 1))
})

test('is what the shipped models were taught in', () => {
  expect(shuffled([0, 1, 2, 3, 4, 5, 6, 7], 0)).toEqual([5, 3, 1, 6, 7, 2, 0, 4])
})
