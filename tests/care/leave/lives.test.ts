import fc from 'fast-check'
import { afterEach, beforeEach, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'
import { anyLife, live } from './lives.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

test('a life of requests and comp-days is what a model of single half-days says, at every step', async () => {
  const { program } = talk
  const person = await program.storage.read(tx => program.directory.byUserid(tx, 'sample-chenyu'))
  if (!person) throw new Error('nobody there')
  await fc.assert(
    fc.asyncProperty(anyLife, happenings =>
      program.storage.transaction(tx => live(tx, program, person, happenings)),
    ),
    { numRuns: 100 },
  )
})
