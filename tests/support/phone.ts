import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { loadWechaty, openWeChat } from '../../src/channels/wechat/index.ts'
import type { ChoiceWords } from '../../src/channels/wechat/render.ts'
import type { Inbound, Message } from '../../src/kernel/channel.ts'
import { FakeAccount, type Friend } from '../fakes/wechat/account.ts'
import { makeFolder } from './folder.ts'
import { HandTimers, SILENT } from './hand-timers.ts'

/** Somebody's phone: what is done on it goes through a real wechaty with its mock puppet, and what is said to him too. */
export interface Phone {
  /** Does something on it. @returns what the program hears of it: so many events */
  does(act: (friend: Friend, account: FakeAccount) => void, events?: number): Promise<Inbound[]>
  /** Has a message sent to it. @returns the texts that stand there */
  shows(message: Message): Promise<string[]>
  close(): Promise<void>
}

/** @param words how a choice is written out that has no number */
export async function openPhone(words: ChoiceWords): Promise<Phone> {
  const account = new FakeAccount()
  const folder = makeFolder()
  let heard: Inbound[] = []
  let sent = 0
  // Time goes on by itself, so that the pace of a human keeps nothing waiting.
  let now = 0
  const channel = openWeChat({
    load: () => loadWechaty({ puppet: 'mock', folder: join(folder, 'wechat') }, account.newPuppet()),
    words,
    log: SILENT,
    clock: { now: () => (now += 60_000) },
    timers: new HandTimers(),
    random: () => 0,
  })
  await channel.start(async event => void heard.push(event))
  await until(() => account.puppet?.state.active() === true)
  account.login()
  await until(() => channel.status().state === 'online')
  const friend = account.friend('wx-reader')

  return {
    async does(act, events = 1) {
      heard = []
      act(friend, account)
      await until(() => heard.length >= events)
      return heard
    },
    async shows(message) {
      const before = friend.got.length
      const to = { key: `message${++sent}`, contact: friend.id, reply: null }
      const [outcome] = await channel.send(message, [to])
      if (outcome?.state !== 'sent') throw new Error(`not sent: ${JSON.stringify(outcome)}`)
      return friend.got.slice(before)
    },
    async close() {
      await channel.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setImmediate(resolve))
}
