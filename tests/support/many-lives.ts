import fc from 'fast-check'
import { expect } from 'vitest'
import { anyLife } from '../care/leave/lives/happenings.ts'
import { live } from '../care/leave/lives/live.ts'
import { openTalk } from './talk.ts'

/** Lives that share a transaction, so that a commit costs each of them little. */
const TOGETHER = 50

/** Lives so many lives of leave and overtime on one database, each of somebody else, and says by its seed which failed. */
export async function manyLives(lives: number): Promise<void> {
  const talk = await openTalk()
  try {
    const { program } = talk
    const person = await program.storage.read(tx => program.directory.byUserid(tx, 'sample-chenyu'))
    if (!person) throw new Error('nobody there')
    let lived = 0
    const together = fc.array(anyLife(), { minLength: TOGETHER, maxLength: TOGETHER })
    await fc.assert(
      fc.asyncProperty(together, many =>
        program.storage.transaction(async tx => {
          for (const life of many) {
            await live(tx, program, person, life)
            lived++
          }
        }),
      ),
      // Fifty lives together would be made smaller for hours; the seed and the path say which they were.
      { numRuns: lives / TOGETHER, endOnFailure: true },
    )
    expect(lived).toBe(lives)
  } finally {
    await talk.close()
  }
}
