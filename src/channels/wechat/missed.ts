import type { Log } from '../../runtime/log.ts'
import { backoff } from '../common/backoff.ts'
import { pause, type Timer, type Timers } from '../common/timers.ts'
import type { Loaded } from './load.ts'
import type { WeChatOptions } from './options.ts'
import { inTime, PATIENCE } from './puppet.ts'
import type { Take } from './receive.ts'

export interface MissedParts extends Pick<WeChatOptions, 'onAlert'> {
  readonly timers: Timers
  readonly random: () => number
  readonly log: Log
  running(): boolean
  readonly take: Take
}

/** How often a message is asked for: about a minute. */
const TRIES = 6

/**
 * wechaty drops a message that its puppet cannot load just now, or brings it without its writer, and WeChat delivers
 * nothing twice: what the puppet has told of and nobody has read is asked for again. Brought twice it is the same message.
 */
export function missed({ timers, random, log, running, take, onAlert }: MissedParts) {
  const waiting = new Map<string, Timer>()

  async function ask(loaded: Loaded, id: string): Promise<void> {
    for (let failures = 0; failures < TRIES && running(); failures++) {
      const message = await inTime(timers, loaded.bot.Message.find({ id })).catch(() => undefined)
      if (message && (await take(loaded, message as never))) return
      await pause(timers, backoff(failures, random))
    }
    if (!running()) return
    log.error({ message: id }, 'wechat.message_lost')
    onAlert?.('wechat_failed', 'MESSAGE_LOST')
  }

  return {
    /** The puppet has told of a message. */
    told(loaded: Loaded, id: string): void {
      const due = () => {
        waiting.delete(id)
        void ask(loaded, id)
      }
      waiting.get(id)?.cancel()
      waiting.set(id, timers.after(PATIENCE, due))
    },
    /** wechaty has brought it, and it could be read. */
    came(id: string): void {
      waiting.get(id)?.cancel()
      waiting.delete(id)
    },
    stop(): void {
      for (const timer of waiting.values()) timer.cancel()
      waiting.clear()
    },
  }
}
