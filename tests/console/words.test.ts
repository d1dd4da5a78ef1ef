import { afterAll, beforeAll, expect, test } from 'vitest'
import { aboutWords, actionWords } from '../../src/console/words/audit.ts'
import { wordFor } from '../../src/console/words/codes.ts'
import { roleWords } from '../../src/console/words/roles.ts'
import { ALERTS } from '../../src/kernel/alerts.ts'
import { ROLES } from '../../src/kernel/person.ts'
import { QUOTA_KINDS } from '../../src/runtime/reminders.ts'
import { openTestProgram, type TestProgram } from '../support/program.ts'

/** What a page shows must be words; a code that has none would be shown as it is. */
const CHINESE = /[\u4e00-\u9fff]/

let p: TestProgram
beforeAll(async () => {
  p = await openTestProgram()
})
afterAll(() => p.close())

test.each(Object.keys(ALERTS))('the alert %s has its words', code => {
  expect(wordFor('alert', code)).toMatch(CHINESE)
})

test.each(QUOTA_KINDS)('the quota %s has its words', kind => {
  expect(wordFor('quota', kind)).toMatch(CHINESE)
})

test('everything that routes write into the audit log has its words', () => {
  const actions = new Set(p.routes.flatMap(route => route.audit ?? []))
  expect(actions.size).toBeGreaterThan(10)
  for (const action of actions) expect(actionWords(action), action).toMatch(CHINESE)
})

test('counts of an import are said in words, and an id as it is', () => {
  expect(aboutWords('people.import', '20+3')).toBe('新增20人，更新3人')
  expect(aboutWords('help.view', 'RG-20261123-0001')).toBe('RG-20261123-0001')
  expect(aboutWords('backup.made', '')).toBe('没有')
})

test('every role that a roster can give has its words', () => {
  for (const role of ROLES) if (role !== 'staff') expect(roleWords([role])).toHaveLength(1)
})
