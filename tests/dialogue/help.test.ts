import { describe, expect, test } from 'vitest'
import { ROLES } from '../../src/kernel/person.ts'
import { Chat } from '../dialogues/harness/chat.ts'
import { shippedLibrary } from '../dialogues/harness/library.ts'
import { ME } from '../dialogues/harness/people.ts'
import { stubLookup } from './properties/stub.ts'

const library = shippedLibrary()
const WHO = [['staff'], ...ROLES.filter(role => role !== 'staff').map(role => ['staff', role])]

function helped(roles: readonly string[], ...taps: string[]): readonly string[] {
  const chat = new Chat(
    { library, me: { ...ME, roles }, lookup: stubLookup, outcome: () => ({ state: 'done', result: {} }) },
    '2026-11-23T09:00',
  )
  return ['帮助', ...taps].map(text => chat.take(chat.text(text))).at(-1)?.buttons ?? []
}

describe('帮助', () => {
  test.each(WHO.map(roles => ({ roles })))(
    'leads $roles to everything they may begin, with two taps',
    ({ roles }) => {
      const reached = helped(roles).flatMap(group => helped(roles, group))
      const may = [...library.flows.values()].filter(
        f => f.id !== 'menu' && f.listed.some(role => roles.includes(role)),
      )
      expect(may.length).toBeGreaterThan(30)
      expect(reached.toSorted()).toEqual(may.map(f => f.title).toSorted())
    },
  )

  test('shows no kind in which there is nothing, and what a kind holds is few enough to read', () => {
    for (const roles of WHO)
      for (const group of helped(roles)) {
        expect(helped(roles, group).length).toBeGreaterThan(0)
        expect(helped(roles, group).length).toBeLessThanOrEqual(16)
      }
  })

  test('does not take a wish for one of its kinds', () => {
    expect(helped(['staff'], '请假')).toContain('年假')
  })
})
