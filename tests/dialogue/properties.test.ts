import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyBeginning, anyMessages, isAnswered } from './properties/any-text.ts'
import { anyYaml, isRefusedOrTaken } from './properties/any-yaml.ts'

/** The long forms of these stand in tests/deep. */
const RUNS = 400

test('any text as a flow file is refused with words and places, never a crash', () => {
  const run = fc.check(fc.property(anyYaml(), isRefusedOrTaken), { numRuns: RUNS })
  expect(run, fc.defaultReportMessage(run)).toMatchObject({ failed: false, numRuns: RUNS })
})

test('any text in any flow is answered in whole words, never a crash', () => {
  const run = fc.check(fc.property(anyBeginning(), anyMessages(), isAnswered), { numRuns: RUNS })
  expect(run, fc.defaultReportMessage(run)).toMatchObject({ failed: false, numRuns: RUNS })
})

test('a half-day said of a week alone asks, and does not throw', () => {
  const messages = ['年休假三日，自12月7日起', 'move my leave to next week产后复查，请半天', '']
  expect(() => isAnswered('', messages)).not.toThrow()
})
