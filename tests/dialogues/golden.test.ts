import { describe, expect, it } from 'vitest'
import { caseFiles, casesOf, rewrite, type Step } from './harness/case-file.ts'
import { shippedLibrary } from './harness/library.ts'
import { play } from './harness/play.ts'

/**
 * Golden transcripts: whole conversations in exact words over the pure engine, with the real understanding and the
 * real flow files. `UPDATE=1` writes what the bot says now into the files; then read every changed line as the
 * person who gets it.
 */
const UPDATE = process.env['UPDATE'] === '1'
for (const file of caseFiles()) {
  describe(file, () => {
    const played = new Map<string, readonly Step[]>()
    for (const one of casesOf(file)) {
      it(one.title, () => {
        const steps = play(one, shippedLibrary())
        played.set(one.title, steps)
        if (!UPDATE) expect(readable(steps)).toEqual(readable(one.steps))
      })
    }
    if (UPDATE) it('is written anew', () => rewrite(file, played))
  })
}

/** Reads like chat, in a report of what differs too. */
function readable(steps: readonly Step[]): string {
  return steps
    .flatMap(step => Object.entries(step))
    .map(([does, what]) => `${does} ${typeof what === 'string' ? what : JSON.stringify(what)}`)
    .join('\n')
}
