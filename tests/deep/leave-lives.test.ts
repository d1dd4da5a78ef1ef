import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anyLife, live } from '../care/leave/lives.ts'
import { openTalk, type Talk } from '../support/talk.ts'

/** Thirty thousand lives, a thousand to a database, so that it stays small, and many to a transaction. */
const BATCHES = Array.from({ length: 30 }, (_, batch) => batch)
const LIVES = 1_000
const TOGETHER = 50

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
    const lives = fc.array(anyLife, { minLength: TOGETHER, maxLength: TOGETHER })
    await fc.assert(
      fc.asyncProperty(lives, many =>
        program.storage.transaction(async tx => {
          for (const happenings of many) {
            await live(tx, program, person, happenings)
            lived++
          }
        }),
      ),
      { numRuns: LIVES / TOGETHER },
    )
    expect(lived).toBe(LIVES)
  },
)
