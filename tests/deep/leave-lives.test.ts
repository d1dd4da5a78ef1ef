import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anyLife, live } from '../care/leave/lives.ts'
import { openTalk, type Talk } from '../support/talk.ts'

/** Ten thousand lives, a thousand to a database, so that it stays small. */
const BATCHES = Array.from({ length: 10 }, (_, batch) => batch)
const LIVES = 1_000

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

test.each(BATCHES)(
  'lives of requests and comp-days are what a model of half-days says, batch %d',
  async () => {
    const { program } = talk
    const person = await program.storage.read(tx => program.directory.byUserid(tx, 'sample-chenyu'))
    if (!person) throw new Error('nobody there')
    let lived = 0
    await fc.assert(
      fc.asyncProperty(anyLife, async happenings => {
        await live(program, person, happenings)
        lived++
      }),
      { numRuns: LIVES },
    )
    expect(lived).toBe(LIVES)
  },
)
