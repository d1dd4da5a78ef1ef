import { expect, test } from 'vitest'
import { Chat } from '../dialogues/harness/chat.ts'
import { shippedLibrary } from '../dialogues/harness/library.ts'
import { ME } from '../dialogues/harness/people.ts'
import { stubLookup } from './properties/stub.ts'

function talking(): { chat: Chat; say(...texts: string[]): string } {
  const chat = new Chat(
    {
      library: shippedLibrary(),
      me: ME,
      lookup: name => (name === 'leave_room' ? null : stubLookup(name)),
      outcome: () => ({ state: 'done', result: {} }),
    },
    '2026-11-23T09:00',
  )
  return { chat, say: (...texts) => texts.map(text => chat.take(chat.text(text))?.text ?? '').at(-1) ?? '' }
}

/** Ids of what is held by open forms and by those put away. */
const held = ({ chat }: { chat: Chat }) =>
  (
    JSON.stringify([...chat.state.stack, ...chat.state.drafts]).match(/"frame[\d.]+\/\d+"|"file\d+"/gu) ?? []
  ).map(id => id.slice(1, -1))

/** Puts the open story away for later. */
function setAside(talk: ReturnType<typeof talking>): void {
  talk.chat.pass(86_400_000)
  expect(talk.say('先放着')).toContain('7天内都在')
}

test('a story put away is still there when another was told and put away after it', () => {
  const talk = talking()
  talk.say('心里话', '第一段话说的是工作')
  setAside(talk)
  talk.say('心里话', '第二次说的是家里')
  setAside(talk)
  const kept = talk.chat.kept.map(k => k.id)
  expect(held(talk)).toEqual(expect.arrayContaining(kept))
  expect(talk.chat.forgotten).toEqual([])
  talk.say('恢复')
  expect(talk.chat.state.stack.map(f => JSON.stringify(f.slots)).join()).toContain(kept[1])
})

test('a draft that gives way to a newer one of its kind leaves nothing behind', () => {
  const talk = talking()
  const { chat } = talk
  for (const day of ['明天到后天', '下周四到下周五']) {
    talk.say('请病假', day)
    chat.take({ type: 'files', files: [chat.file('image', 1_000)] })
    talk.say('取消')
  }
  expect(chat.state.drafts).toHaveLength(1)
  const [first, second] = ['file', 'file'].map((_, i) => [...chat.forgotten, ...held(talk)][i])
  expect(chat.forgotten).toEqual([first])
  expect(held(talk)).toEqual([second])
  expect(first).not.toBe(second)
})

test('whatever is told and put away is deleted in the end', () => {
  const talk = talking()
  const { chat } = talk
  for (let i = 0; i < 6; i++) {
    talk.say('心里话', `第${i}次说的话`)
    setAside(talk)
  }
  chat.pass(60 * 86_400_000)
  expect(chat.kept).toHaveLength(6)
  expect([...chat.forgotten].sort()).toEqual(chat.kept.map(k => k.id).sort())
})
