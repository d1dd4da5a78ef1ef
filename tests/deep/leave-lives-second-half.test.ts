import { test } from 'vitest'
import { manyLives } from '../support/many-lives.ts'

/** Fifty thousand lives, two thousand to a database; the other fifty thousand are a file of their own, beside it. */
const BATCHES = Array.from({ length: 25 }, (_, batch) => batch)

test.each(BATCHES)(
  'lives of leave and overtime are what a model of half-days says, second half, batch %d',
  () => manyLives(2_000),
)
