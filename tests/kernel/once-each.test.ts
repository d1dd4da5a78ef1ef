import { expect, test } from 'vitest'
import { onceEach } from '../../src/kernel/once-each.ts'

test('what is made of a thing is made once, also where it is nothing, and anew of another', () => {
  const asked: string[] = []
  const firstOf = onceEach((words: readonly string[]): string | undefined => {
    asked.push(words.join(' '))
    return words[0]
  })
  const [none, some] = [[], ['a', 'b']]
  expect([none, some, none, some, ['a', 'b']].map(words => firstOf(words))).toEqual([
    undefined,
    'a',
    undefined,
    'a',
    'a',
  ])
  expect(asked).toEqual(['', 'a b', 'a b'])
})
