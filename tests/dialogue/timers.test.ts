import { describe, expect, test } from 'vitest'
import { localTime } from '../../src/kernel/clock.ts'
import { Chat, ZONE } from '../dialogues/harness/chat.ts'
import { shippedLibrary } from '../dialogues/harness/library.ts'
import { ME } from '../dialogues/harness/people.ts'

const around = {
  library: shippedLibrary(),
  me: ME,
  lookup: () => null,
  outcome: () => ({ state: 'done' as const, result: {} }),
}

/** A conversation at a moment, in the middle of a request for leave. */
function asking(at: string): Chat {
  const chat = new Chat(around, at)
  chat.take(chat.text('请事假'))
  return chat
}

/** When the conversation wants to be woken, to the minute. */
const wakes = (chat: Chat) => (chat.wakeAt === null ? null : localTime(chat.wakeAt, ZONE))

describe('the first reminder', () => {
  // Leave is reminded of after half an hour; nobody is between ten at night and eight in the morning.
  test.each([
    ['in the morning', '2026-11-23T09:00', '2026-11-23T09:30'],
    ['at noon', '2026-11-23T12:00', '2026-11-23T12:30'],
    ['just before the quiet', '2026-11-23T21:29', '2026-11-23T21:59'],
    ['that would come at ten', '2026-11-23T21:30', '2026-11-24T08:00'],
    ['that would come at half past ten', '2026-11-23T22:00', '2026-11-24T08:00'],
    ['that would come after midnight', '2026-11-23T23:50', '2026-11-24T08:00'],
    ['asked for in the night', '2026-11-24T02:00', '2026-11-24T08:00'],
    ['that would come just before eight', '2026-11-24T07:29', '2026-11-24T08:00'],
    ['that would come at eight', '2026-11-24T07:30', '2026-11-24T08:00'],
    ['over the end of a year', '2026-12-31T23:00', '2027-01-01T08:00'],
  ])('%s', (_, said, due) => {
    expect(wakes(asking(said))).toBe(due)
  })
})

test('any answer moves it on', () => {
  const chat = asking('2026-11-23T09:00')
  chat.pass(20 * 60_000)
  chat.take(chat.text('明天'))
  expect(wakes(chat)).toBe('2026-11-23T09:50')
})

test('a question between is no answer, and moves nothing', () => {
  const chat = asking('2026-11-23T09:00')
  chat.pass(20 * 60_000)
  chat.take(chat.text('帮助'))
  expect(wakes(chat)).toBe('2026-11-23T09:30')
})

test('quiet hours never move the end of a form', () => {
  const chat = asking('2026-11-23T03:00')
  chat.pass(6 * 3_600_000)
  expect(wakes(chat)).toBe('2026-11-30T03:00')
})

test('a form is reminded of twice at most, however often it is taken up and left again', () => {
  const chat = asking('2026-11-23T09:00')
  let reminded = 0
  for (let day = 0; day < 5; day++) {
    reminded += chat.pass(86_400_000).filter(Boolean).length
    chat.take(chat.text(`12月${day + 1}日`))
  }
  expect(reminded).toBe(2)
})

test('after standing still only what is still true is said', () => {
  const chat = asking('2026-11-23T09:00')
  const said = chat.stop(8 * 86_400_000)
  expect(said.map(m => m?.text)).toEqual(['上次的请假放了七天没填完，已经清掉了。要重新请就说“请假”。'])
  expect(wakes(chat)).toBeNull()
})

test('nothing open, nothing to wake for', () => {
  const chat = new Chat(around, '2026-11-23T09:00')
  chat.take(chat.text('你好'))
  expect(wakes(chat)).toBeNull()
})
