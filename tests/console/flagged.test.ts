import { expect, test } from 'vitest'
import { flaggedIn } from '../../src/console/cases/flagged.ts'

const FLAG = {
  text: '不想活了',
  level: 'crisis',
  version: '1',
  reasons: [
    { rule: 'a', why: '说到不想活、想死', quote: '不想活' },
    { rule: 'b', why: '说到不想活、想死', quote: '活了' },
  ],
}

test('a flagged sentence is shown as it was said, with level, reasons in words alone, and the version of the set', () => {
  expect(flaggedIn(JSON.stringify(FLAG))).toEqual({
    text: '不想活了',
    about: ['有生命危险', '说到不想活、想死', '规则集1'],
  })
})

test('a flag without reasons is shown all the same', () => {
  expect(flaggedIn('{"text":"救命"}')).toEqual({ text: '救命', about: [] })
})

test.each(['不想活了', '{"a":1}', '5', 'null', '{broken'])('%s is no flag, and stands as it is', text => {
  expect(flaggedIn(text)).toBeNull()
})
