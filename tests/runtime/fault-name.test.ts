import { expect, test } from 'vitest'
import { Fault } from '../../src/kernel/faults.ts'
import { faultName } from '../../src/runtime/fault-name.ts'

function thrown(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

test('a fault has its code, and what a database said', () => {
  expect(faultName(new Fault('SEAL_BROKEN'))).toBe('SEAL_BROKEN')
  const details = [{ where: 'database', rule: 'problem', values: { value: 'SQLITE_FULL' } }] as const
  expect(faultName(new Fault('DATABASE_FAILED', { details }))).toBe('DATABASE_FAILED SQLITE_FULL')
})

test('any other error has its kind and its place, and nothing of its message', () => {
  const error = thrown(() => JSON.parse('我今天很难受\n    at secret.ts:7:7)'))
  expect(faultName(error)).toMatch(/^SyntaxError fault-name\.test\.ts:\d+$/)
  const words = new RangeError('我今天很难受\n    at secret.ts:7:7')
  expect(faultName(words)).toMatch(/^RangeError fault-name\.test\.ts:\d+$/)
})

test('without frames the kind alone, and what is no error is unknown', () => {
  const bare = new TypeError('我今天很难受')
  bare.stack = 'TypeError: 我今天很难受'
  expect(faultName(bare)).toBe('TypeError')
  expect(faultName('我今天很难受')).toBe('UNKNOWN')
  expect(faultName(undefined)).toBe('UNKNOWN')
})
