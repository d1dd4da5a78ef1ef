import fc from 'fast-check'
import { expect, test } from 'vitest'
import { branchesOf } from '../../src/risk/needles.ts'
import { piecesOf, sentencesOf } from '../../src/risk/parts.ts'
import { expand } from '../../src/risk/patterns.ts'
import { shippedAssess, shippedRules } from './shipped-assess.ts'

const rules = shippedRules()
const patterns = [
  ...rules.exceptions,
  ...rules.families.flatMap(family => family.patterns),
  ...rules.categories.flatMap(({ grave, signs }) => [...grave, ...signs]),
  ...rules.respelled.map(([pattern]) => pattern),
]

test('no repeat of a shipped pattern is without an end, so that none can run away', () => {
  const endless = patterns
    .flatMap(pattern => branchesOf(expand(pattern, rules.words)))
    .filter(branch => /(?<!\\)[*+]|\{\d+,\}/u.test(branch))
  expect(endless).toEqual([])
})

test('a long text is read in pieces that cover it once, none longer than asked for', () => {
  const unit = fc.constantFrom('死', '。', ',', '\n', '我')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 900 }), fc.integer({ min: 20, max: 240 }), (text, about) => {
      const pieces = piecesOf(text, about)
      expect(pieces.map(piece => text.slice(...piece)).join('')).toBe(text)
      expect(pieces.every(([from, to]) => to - from <= about)).toBe(true)
      expect(
        sentencesOf(text)
          .map(part => text.slice(...part))
          .join(''),
      ).toBe(text)
    }),
  )
})

test('no text throws, whatever it is made of, and every reason quotes it', () => {
  const assess = shippedAssess()
  const words = fc.constantFrom(
    '想死',
    '不',
    '跳楼',
    '价',
    '我',
    '他说',
    ',',
    '。',
    ' ',
    '*',
    '4了',
    '遗书',
    '演练',
    '"',
  )
  const text = fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 60 })
  fc.assert(
    fc.property(text, parts => {
      const plain = parts.join('')
      const { reasons, parts: about } = assess(plain)
      for (const { quote, span } of reasons) expect(plain.slice(...span)).toBe(quote)
      for (const { span } of about) expect(span[0] >= 0 && span[1] <= plain.length).toBe(true)
    }),
    { numRuns: 150 },
  )
})
