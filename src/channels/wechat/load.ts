import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Wechaty } from 'wechaty'
import { Fault } from '../../kernel/faults.ts'

/** wechaty's bot, and the names of what its numbers mean. */
export interface Loaded {
  readonly bot: Wechaty
  /** Somebody was logged in when it last ran, as far as its file knows. */
  readonly saved: boolean
  /** Name of a message's type: `Text`, `Image` … */
  typeOf(type: number): string
}

export interface LoadOptions {
  /** An npm package, for example `wechaty-puppet-service`. */
  readonly puppet: string
  readonly token?: string | undefined
  /** A folder of the data folder: what keeps the account logged in over a restart. */
  readonly folder: string
}

/** The file that wechaty keeps of a session, by its own naming. */
export const SESSION_FILE = 'session.memory-card.json'
/** What stands in it before the first log-in. */
const NOBODY = '{}'

/**
 * Imports wechaty, which nobody else pays for: 0.6 s and 100 MB. Its own log holds what people write, so it is
 * switched off before the puppet is there.
 * @param given a puppet that is there already
 * @throws Fault WECHATY_MISSING
 */
export async function loadWechaty(options: LoadOptions, given?: object): Promise<Loaded> {
  const { WechatyBuilder, log, types } = await import('wechaty').catch(() => {
    throw new Fault('WECHATY_MISSING')
  })
  log.level('silent')
  const name = sessionIn(options.folder)
  const saved = readFileSync(name, 'utf8').trim() !== NOBODY
  const { puppet, token } = options
  // The list of official puppets in wechaty's types is no limit of wechaty.
  const about = given
    ? { name, puppet: given }
    : { name, puppet, puppetOptions: token === undefined ? {} : { token } }
  const bot = WechatyBuilder.build(about as Parameters<typeof WechatyBuilder.build>[0])
  return { bot, saved, typeOf: type => types.Message[type] ?? '' }
}

/** The session logs in without a password: its file can be read by this program's user alone. */
function sessionIn(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, SESSION_FILE)
  if (existsSync(file)) chmodSync(file, 0o600)
  else writeFileSync(file, NOBODY, { mode: 0o600 })
  return file
}
