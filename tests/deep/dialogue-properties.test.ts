import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyBeginning, anyMessages, isAnswered } from '../dialogue/properties/any-text.ts'
import { anyYaml, isRefusedOrTaken } from '../dialogue/properties/any-yaml.ts'

const RUNS = 100_000

test(`any text as a flow file, ${RUNS} times`, () => {
  const run = fc.check(fc.property(anyYaml(), isRefusedOrTaken), { numRuns: RUNS })
  expect(run, fc.defaultReportMessage(run)).toMatchObject({ failed: false, numRuns: RUNS })
})

test(`any text in any flow, ${RUNS} times`, () => {
  const run = fc.check(fc.property(anyBeginning(), anyMessages(), isAnswered), { numRuns: RUNS })
  expect(run, fc.defaultReportMessage(run)).toMatchObject({ failed: false, numRuns: RUNS })
})
