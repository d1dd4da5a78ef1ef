import { expect, test } from 'vitest'
import { byNumber } from '../../../src/dialogue/slots/choice.ts'
import { normalize } from '../../../src/understanding/normalize.ts'

const OPTIONS = ['提交', '再改改', '先不办']
const chosen = (text: string) => byNumber(normalize(text), OPTIONS)

test.each([
  '2',
  '２',
  '2.',
  '2、',
  '二',
  '两',
  '第二个',
  '选2',
  '选第二个',
  '2号',
  '回2',
  '回复2',
  '发“2”',
  '2吧',
  '就2',
  '那就2吧',
  '2️⃣',
])('“%s” is the second of what can be chosen', text => {
  expect(chosen(text)).toBe('再改改')
})

test.each(['4', '0', '22', '2天', '回2天', '2点', '12月2日', '两个人', '吧'])(
  '“%s” is no number of a choice',
  text => {
    expect(chosen(text)).toBeUndefined()
  },
)
