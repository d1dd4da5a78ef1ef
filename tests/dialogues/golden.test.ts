import { describe, expect, it } from 'vitest'
import { coverageOf } from './flow-coverage/index.ts'
import { coverageTable } from './flow-coverage/table.ts'
import { caseFiles, casesOf, rewrite, type Step } from './harness/case-file.ts'
import { shippedLibrary } from './harness/library.ts'
import { play } from './harness/play.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Printed when all tests have run. */
    report?: string
  }
}

/**
 * Golden transcripts: whole conversations in exact words over the pure engine, with the real understanding and the
 * real flow files. `UPDATE=1` writes what the bot says now into the files; then read every changed line as the
 * person who gets it.
 */
const UPDATE = process.env['UPDATE'] === '1'
const { library, watch, report } = coverageOf(shippedLibrary())

for (const file of caseFiles()) {
  describe(file, () => {
    const played = new Map<string, readonly Step[]>()
    for (const one of casesOf(file)) {
      it(one.title, () => {
        const steps = play(one, library, watch)
        played.set(one.title, steps)
        if (!UPDATE) expect(readable(steps)).toEqual(readable(one.steps))
      })
    }
    if (UPDATE) it('is written anew', () => rewrite(file, played))
  })
}

/** Of the lines of a flow and its matrix with the patterns, what the transcripts above must have seen. */
const ENOUGH = 0.95

describe('flow coverage', () => {
  it(`is at least ${ENOUGH * 100} % of every flow shipped`, ({ task }) => {
    const flows = report()
    task.meta.report = coverageTable(flows)
    expect(flows.map(f => f.flow)).toEqual([...library.flows.keys()])
    expect(flows.filter(f => f.share < ENOUGH).map(f => `${f.flow}: ${f.missing.join('; ')}`)).toEqual([])
  })
})

/** Reads like chat, in a report of what differs too. */
function readable(steps: readonly Step[]): string {
  return steps
    .flatMap(step => Object.entries(step))
    .map(([does, what]) => `${does} ${typeof what === 'string' ? what : JSON.stringify(what)}`)
    .join('\n')
}
