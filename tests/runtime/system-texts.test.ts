import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Settings } from '../../src/config.ts'
import { HOME } from '../../src/data.ts'
import type { Problem } from '../../src/dialogue/problem.ts'
import { FAULTS, type FaultCode, RULES } from '../../src/kernel/faults.ts'
import { problemWords } from '../../src/runtime/problem-words.ts'
import { loadSystemTexts, openSystemTexts, SYSTEM_FILE } from '../../src/runtime/system-texts.ts'
import { tempFolder } from '../support/folder.ts'

const OWN = join(HOME, 'flows')
const NAMES = Object.keys(Settings.properties)
const text = readFileSync(join(OWN, SYSTEM_FILE), 'utf8')

function problemsOf(changed: string): string[] {
  const problems: Problem[] = []
  loadSystemTexts(changed, NAMES, problems)
  return problems.map(p => `${p.path} ${p.what}`)
}

describe('the words of the program', () => {
  test('are whole: every fault, rule, setting and sentence has its own', () => {
    expect(problemsOf(text)).toEqual([])
  })

  test('are Chinese', () => {
    const { texts } = openSystemTexts(OWN, OWN, NAMES)
    for (const code of Object.keys(FAULTS) as FaultCode[])
      expect(texts.fault({ code, values: {} }), code).toMatch(/\p{Script=Han}/u)
    for (const rule of Object.keys(RULES).filter(r => r !== 'problem') as (keyof typeof RULES)[])
      expect(texts.detail({ where: 'x', rule }).message, rule).toMatch(/\p{Script=Han}/u)
  })

  test('name the row of a file, and the values', () => {
    const { texts } = openSystemTexts(OWN, OWN, NAMES)
    expect(texts.detail({ where: '12 unit', rule: 'required' })).toEqual({
      where: '第12行 unit',
      message: '没有填',
    })
    expect(texts.fault({ code: 'SIGN_IN_LOCKED', values: { minutes: 15 } })).toContain('15分钟')
    expect(texts.say('start.console', { address: 'http://x' })).toContain('http://x')
  })
})

describe('what is wrong in a flow file', () => {
  const { texts } = openSystemTexts(OWN, OWN, NAMES)
  test.each([
    ['a choice needs options', '选择题要有选项（options）'],
    ['“days” is not declared', '没有“days”这一项'],
    ['“day” in “day > 1” is not declared', '“day > 1”里的“day”没有这一项'],
    ['does not know {who}; it may use no names', '没有 {who} 可以填，这里不能填别的'],
    ['does not know {who}; it may use name, no', '没有 {who} 可以填，可以填 name, no'],
    ['must have required properties flow, title', '还要写 flow, title'],
  ])('%s is said so: %s', (what, words) => {
    expect(texts.problem(what)).toBe(words)
  })

  test('what has no words is shown as it is', () => {
    expect(texts.problem('quite odd')).toBe('quite odd')
  })

  test('a sentence that names a thing twice, or by a number, is no trouble', () => {
    const say = problemWords({ '“{a}” in “{a}”, {1}': '{a}，{1}，{b}' })
    expect(say('“x” in “y”, z')).toBe('x，z，{b}')
  })

  test('as a fault of many details it is said in the same words', () => {
    const detail = { where: 'leave.yaml:3', rule: 'problem', values: { value: 'is missing' } } as const
    expect(texts.detail(detail)).toEqual({ where: 'leave.yaml:3', message: '没有写' })
  })
})

describe('a changed file', () => {
  test.each([
    ['a sentence taken out', text.replace(/ {2}NOT_FOUND:.*\n/, ''), 'faults.NOT_FOUND is missing'],
    ['a rule taken out', text.replace(/ {2}half_days:.*\n/, ''), 'rules.half_days is missing'],
    ['a setting taken out', text.replace(/ {2}PORT:.*\n/, ''), 'settings.PORT is missing'],
    [
      'something that is never said',
      text.replace('says:', 'says:\n  hello: 你好'),
      'says.hello nothing says this',
    ],
    [
      'a name that is not filled in',
      text.replace('请先登录。', '请{who}先登录。'),
      'faults.SIGN_IN_NEEDED does not know {who}; it may use no names',
    ],
    [
      'an empty sentence',
      text.replace('请先登录。', '""'),
      'faults.SIGN_IN_NEEDED must not have fewer than 1 characters',
    ],
  ])('with %s is refused, and the place is named', (_, changed, wanted) => {
    expect(problemsOf(changed)).toEqual([wanted])
  })

  test('whose words are used when it is right', () => {
    const folder = tempFolder()
    writeFileSync(join(folder, SYSTEM_FILE), text.replace('请先登录。', '先登录，再来。'))
    const { texts, problems } = openSystemTexts(folder, OWN, NAMES)
    expect(problems).toEqual([])
    expect(texts.fault({ code: 'SIGN_IN_NEEDED', values: {} })).toBe('先登录，再来。')
  })

  test.each(['', '{{{', 'schema: 1', 'schema: 2\nfaults: {}'])(
    'that cannot be used leaves the program’s own: %s',
    broken => {
      const folder = tempFolder()
      writeFileSync(join(folder, SYSTEM_FILE), broken)
      const { texts, problems } = openSystemTexts(folder, OWN, NAMES)
      expect(problems.length).toBeGreaterThan(0)
      expect(texts.fault({ code: 'SIGN_IN_NEEDED', values: {} })).toBe('请先登录。')
    },
  )

  test('is not needed: a folder without one uses the program’s own', () => {
    const folder = join(tempFolder(), 'flows')
    mkdirSync(folder)
    expect(openSystemTexts(folder, OWN, NAMES).problems).toEqual([])
  })

  test('whatever stands in it, loading it names problems and never throws', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(200), fc.string({ maxLength: 20 }), (at, length, put) => {
        problemsOf(text.slice(0, at) + put + text.slice(at + length))
      }),
      { numRuns: 100 },
    )
  })
})
