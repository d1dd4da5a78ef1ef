import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeFold } from '../../src/risk/fold.ts'
import { makeRespelled } from '../../src/risk/respell.ts'
import { normalize } from '../../src/understanding/normalize.ts'
import { shippedRules } from './shipped-assess.ts'

const rules = shippedRules()
const fold = makeRespelled(rules, makeFold(rules.characters))
const folded = (text: string) => fold(normalize(text)).text

test.each([
  ['我想自鲨', '我想自杀', 'sounds alike'],
  ['紫砂吧，都别拦我', '自杀吧,都别拦我', 'sounds alike'],
  ['买了一把紫砂壶', '买了一把紫砂壶', 'the teapot is a teapot'],
  ['真的4了算了', '真的死了算了', 'a figure that sounds alike'],
  ['一共4了', '一共4了', 'a figure'],
  ['唔想做人', '不想做人', 'Cantonese'],
  ['我想自*杀', '我想自杀', 'a sign put between'],
  ['不 想 活 了', '不想活了', 'blanks put between'],
  ['吃饭 开会 写材料', '吃饭 开会 写材料', 'blanks between words stay'],
  ['3.5天', '3.5天', 'a number stays'],
  ['活着没意撕', '活着没意思', 'a slip of the sound'],
  ['活者没一思', '活着没意思', 'two slips in a long word'],
  ['活着mei意思', '活着没意思', 'a character in letters'],
  ['huo zhe mei yisi', '活着没意思', 'all in letters, some apart'],
  ['不想huo了', '不想活了', 'a character in letters'],
  ['看电影或者没意思', '看电影或者没意思', '或者 is a word of its own'],
  ['今天不想火锅', '今天不想火锅', 'a short word is not taken for another'],
  ['没一丝云', '没一丝云', 'two slips are too many for a short word'],
  ['wosishaoye', 'wosishaoye', 'letters within a longer word'],
  ['自\u200b殺', '自杀', 'invisible signs, traditional'],
])('“%s” is read as “%s”: %s', (text, read) => {
  expect(folded(text)).toBe(read)
})

test('every place of the folded text is a place of the text as it was given, in order', () => {
  const text = fc.string({ unit: fc.constantFrom('自', '杀', ' ', '*', '冇', 'A', '死', ',') })
  fc.assert(
    fc.property(text, plain => {
      const { text: read, at } = fold(plain)
      const places = Array.from(read, (_, n) => at?.[n] ?? n)
      expect(places.every((place, n) => place < plain.length && place >= (places[n - 1] ?? -1))).toBe(true)
    }),
  )
})
