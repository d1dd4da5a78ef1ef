import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'
import { anyLife } from './lives/happenings.ts'
import { live } from './lives/live.ts'

const LIVES = 100
/** The same lives every time: new ones are lived by the deep tests. */
const SEED = 20260301

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

test('a life of leave and overtime is what a model of single half-days says, at every step', async () => {
  const { program } = talk
  const person = await program.storage.read(tx => program.directory.byUserid(tx, 'sample-chenyu'))
  if (!person) throw new Error('nobody there')
  let happened = 0
  await fc.assert(
    fc.asyncProperty(anyLife(), async life => {
      happened += await program.storage.transaction(tx => live(tx, program, person, life))
    }),
    { seed: SEED, numRuns: LIVES },
  )
  expect(happened).toBeGreaterThan(10 * LIVES)
})
