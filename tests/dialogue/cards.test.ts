import { describe, expect, test } from 'vitest'
import { buttonsCount } from '../../src/dialogue/state.ts'
import { Chat, type Happening } from '../dialogues/harness/chat.ts'
import { shippedLibrary } from '../dialogues/harness/library.ts'
import { ME } from '../dialogues/harness/people.ts'

const around = {
  library: shippedLibrary(),
  me: ME,
  lookup: (name: string) =>
    name === 'leave_room' ? { reason: '', annual: 10, comp: 7, checked: true, of: '', part: '' } : null,
  outcome: () => ({ state: 'failed' as const, error: '系统忙' }),
}

/** A summary with its two buttons, and the number they carry. */
function atSummary(): { chat: Chat; card: number } {
  const chat = new Chat(around, '2026-11-23T09:00')
  chat.take(chat.text('明天请一天事假，因为家里有事'))
  return { chat, card: chat.card?.card ?? 0 }
}

describe('the buttons of a summary after', () => {
  test.each<[string, (chat: Chat) => Happening[], boolean]>([
    ['nothing', () => [], true],
    ['a question that was answered', chat => [chat.text('多久能批')], true],
    ['thanks', chat => [chat.text('谢谢')], true],
    ['a picture', chat => [{ type: 'files', files: [chat.file('image', 1)] }], true],
    ['“wait”', chat => [chat.text('等一下')], true],
    ['a change of the day', chat => [chat.text('改成后天')], false],
    ['a step back', chat => [chat.text('上一步')], false],
    ['giving it up', chat => [chat.text('取消')], false],
    ['another errand', chat => [chat.text('加班登记')], false],
  ])('%s', (_, between, count) => {
    const { chat, card } = atSummary()
    for (const happening of between(chat)) chat.take(happening)
    const ran = chat.ran.length
    // The same question may have been put again, on a newer card: that one counts then.
    chat.take(chat.text('提交', count ? (chat.card?.card ?? card) : card))
    expect(chat.ran.length > ran).toBe(count)
  })
})

test('an old card says so once, and is silent the second time', () => {
  const { chat, card } = atSummary()
  chat.take(chat.text('改成后天'))
  expect(chat.take(chat.text('提交', card))?.text).toContain('那张卡片已经过期了')
  expect(chat.take(chat.text('提交', card))).toBeNull()
  expect(chat.ran).toEqual([])
})

test('a tap and the typed word are the same', () => {
  const tapped = atSummary()
  tapped.chat.take(tapped.chat.text('提交', tapped.card))
  const typed = atSummary()
  typed.chat.take(typed.chat.text('提交'))
  expect(tapped.chat.ran[0]?.with).toEqual(typed.chat.ran[0]?.with)
})

test('a card of somebody else’s number counts for nothing', () => {
  const { chat, card } = atSummary()
  expect(chat.take(chat.text('提交', card + 1))?.text).toContain('过期')
  expect(chat.ran).toEqual([])
})

test('a yes in the same breath as the change that led to the summary is no yes to it', () => {
  const { chat } = atSummary()
  chat.take(chat.text('改成后天'), chat.text('好'))
  expect(chat.ran).toEqual([])
  expect(buttonsCount(chat.state)).toBe(true)
})

test('what failed is tried again under the same key, what was changed under another', () => {
  const { chat, card } = atSummary()
  chat.take(chat.text('提交', card))
  chat.take(chat.text('再试一次'))
  chat.take(chat.text('改成后天'))
  chat.take(chat.text('提交'))
  const [first, again, changed] = chat.ran.map(r => r.key)
  expect(again).toBe(first)
  expect(changed).not.toBe(first)
})
