import type { impls } from 'wechaty'
import type { Inbound } from '../../kernel/channel.ts'
import { WECHAT } from '../../kernel/channel.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../runtime/log.ts'
import { pause, type Timers } from '../common/timers.ts'
import type { Loaded } from './load.ts'
import { accountOf } from './receive.ts'

type Friendship = InstanceType<typeof impls.FriendshipImpl>

export interface FriendParts {
  readonly rule: 'everybody' | 'nobody'
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  readonly log: Log
  hand(event: Inbound): Promise<void>
  running(): boolean
}

/** More than this a day WeChat takes for a machine. */
const MOST_A_DAY = 30
const DAY = 86_400_000
/** As long as a human takes to see the request, ms. */
const LOOK = 4_000
const SPREAD = 8_000

/**
 * Accepts whoever asks to be a friend, by the rule and no more than so many a day; the others wait in the account's
 * own app. The words of the request are what he says first: they may be his code.
 */
export function friends(parts: FriendParts): (loaded: Loaded, friendship: Friendship) => Promise<void> {
  const { rule, clock, timers, random, log } = parts
  let accepted: number[] = []

  return async ({ bot }, friendship) => {
    if (friendship.type() !== bot.Friendship.Type.Receive) return
    const now = clock.now()
    accepted = accepted.filter(at => now - at < DAY)
    if (rule === 'nobody' || accepted.length >= MOST_A_DAY) {
      log.info({ rule, today: accepted.length }, 'wechat.friend_waits')
      return
    }
    accepted.push(now)
    await pause(timers, LOOK + random() * SPREAD)
    if (!parts.running()) return
    try {
      await friendship.accept()
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'wechat.friend_not_accepted')
      return
    }
    const text = friendship.hello().trim()
    await parts.hand({
      id: `${WECHAT}:${accountOf(bot)}:friend:${friendship.id}`,
      channel: WECHAT,
      contact: friendship.contact().id,
      at: clock.now(),
      reply: null,
      said: text === '' ? { type: 'joined' } : { type: 'text', text },
    })
  }
}
