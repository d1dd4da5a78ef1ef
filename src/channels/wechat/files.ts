import { Fault } from '../../kernel/faults.ts'
import { backoff } from '../common/backoff.ts'
import { pause, type Timers } from '../common/timers.ts'
import { inTime } from './puppet.ts'
import type { Session } from './session.ts'

/** Larger ones are refused: they would stand in memory whole. */
const LARGEST_FILE = 25_000_000

/** A phone may still be loading what it has told of: so often a file is asked for. */
const TRIES = 3

/** The bytes of a file that a message brought. @throws Fault PLATFORM_REFUSED */
export function fileFetcher(
  session: Session,
  timers: Timers,
  random: () => number,
): (ref: string) => Promise<Uint8Array> {
  return async id => {
    const box = await boxOf(id)
    if (box.size > LARGEST_FILE) throw refused('TOO_LARGE')
    const bytes = await inTime(timers, box.toBuffer()).catch(() => {
      throw refused('PUPPET_FAILED')
    })
    if (bytes.length > LARGEST_FILE) throw refused('TOO_LARGE')
    return bytes
  }

  async function boxOf(id: string) {
    for (let failures = 0; failures < TRIES; failures++) {
      if (failures > 0) await pause(timers, backoff(failures, random))
      const bot = session.online()
      if (!bot) throw refused('LOGGED_OUT')
      const message = await inTime(timers, bot.Message.find({ id })).catch(() => undefined)
      const box = message && (await inTime(timers, message.toFileBox()).catch(() => undefined))
      if (box) return box
    }
    throw refused('PUPPET_FAILED')
  }
}

function refused(reason: string): Fault {
  return new Fault('PLATFORM_REFUSED', {
    details: [{ where: 'file', rule: 'problem', values: { value: reason } }],
  })
}
