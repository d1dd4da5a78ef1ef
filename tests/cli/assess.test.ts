import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { assessed } from '../../src/cli/assess.ts'
import { HOME } from '../../src/data.ts'
import { systemTexts } from '../../src/main.ts'
import { makeAssess } from '../../src/risk/assess.ts'
import { makeMarkings } from '../../src/risk/secrecy.ts'

const policy = (name: string) => parse(readFileSync(join(HOME, 'flows', 'policy', `${name}.yaml`), 'utf8'))
const ears = {
  assess: makeAssess(policy('risk')),
  markingIn: makeMarkings(policy('secrecy')),
  texts: systemTexts(join(HOME, 'flows')).texts,
}

interface Assessed {
  level: string
  category: string
  urgent: boolean
  ask: boolean
  route: string
  routes: { span: [number, number]; to: string }[]
  reasons: { rule: string; quote: string; why: string }[]
}
const assess = (text: string) => assessed(ears, JSON.stringify({ text })) as Assessed

describe('a line is assessed by everything that every text is heard by', () => {
  test.each([
    ['着急的', '我真的不想活了', { level: 'high', category: 'self_harm', ask: true, route: 'duty' }],
    ['马上有危险的', '我现在在楼顶，跳下去就解脱了', { level: 'crisis', ask: false, route: 'duty' }],
    ['说别人的', '小李跟我说他不想活了', { level: 'high', route: 'duty' }],
    ['一个弱的苗头', '我就是个累赘', { level: 'medium', category: 'self_harm', ask: true, urgent: false }],
    ['平常话', '今天累死了', { level: 'none', category: 'venting', ask: false, route: 'none', reasons: [] }],
    ['涉密的', '【机密】会议纪要', { level: 'none', category: 'business', urgent: false, route: 'none' }],
  ])('%s', (_, text, wanted) => {
    expect(assess(text)).toMatchObject(wanted)
  })

  test('a marking of secrecy is named and goes to nobody, also beside danger to life', () => {
    const { level, routes, reasons } = assess('【机密】文件里写的，我真的不想活了')
    expect(level).toBe('high')
    expect(routes.map(r => r.to).sort()).toEqual(['duty', 'none'])
    expect(reasons.map(r => r.rule)).toContain('secrecy')
  })
})

test('places are those of the text as it was given, whatever normalising does to it', () => {
  const text = '  ①\u200b我真的不\u200b想活了，後事都安排好了'
  const { routes, reasons } = assess(text)
  expect(reasons.length).toBeGreaterThan(0)
  for (const [n, { quote }] of reasons.entries())
    expect(text.slice(...(routes[n]?.span ?? [0, 0]))).toBe(quote)
  expect(reasons.map(r => r.quote)).toContainEqual(expect.stringMatching(/不\u200b?想活/))
})

test('no text throws, and no place lies outside it', () => {
  const marked = fc.constantFrom('不想活了', '【绝密】', '①', '\u200b', '後', '遗书', '，', 'ａ')
  fc.assert(
    fc.property(fc.array(fc.oneof(marked, fc.string({ unit: 'binary', maxLength: 5 }))), parts => {
      const text = parts.join('')
      for (const { span } of assess(text).routes) {
        expect(span[0]).toBeGreaterThanOrEqual(0)
        expect(span[1]).toBeGreaterThan(span[0])
        expect(span[1]).toBeLessThanOrEqual(text.length)
      }
    }),
    { numRuns: 150 },
  )
})
