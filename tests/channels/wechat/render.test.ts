import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PIECE_BYTES, render } from '../../../src/channels/wechat/render.ts'

const WORDS = {
  answer: (label: string, say: string) => (label === say ? `「${say}」` : `${label}「${say}」`),
}
const button = (label: string, say = label) => ({ label, say })

test('buttons of a card are numbered, one a line', () => {
  const message = { text: '提交吗？', buttons: [button('提交'), button('再改改')], card: 3 }
  expect(render(message, WORDS)).toEqual(['提交吗？\n1. 提交\n2. 再改改'])
})

test('where a number is an answer of its own, and where buttons stand for themselves, their words are shown', () => {
  const message = { text: '几天？', buttons: [button('不填')], card: 3, inWords: true }
  expect(render(message, WORDS)).toEqual(['几天？\n「不填」'])
  const notice = { text: '等你批', buttons: [button('同意', '同意 QJ-1')], card: null }
  expect(render(notice, WORDS)).toEqual(['等你批\n同意「同意 QJ-1」'])
})

test('whatever is said, no piece is longer than the platform takes, and nothing of it is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 4_000 }), text => {
      const pieces = render({ text, buttons: [], card: null }, WORDS)
      for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(PIECE_BYTES)
      const bare = (words: string) => words.replaceAll(/\s/gu, '')
      expect(bare(pieces.join(''))).toBe(bare(text.toWellFormed()))
    }),
    { numRuns: 200 },
  )
})
