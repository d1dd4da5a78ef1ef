import type { FastifyInstance } from 'fastify'
import type { Problem } from '../dialogue/problem.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../runtime/log.ts'
import type { Route, Services } from '../runtime/route.ts'
import type { SystemTexts } from '../runtime/system-texts.ts'
import type { Tally } from '../runtime/tally.ts'
import type { Cost } from './passphrase.ts'

/** What the server stands on; `cli start` and the tests put it together from the program. */
export interface House {
  readonly services: Services
  /** What the care areas list. */
  readonly routes: readonly Route[]
  /** Servers inside the server, such as the chat of the trial mode: each guards itself. */
  readonly mounts: readonly ((app: FastifyInstance) => Promise<void>)[]
  /** Folder of the built pages; null = there are none, the API alone is served. */
  readonly pages: string | null
  readonly log: Log
  readonly clock: Clock
  readonly live: boolean
  readonly version: string
  /** Where people reach the console from outside, if that is known. */
  readonly publicUrl: string | undefined
  /** What the first administrator must know, printed at the start; null = nobody is asked (trial mode). */
  readonly setupCode: string | null
  readonly limits: Limits
  /** What a passphrase costs to check. */
  readonly cost: Cost
  readonly flows: Flows
  readonly counts: Counts
  /** How the log-in on WeChat stands; null where WeChat is not configured. */
  wechat(): LogIn | null
  texts(): SystemTexts
  /** Reads the roster anew, after a change of it. */
  refresh(): Promise<void>
  /** Whether messages are taken in. */
  ready(): boolean
}

/** An account of a platform that is logged in by its owner's phone. */
export interface LogIn {
  readonly state: 'stopped' | 'starting' | 'scan' | 'online' | 'offline' | 'failed'
  /** ms UTC. */
  readonly since: number
  /** What the phone must scan, while it must: whoever scans it logs the bot in. */
  readonly code: string | null
}

/** Most requests within `window` ms: of one address, of one person, and attempts to sign in. */
export interface Limits {
  readonly window: number
  readonly requests: number
  readonly person: number
  readonly signIns: number
}

export const LIMITS: Limits = { window: 60_000, requests: 1_200, person: 300, signIns: 20 }

/** The conversations that are loaded. */
export interface Flows {
  list(): { id: string; title: string; hash: string }[]
  /** All files anew, or none. @returns what is wrong with them */
  reload(): Problem[]
}

/** Since the start of this process. */
export interface Counts {
  readonly startedAt: number
  /** Texts heard, of whatever flow. */
  texts(): number
  /** Messages handed to a channel, tries included. */
  sends(): number
  /** How turns and sends ended. */
  readonly tally: Tally
  /** What the channels say of themselves, by name: `dingtalk_connected`. */
  channels(): Readonly<Record<string, number>>
}
