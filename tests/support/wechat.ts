import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { loadWechaty, openWeChat, type WeChat } from '../../src/channels/wechat/index.ts'
import type { WeChatOptions } from '../../src/channels/wechat/options.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { FakeAccount, type Friend } from '../fakes/wechat/account.ts'
import { makeFolder } from './folder.ts'
import { HandTimers } from './hand-timers.ts'
import { openTalk, type Talk, type TalkOptions } from './talk.ts'

/** The whole program with a real wechaty beside the channel that writes down, and an account behind a mock puppet. */
export interface OnWeChat {
  readonly talk: Talk
  readonly account: FakeAccount
  readonly alerts: string[]
  /** What the channel has written to its log. */
  readonly logged: object[]
  /** Where the account's session is kept. */
  readonly folder: string
  readonly timers: HandTimers
  channel(): WeChat
  /** A friend whose contact is bound to a person by the code that he got. */
  bound(who: string): Promise<Friend>
  /** Writes, and waits for what comes back. @returns the texts that came */
  say(friend: Friend, text: string): Promise<string[]>
  /** Waits until something holds; without it, until nothing has come for a while. */
  settled(holds?: () => boolean): Promise<void>
  /** Stops the program without ending anything well, and starts it anew. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Rounds of the event loop after which nothing more is expected. */
const ROUNDS = 400

export async function openOnWeChat(
  options: TalkOptions & { wechat?: Partial<WeChatOptions> } = {},
): Promise<OnWeChat> {
  const account = new FakeAccount()
  const alerts: string[] = []
  const logged: object[] = []
  const write = (about: object, name: string) => void logged.push({ name, ...about })
  const timers = new HandTimers()
  const folder = makeFolder()
  let channel: WeChat | null = null
  let loading: Promise<unknown> = Promise.resolve()
  /** Events that the program has taken from WeChat. */
  let taken = 0

  function beside(clock: Clock): WeChat {
    let begin: (loaded: Promise<unknown>) => void = () => {}
    loading = new Promise(resolve => {
      begin = resolve
    })
    const opened = openWeChat({
      load() {
        const loaded = loadWechaty({ puppet: 'mock', folder: join(folder, 'wechat') }, account.newPuppet())
        begin(loaded)
        return loaded
      },
      words: { answer: (label, say) => (label === say ? say : `${label}: ${say}`) },
      log: { info: write, warn: write, error: write },
      clock,
      timers,
      random: () => 0,
      perMinute: 1_000,
      onAlert: (code, about) => alerts.push(`${code} ${about}`),
      ...options.wechat,
    })
    channel = {
      ...opened,
      start: receive =>
        opened.start(async event => {
          await receive(event)
          taken++
        }),
    }
    return channel
  }

  const talk = await openTalk({ ...options, beside })
  const on: OnWeChat = {
    talk,
    account,
    alerts,
    logged,
    folder,
    timers,
    channel() {
      if (!channel) throw new Error('there is no channel')
      return channel
    },
    async bound(who) {
      const friend = account.friend(`wx-${who}`)
      const said = await talk.say(who, '绑定微信')
      const [code = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(said) ?? []
      await on.say(friend, code)
      return friend
    },
    async say(friend, text) {
      const [before, heard] = [friend.got.length, taken]
      friend.say(text)
      await on.settled(() => taken > heard)
      return friend.got.slice(before)
    },
    async settled(holds) {
      for (let rounds = 0; holds ? !holds() : rounds < ROUNDS; rounds++) {
        await new Promise(resolve => setImmediate(resolve))
        await talk.settled()
      }
      await talk.settled()
    },
    async restart() {
      await talk.restart()
      await begun()
    },
    async close() {
      await talk.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await begun()
  return on

  /** wechaty is loaded and its puppet runs. */
  async function begun(): Promise<void> {
    await loading
    while (!account.puppet?.state.active()) await new Promise(resolve => setImmediate(resolve))
    await on.settled()
  }
}
