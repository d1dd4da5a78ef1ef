import { describe, expect, it } from 'vitest'
import { coverageOf, type FlowCoverage } from './coverage.ts'
import { caseFiles, casesOf, rewrite, type Step } from './harness/case-file.ts'
import { shippedLibrary } from './harness/library.ts'
import { play } from './harness/play.ts'

/**
 * Golden transcripts: whole conversations in exact words over the pure engine, with the real understanding and the
 * real flow files. `UPDATE=1` writes what the bot says now into the files; then read every changed line as the
 * person who gets it.
 */
const UPDATE = process.env['UPDATE'] === '1'
/** Of the lines of a flow and its matrix with the patterns, what the transcripts must have seen. */
const ENOUGH = 0.95

const coverage = coverageOf(shippedLibrary())

for (const file of caseFiles()) {
  describe(file, () => {
    const played = new Map<string, readonly Step[]>()
    for (const one of casesOf(file)) {
      it(one.title, () => {
        const steps = play(one, coverage.library, coverage.watch)
        played.set(one.title, steps)
        if (!UPDATE) expect(readable(steps)).toEqual(readable(one.steps))
      })
    }
    if (UPDATE) it('is written anew', () => rewrite(file, played))
  })
}

describe('flow coverage', () => {
  // Runs last: the cases above have left their marks by then.
  it(`is at least ${ENOUGH * 100} % of every flow shipped`, () => {
    const flows = coverage.report()
    console.log(table(flows))
    expect(flows.filter(f => f.share < ENOUGH).map(f => `${f.flow}: ${f.missing.join('; ')}`)).toEqual([])
  })
})

function table(flows: readonly FlowCoverage[]): string {
  const rows = flows.map(f => [
    f.flow.padEnd(10),
    `${Math.floor(f.share * 100)} %`.padStart(6),
    `${f.lines.seen}/${f.lines.of}`.padStart(8),
    `${f.cells.seen}/${f.cells.of}`.padStart(8),
    ` ${f.missing.slice(0, 4).join('; ')}`,
  ])
  return ['flow          all    lines  patterns  missing', ...rows.map(row => row.join(' '))].join('\n')
}

/** Reads like chat, in a report of what differs too. */
function readable(steps: readonly Step[]): string {
  return steps
    .flatMap(step => Object.entries(step))
    .map(([does, what]) => `${does} ${typeof what === 'string' ? what : JSON.stringify(what)}`)
    .join('\n')
}
