import type { App } from './app.ts'
import { appOf } from './app.ts'
import type { Department, PersonSpec } from './people.ts'
import { SAMPLE_DEPARTMENTS, SAMPLE_PEOPLE } from './people.ts'
import type { Limits } from './quota.ts'

/**
 * When an unacked push comes again. The documents say events only; the field saw 3, 16 and 60 seconds for
 * messages too, so the number is the test's to choose.
 */
export interface Redelivery {
  /** 0 = never. Events answered with LATER come again all the same. */
  everyMs: number
  /** How many deliveries at most, the first one included. */
  deliveries: number
  /** A redelivery has a new `headers.messageId`; `same` repeats the old one, `mixed` draws lots. */
  messageId: 'new' | 'same' | 'mixed'
}

export interface FakeOptions {
  host?: string
  /** 0, the default, takes any free port. */
  port?: number
  /** One app, or several; the first is the one that `say` talks to. */
  apps?: Partial<App>[]
  people?: PersonSpec[]
  departments?: Department[]
  seed?: number
  /** Where the fake's clock starts from: the wall clock unless a test brings its own. */
  now?: () => number
  /**
   * 60 = what takes a minute at DingTalk (redelivery, mute, pings) takes a second here. 0 = the fake's time
   * moves by `clock.advance` only.
   */
  speed?: number
  /** XML without an Accept header, exact acks, content types: on unless a test turns it off. */
  strict?: boolean
  redelivery?: Partial<Redelivery>
  /** SYSTEM pings; 0, the default, sends none but those a test asks for. */
  pingEveryMs?: number
  /** Which greetings a new connection gets. Real gateways often send none, so nobody may wait for them. */
  greeting?: 'none' | 'connected' | 'registered'
  /** After so long a connection is sent `disconnect`, as DingTalk does for load balancing; 0 = never. */
  connectionTtlMs?: number
  disconnectMuteMs?: number
  ackLimitMs?: number
  cardAckLimitMs?: number
  webhookTtlMs?: number
  ticketTtlMs?: number
  tokenTtlMs?: number
  downloadCodeTtlMs?: number
  /** Whether an ack that comes over another connection than its push is taken (it is a violation anyway). */
  foreignAcks?: boolean
  /** Card templates that exist; left out = every `….schema` does. */
  cardTemplates?: string[]
  quota?: Partial<Limits>
}

export type Settings = Omit<Required<FakeOptions>, 'redelivery' | 'quota' | 'apps' | 'cardTemplates'> & {
  apps: App[]
  redelivery: Redelivery
  quota: Limits
  cardTemplates: string[] | undefined
}

const MINUTE = 60_000

export function settingsOf(given: FakeOptions): Settings {
  return {
    host: '127.0.0.1',
    port: 0,
    people: SAMPLE_PEOPLE,
    departments: SAMPLE_DEPARTMENTS,
    seed: 1,
    now: Date.now,
    speed: 1,
    strict: true,
    pingEveryMs: 0,
    greeting: 'none',
    connectionTtlMs: 0,
    disconnectMuteMs: 10_000,
    ackLimitMs: 3_000,
    cardAckLimitMs: 2_000,
    webhookTtlMs: 90 * MINUTE,
    ticketTtlMs: 90_000,
    tokenTtlMs: 120 * MINUTE,
    downloadCodeTtlMs: 30 * MINUTE,
    foreignAcks: false,
    ...given,
    apps: (given.apps ?? [{}]).map(appOf),
    redelivery: { everyMs: 0, deliveries: 5, messageId: 'new', ...given.redelivery },
    quota: { callsPerSecond: 20, callsPerMonth: 0, streamPerMonth: 0, ...given.quota },
    cardTemplates: given.cardTemplates,
  }
}
