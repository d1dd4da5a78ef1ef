import { describe, expect, it } from 'vitest'
import { coverageOf } from './flow-coverage/index.ts'
import { coverageTable } from './flow-coverage/table.ts'
import { caseFiles, casesOf } from './harness/case-file.ts'
import { shippedLibrary } from './harness/library.ts'
import { play } from './harness/play.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Printed when all tests have run. */
    report?: string
  }
}

/** Of the lines of a flow and its matrix with the patterns, what the transcripts must have seen. */
const ENOUGH = 0.95

describe('flow coverage', () => {
  it(`is at least ${ENOUGH * 100} % of every flow shipped`, ({ task }) => {
    const { library, watch, report } = coverageOf(shippedLibrary())
    for (const one of caseFiles().flatMap(casesOf)) play(one, library, watch)
    const flows = report()
    task.meta.report = coverageTable(flows)
    expect(flows.map(f => f.flow)).toEqual([...library.flows.keys()])
    expect(flows.filter(f => f.share < ENOUGH).map(f => `${f.flow}: ${f.missing.join('; ')}`)).toEqual([])
  })
})
