import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../../src/kernel/gram-rows.ts'
import { classifier } from '../../../src/understanding/intents/classifier.ts'
import { features, MOST_FEATURES } from '../../../src/understanding/intents/features.ts'
import { BLANK, decodeModel, encodeModel } from '../../../src/understanding/intents/model.ts'
import { train } from '../../../src/understanding/intents/train.ts'

const EXAMPLES = [
  ...['请假', '我想请假', '明天请一天假', '下周请年假'].map(text => ({ text, flow: 'leave' })),
  ...['还剩几天年假', '查余额', '我有几天假', '补休还有多少'].map(text => ({ text, flow: 'balance' })),
  ...['今天天气真好', '晚上吃什么', '把文件发我', '打印机坏了'].map(text => ({ text, flow: '~cannot' })),
]

const gramsOf = (text: string) => {
  const into = new Uint32Array(MOST_FEATURES)
  return [...into.subarray(0, features(text, into))]
}

describe('the features of a text', () => {
  it('do not tell one number from another, nor capitals from small letters, nor signs from blanks', () => {
    expect(gramsOf('请3天假')).toEqual(gramsOf('请12天假'))
    expect(gramsOf('我要 OFFER。')).toEqual(gramsOf('我要offer'))
    expect(gramsOf('请假，明天')).toEqual(gramsOf('请假 明天！'))
  })

  it('tell a question from a statement, and one order of characters from another', () => {
    expect(gramsOf('批了？')).not.toEqual(gramsOf('批了'))
    expect(gramsOf('假请')).not.toEqual(gramsOf('请假'))
  })

  it('are never more than the buffer holds, and never 0', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), text => {
        const grams = gramsOf(text)
        expect(grams.length).toBeLessThanOrEqual(MOST_FEATURES)
        expect(grams).not.toContain(0)
      }),
    )
  })
})

describe('a model', () => {
  const model = train(EXAMPLES)

  it('tells what it learned, the likeliest first, and probabilities that make one', () => {
    const classify = classifier(model)
    for (const { text, flow } of EXAMPLES) expect(classify(text)[0]?.flow).toBe(flow)
    const scores = classify('我想请一天年假')
    expect(scores[0]?.flow).toBe('leave')
    expect(scores.map(s => s.p)).toEqual(scores.map(s => s.p).sort((a, b) => b - a))
    expect(scores.reduce((sum, s) => sum + s.p, 0)).toBeGreaterThan(0.95)
  })

  it('says nothing of a text of which it knows no sign, and a blank one says nothing at all', () => {
    expect(classifier(model)('')).toEqual(classifier(model)('。'))
    expect(classifier(BLANK)('请假')).toEqual([])
  })

  it('is the same for the same examples', () => {
    expect(train(EXAMPLES)).toEqual(model)
  })

  it('comes back from its bytes as it was, wherever they stand in memory', () => {
    const bytes = encodeModel(model)
    expect(decodeModel(bytes)).toEqual(model)
    const moved = Buffer.alloc(bytes.length + 3)
    bytes.copy(moved, 3)
    expect(decodeModel(moved.subarray(3))).toEqual(model)
  })

  it('is refused where the bytes are cut, older or something else', () => {
    const bytes = encodeModel(model)
    expect(decodeModel(bytes.subarray(0, -4))).toBeNull()
    expect(decodeModel(Buffer.from('{"version":0,"classes":[],"rows":0}\n'))).toBeNull()
    expect(decodeModel(Buffer.from('no model\n'))).toBeNull()
    expect(decodeModel(Buffer.alloc(0))).toBeNull()
  })

  it('finds every gram in its table and no other', () => {
    const grams = Uint32Array.from({ length: 5000 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 0 || 1)
    const rowOf = rowsOf(grams)
    expect([...grams].every((gram, row) => rowOf(gram) === row)).toBe(true)
    expect(rowOf(3)).toBe(-1)
  })
})
