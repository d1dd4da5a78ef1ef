import { expect, test } from 'vitest'
import { caseState } from '../../src/console/cases/case-state.ts'

test.each([
  [{ status: 'open', mine: false, given: false, handler: null }, '没人接'],
  [{ status: 'open', mine: false, given: false, handler: '林悦' }, '林悦接了'],
  [{ status: 'open', mine: true, given: false, handler: '林悦' }, '我接了'],
  [{ status: 'open', mine: true, given: true, handler: '林悦' }, '交给你了，还没接'],
  [{ status: 'open', mine: false, given: true, handler: '林悦' }, '交给林悦了，还没接'],
  [{ status: 'answered', mine: false, given: false, handler: '林悦' }, '已回复'],
  [{ status: 'closed', mine: true, given: false, handler: '林悦' }, '已办结'],
])('%o is called %s', (about, words) => {
  expect(caseState(about)).toBe(words)
})
