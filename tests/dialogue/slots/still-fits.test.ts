import { expect, test } from 'vitest'
import type { Slot } from '../../../src/dialogue/flow.ts'
import { type Hearing, stillFits } from '../../../src/dialogue/slots/index.ts'
import type { Value, ValueType } from '../../../src/dialogue/value.ts'

const option = (value: string) => ({
  value,
  label: value,
  words: [value],
  causes: [],
  othersCauses: [],
  sharedCauses: [],
  names: [],
  comfort: [],
  ofOthers: [],
  apart: [],
  shunnedBy: [],
})
const file = (kind: 'image' | 'pdf') => ({ id: 'f', kind, bytes: 1 })

/** After a change of the flow file: the slot as it is now, what was given before, and whether that is kept. */
test.each<[string, Partial<Slot> & { holds: ValueType }, Value, boolean]>([
  ['an option that is still there', { holds: 'choice', options: [option('a'), option('b')] }, 'b', true],
  ['an option that was taken away', { holds: 'choice', options: [option('a')] }, 'b', false],
  ['an option that is looked up', { holds: 'choice', optionsFrom: 'list', options: [] }, 'b', true],
  ['a text that became a number', { holds: 'number' }, '四', false],
  ['a number', { holds: 'number' }, 4, true],
  ['money', { holds: 'money' }, 100, true],
  ['a day that became a half-day', { holds: 'half_day' }, '2026-11-24', false],
  ['a half-day', { holds: 'half_day' }, '2026-11-24p', true],
  ['a half-day that became a day', { holds: 'date' }, '2026-11-24p', false],
  ['a day', { holds: 'date' }, '2026-11-24', true],
  ['a yes', { holds: 'yes_no' }, true, true],
  ['a text that became yes or no', { holds: 'yes_no' }, '好', false],
  ['papers of a kind still taken', { holds: 'file', accept: ['pdf'] }, [file('pdf')], true],
  ['papers of a kind no longer taken', { holds: 'file', accept: ['pdf'] }, [file('image')], false],
  ['several of several', { holds: 'multi' }, ['a'], true],
  ['one that became several', { holds: 'multi' }, 'a', false],
  ['somebody', { holds: 'person' }, { userid: 'u', name: '刘洋' }, true],
  ['a name that became somebody', { holds: 'person' }, '刘洋', false],
  ['a text', { holds: 'text' }, '家里有事', true],
  ['a choice that became own words', { holds: 'text' }, 'a', true],
  [
    'a story that became a text',
    { holds: 'text' },
    { pieces: [], length: 0, recent: [], named: false },
    false,
  ],
])('%s', (_, slot, value, kept) => {
  const hearing = { slot: { optionsFrom: null, ...slot }, frame: { got: {} } } as unknown as Hearing
  expect(stillFits(hearing, value)).toBe(kept)
})
