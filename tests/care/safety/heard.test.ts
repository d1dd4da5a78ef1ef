import { expect, test } from 'vitest'
import { type Heard, newsOf, remembered } from '../../../src/care/safety/heard.ts'
import type { Whom } from '../../../src/care/safety/whom.ts'

const HOUR = 3_600_000
const whom = (keys: string[], more: Partial<Whom> = {}): Whom => ({
  keys,
  group: 'other',
  sex: '',
  unsure: false,
  another: false,
  ...more,
})

/** What is news when these were heard one after the other, a minute apart. */
function news(...whoms: (Whom & { level?: 'crisis' })[]): (string | null)[] {
  let heard: Heard[] = []
  return whoms.map((one, i) => {
    const level = one.level ?? 'high'
    const found = newsOf(one, level, heard, i * 60_000)
    if (found.news) heard = remembered(one, level, found.known, heard, i * 60_000)
    return found.news
  })
}

test.each([
  ['the same person twice', [whom(['self']), whom(['self'])], ['new', null]],
  ['somebody else, then oneself', [whom(['mother']), whom(['self'])], ['new', 'new']],
  ['oneself, then somebody else', [whom(['self']), whom(['colleague'])], ['new', 'new']],
  ['two others', [whom(['mother']), whom(['colleague'])], ['new', 'new']],
  ['one of two colleagues by name', [whom(['colleague']), whom(['colleague', 'named:小王'])], ['new', 'new']],
  ['the colleague named before', [whom(['colleague', 'named:小王']), whom(['colleague'])], ['new', null]],
  ['a further colleague', [whom(['colleague']), whom(['colleague'], { another: true })], ['new', 'new']],
  ['“他” after one other', [whom(['colleague']), whom([], { sex: '男' })], ['new', null]],
  ['“他” after a mother', [whom(['mother'], { sex: '女' }), whom([], { sex: '男' })], ['new', 'new']],
  ['“他” after oneself', [whom(['self']), whom([])], ['new', 'new']],
  ['“他” after two others', [whom(['mother']), whom(['colleague']), whom([])], ['new', 'new', 'new']],
  ['not sure who', [whom(['mother']), whom(['self', 'mother'], { unsure: true })], ['new', 'new']],
  [
    'not sure who, and sure then',
    [whom(['self', 'wife'], { unsure: true }), whom(['self']), whom(['wife'])],
    ['new', 'new', 'new'],
  ],
  ['graver', [whom(['self']), { ...whom(['self']), level: 'crisis' as const }], ['new', 'again']],
])('%s', (_name, whoms, expected) => {
  expect(news(...whoms)).toEqual(expected)
})

test('graver of one is not graver of the other', () => {
  const mother: Heard = { keys: ['mother'], sex: '女', unsure: false, level: 'crisis', at: 0 }
  const self: Heard = { keys: ['self'], sex: '', unsure: false, level: 'high', at: 0 }
  expect(newsOf(whom(['self']), 'crisis', [mother, self], 1).news).toBe('again')
  expect(newsOf(whom(['mother']), 'crisis', [mother, self], 1).news).toBeNull()
})

test('after an hour it is said again', () => {
  const self: Heard = { keys: ['self'], sex: '', unsure: false, level: 'crisis', at: 0 }
  expect(newsOf(whom(['self']), 'high', [self], HOUR + 1).news).toBe('again')
  expect(remembered(whom(['self']), 'high', self, [self], HOUR + 1)).toEqual([{ ...self, at: HOUR + 1 }])
})
