import { afterAll, beforeAll, expect, test } from 'vitest'
import { render } from '../../../src/channels/wechat/render.ts'
import type { Message } from '../../../src/kernel/channel.ts'
import { caseFiles } from '../../dialogues/harness/case-file.ts'
import { shippedLibrary } from '../../dialogues/harness/library.ts'
import { casesOnWeChat, ON_WECHAT, tapping } from '../../dialogues/harness/on-wechat.ts'
import { play } from '../../dialogues/harness/play.ts'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

let on: OnWeChat
beforeAll(async () => {
  // Time goes on by itself, so that the pace of a human keeps nothing waiting.
  let now = 0
  on = await openOnWeChat({ wechat: { clock: { now: () => (now += 60_000) } } })
  on.account.login()
  await on.settled()
})
afterAll(() => on.close())

const WORDS = { answer: (label: string, say: string) => (label === say ? say : `${label}: ${say}`) }

/** What the bot says, and what people type, in one golden transcript of every file. */
function transcripts(): { said: Message[]; typed: string[] } {
  const said: Message[] = []
  const typed: string[] = []
  for (const file of caseFiles()) {
    const [one] = tapping(casesOnWeChat(file))
    if (!one) continue
    const watch = {
      before() {},
      after(chat: {
        last: {
          message: { text: string; buttons: readonly string[]; card: number | null; inWords?: true } | null
        } | null
      }) {
        const message = chat.last?.message
        if (message) said.push({ ...message, buttons: message.buttons.map(label => ({ label, say: label })) })
      },
    }
    play(one, shippedLibrary(), watch as never, {
      ...ON_WECHAT,
      type(at, message) {
        const text = ON_WECHAT.type(at, message)
        typed.push(text)
        return text
      },
    })
  }
  return { said, typed }
}

test('every message of the golden transcripts arrives through wechaty as it is rendered, whole and numbered', async () => {
  const { said, typed } = transcripts()
  expect(said.length).toBeGreaterThan(150)
  expect(typed.length).toBeGreaterThan(50)
  const friend = on.account.friend('wx-reader')
  const channel = on.channel()
  for (const [n, message] of said.entries()) {
    const outcomes = await channel.send(message, [{ key: `k${n}`, contact: friend.id, reply: null }])
    expect(outcomes).toEqual([{ state: 'sent' }])
  }
  expect(friend.got).toEqual(said.flatMap(message => render(message, WORDS)))
  const withButtons = said.filter(({ buttons, inWords }) => buttons.length > 1 && !inWords)
  expect(withButtons.length).toBeGreaterThan(50)
  for (const message of withButtons) {
    const text = render(message, WORDS).join('\n')
    for (const [at, { label }] of message.buttons.entries()) expect(text).toContain(`${at + 1}. ${label}`)
  }
})
