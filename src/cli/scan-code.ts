import { createRequire } from 'node:module'
import type { Context } from './command.ts'

/**
 * Shows the code that logs the account on WeChat in, in the terminal: never as a link to somebody's website, for
 * whoever has the code can log in. Without a terminal it is for the console alone, and no log keeps it.
 */
export async function showCode(
  { texts, out }: Pick<Context, 'texts' | 'out'>,
  code: string,
  isTerminal = process.stdout.isTTY,
): Promise<void> {
  const drawn = isTerminal ? await draw(code) : null
  out(drawn === null ? texts.say('wechat.scan_elsewhere') : `${drawn}\n${texts.say('wechat.scan')}`)
}

/** With the library that wechaty's own files bring; null where there is none. */
async function draw(code: string): Promise<string | null> {
  try {
    const ofWechaty = createRequire(createRequire(import.meta.url).resolve('file-box'))
    const drawer = ofWechaty('qrcode') as { toString(text: string, about: object): Promise<string> }
    return await drawer.toString(code, { type: 'terminal', small: true })
  } catch {
    return null
  }
}
