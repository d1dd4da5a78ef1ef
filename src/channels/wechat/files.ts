import { Fault } from '../../kernel/faults.ts'
import type { Session } from './session.ts'

/** Larger ones are refused: they would stand in memory whole. */
const LARGEST_FILE = 25_000_000

/** The bytes of a file that a message brought. @throws Fault PLATFORM_REFUSED */
export function fileFetcher(session: Session): (ref: string) => Promise<Uint8Array> {
  return async id => {
    const bot = session.online()
    if (!bot) throw refused('LOGGED_OUT')
    const message = await bot.Message.find({ id }).catch(() => undefined)
    if (!message) throw refused('NO_SUCH_MESSAGE')
    const box = await message.toFileBox().catch(() => {
      throw refused('PUPPET_FAILED')
    })
    if (box.size > LARGEST_FILE) throw refused('TOO_LARGE')
    const bytes = await box.toBuffer().catch(() => {
      throw refused('PUPPET_FAILED')
    })
    if (bytes.length > LARGEST_FILE) throw refused('TOO_LARGE')
    return bytes
  }
}

function refused(reason: string): Fault {
  return new Fault('PLATFORM_REFUSED', {
    details: [{ where: 'file', rule: 'problem', values: { value: reason } }],
  })
}
