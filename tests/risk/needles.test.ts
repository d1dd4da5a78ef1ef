import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeFinder } from '../../src/risk/finder.ts'
import { branchesOf, needlesOf } from '../../src/risk/needles.ts'
import { expand } from '../../src/risk/patterns.ts'
import { shippedRules } from './shipped-assess.ts'

describe('the words without which a pattern cannot match', () => {
  test.each([
    ['不想活', ['不想活']],
    ['(?:不想|不愿)活', ['不想活', '不愿活']],
    ['想[^,]{0,8}跳楼', ['跳楼']],
    ['自杀|轻生', ['自杀', '轻生']],
    ['跳(?:楼|江)(?!价)', ['跳楼', '跳江']],
    ['(?<=真)死了?', ['死']],
    ['[楼顶]上', ['楼上', '顶上']],
    ['x{2,3}死', ['x']],
  ])('%s', (pattern, words) => {
    expect(needlesOf(pattern)).toEqual(words)
  })

  test.each(['.*', 'a?b*', '[^,]死?', '(?:想|)'])('%s names none', pattern => {
    expect(needlesOf(pattern)).toBeNull()
  })
})

test('a pattern is as many as it has alternatives outside its groups', () => {
  expect(branchesOf('a(?:b|c)|[|]d|e\\|f')).toEqual(['a(?:b|c)', '[|]d', 'e\\|f'])
})

test('whatever a shipped pattern matches holds one of its words', () => {
  const rules = shippedRules()
  const sources = [...rules.exceptions, ...rules.families.flatMap(family => family.patterns)]
  const texts = rules.families.flatMap(family => family.why).join(',')
  for (const source of sources)
    for (const branch of branchesOf(expand(source, rules.words))) {
      const needles = needlesOf(branch) ?? []
      expect(needles.length, branch).toBeGreaterThan(0)
      const match = new RegExp(branch, 'u').exec(texts)?.[0] ?? needles[0] ?? ''
      expect(
        needles.some(needle => match.includes(needle)),
        branch,
      ).toBe(true)
    }
})

test('the finder finds exactly the lists that have a word in the text', () => {
  const letters = fc.string({
    unit: fc.constantFrom('死', '活', '想', '不', '了'),
    minLength: 1,
    maxLength: 3,
  })
  fc.assert(
    fc.property(
      fc.array(fc.array(letters, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
      fc.string({ unit: fc.constantFrom('死', '活', '想', '不', '了', '我'), maxLength: 20 }),
      (lists, text) => {
        const wanted = lists.flatMap((words, n) => (words.some(word => text.includes(word)) ? [n] : []))
        expect([...makeFinder(lists)(text)].sort((a, b) => a - b)).toEqual(wanted)
      },
    ),
  )
})
