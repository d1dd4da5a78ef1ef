import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonBytes, markdownBytes, split } from '../../../src/channels/common/split.ts'
import { escapeMarkdown } from '../../../src/channels/dingtalk/markdown.ts'

const bytesInJson = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2

/** Texts of all kinds: words, emoji, accents, control characters, half characters. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '一句话。',
        '换行\n',
        '👨‍👩‍👧‍👦',
        '🇨🇳🇨🇳',
        'é',
        '"\\',
        '[x](y)',
        '<&lt;>',
        'dtmd://',
        '\ud83d',
        '\u0007',
      ),
      fc.integer({ min: 1, max: 300 }).map(n => '长'.repeat(n)),
    ),
    { maxLength: 60 },
  )
  .map(parts => parts.join(''))

test('the pieces are the text, each fits, and no character is cut', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 40, max: 600 }), (given, limit) => {
      const pieces = split(given, limit)
      expect(pieces.join('')).toBe(given)
      for (const piece of pieces) expect(bytesInJson(piece)).toBeLessThanOrEqual(limit)
      for (const [at, piece] of pieces.entries()) {
        if (at === 0) continue
        expect(/[\ud800-\udbff]$/.test(pieces[at - 1] ?? '') && /^[\udc00-\udfff]/.test(piece)).toBe(false)
      }
    }),
    { numRuns: 500 },
  )
})

test('with markdown counted in, each piece fits once it is escaped', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 60, max: 600 }), (given, limit) => {
      for (const piece of split(given, limit, markdownBytes))
        expect(bytesInJson(escapeMarkdown(piece))).toBeLessThanOrEqual(limit)
    }),
    { numRuns: 500 },
  )
})

test('bytes are counted as JSON counts them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0x10ffff }), codePoint => {
      const one = String.fromCodePoint(codePoint)
      expect(jsonBytes(codePoint)).toBeGreaterThanOrEqual(bytesInJson(one))
      expect(markdownBytes(codePoint)).toBeGreaterThanOrEqual(bytesInJson(escapeMarkdown(one)))
    }),
    { numRuns: 2_000 },
  )
})

test('families and flags stay together', () => {
  const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })
  const count = (one: string) => [...graphemes.segment(one)].length
  const given = '字👨‍👩‍👧‍👦🇨🇳é'.repeat(50)
  for (let limit = 50; limit < 120; limit++) {
    const pieces = split(given, limit)
    expect(pieces.reduce((sum, piece) => sum + count(piece), 0)).toBe(count(given))
  }
})

test('a cut falls behind a line, else behind a sentence, if there is one near the end', () => {
  const line = `${'字'.repeat(80)}\n`
  expect(split(line.repeat(3), 300)).toEqual([line, line, line])
  const sentence = `${'字'.repeat(80)}。`
  expect(split(sentence.repeat(3), 300)).toEqual([sentence, sentence, sentence])
  expect(split('字'.repeat(150), 300)).toEqual(['字'.repeat(100), '字'.repeat(50)])
})

test('a limit below a single character still comes to an end', () => {
  expect(split('👍👍', 2)).toEqual(['👍', '👍'])
  expect(split('', 2)).toEqual([''])
})

test('a character longer than a piece is cut all the same', () => {
  const tower = `a${'\u0301'.repeat(500)}`
  const pieces = split(tower, 100)
  expect(pieces.join('')).toBe(tower)
  expect(pieces.length).toBeGreaterThan(5)
})
