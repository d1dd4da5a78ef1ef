import { describe, expect, test } from 'vitest'
import { routed, routeOf } from '../../src/risk/route.ts'
import { normalize } from '../../src/understanding/normalize.ts'
import { shippedAssess } from './shipped-assess.ts'

const assess = (text: string) => shippedAssess()(normalize(text))

describe('who hears of a text', () => {
  test.each([
    ['我真的不想活了', 'duty', 'danger to life'],
    ['查出来是肝癌，下周做手术，想请长假', 'hr', 'illness'],
    ['科长当众骂我是废物，同事也孤立我', 'hr', 'bullying: he tells of what was done to him'],
    ['我要举报我们局长贪污公款，证据我都有', 'discipline', 'a report never goes to HR'],
    ['采购吃回扣，往哪里举报', 'discipline', 'a question about a report neither'],
    ['有人写匿名信诬告我收礼，查清楚了没人给我澄清', 'hr', 'he is the one accused, which is no report'],
    ['领导又画大饼，习惯了', 'none', 'venting about a superior is no report'],
    ['请问年休假怎么申请', 'none', 'business'],
  ])('“%s” → %s: %s', (text, route) => {
    expect(routeOf(assess(text))).toBe(route)
  })
})

test('a mixed message is split: its danger goes to the duty contact, its report does not', () => {
  const text = '我真的不想活了。我要举报科长挪用公款，账本在我手上。'
  const parts = routed(assess(text)).map(({ span, to }) => ({ to, said: normalize(text).slice(...span) }))
  expect(parts.filter(p => p.to === 'duty').map(p => p.said)).toContainEqual(
    expect.stringContaining('不想活'),
  )
  expect(parts.filter(p => p.to === 'discipline').map(p => p.said)).toContainEqual(
    expect.stringContaining('举报'),
  )
  expect(parts.filter(p => p.to === 'duty').every(p => !p.said.includes('举报'))).toBe(true)
})

test('what stands beside a report is not handed to HR unless it is surely something else', () => {
  const parts = routed(assess('站长套取经费，发票都是假的。我手上有证据，有点害怕。'))
  expect(parts.map(p => p.to)).not.toContain('hr')
})
