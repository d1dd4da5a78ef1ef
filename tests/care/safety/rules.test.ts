import { expect, test } from 'vitest'
import { flaggedPart } from '../../../src/care/safety/rules.ts'

const isSign = (sentence: string) => /没意思|沒意思|不想活/.test(sentence)

test.each([
  ['今天開會很累。活着沒意思！晚上吃了面', '活着沒意思！'],
  ['不想活了', '不想活了'],
  ['真的不想活了……\n\n老王说没意思；别的没有', '真的不想活了……\n\n老王说没意思；'],
  ['药在手边。遗书也写了。', '药在手边。遗书也写了。'],
])('of “%s” the readers get “%s”', (text, part) => {
  expect(flaggedPart(text, isSign)).toBe(part)
})
