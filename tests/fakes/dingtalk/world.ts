import type { App } from './app.ts'
import { type Calls, createCalls } from './calls.ts'
import { type Cards, createCards } from './cards.ts'
import { type Clock, createClock } from './clock.ts'
import { createFaults, type Faults } from './faults.ts'
import { createFiles, type Files } from './files.ts'
import { createMessageIds, type MessageIds } from './frames.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { createGroups, type Groups } from './groups.ts'
import { createInbox, type Inbox } from './inbox.ts'
import { createViolations, type Violations } from './ledger.ts'
import { createOffice, type Office } from './office.ts'
import { createPeople, type People } from './people.ts'
import { createPushes, type Pushes } from './pushes.ts'
import { createQuota, type Quota } from './quota.ts'
import { createRandom, type Random } from './random.ts'
import { createSessions, type Sessions } from './sessions.ts'
import type { Settings } from './settings.ts'
import { type Codes, createCodes } from './sign-in.ts'
import { createTickets, type Tickets } from './tickets.ts'
import { createTokens, type Tokens } from './tokens.ts'

/** Everything the fake is made of, built from the bottom up: each part knows only those above it. */
export interface World {
  settings: Settings
  clock: Clock
  random: Random
  violations: Violations
  faults: Faults
  calls: Calls
  quota: Quota
  people: People
  groups: Groups
  tickets: Tickets
  tokens: Tokens
  codes: Codes
  files: Files
  sessions: Sessions
  office: Office
  cards: Cards
  inbox: Inbox
  gateway: Gateway
  pushes: Pushes
  /** The app that is meant where none is named. */
  app(): App
  messageIds: MessageIds
  nextQueryKey(): string
  /** `http://127.0.0.1:port`, once it listens. */
  base(): string
}

export function createWorld(settings: Settings, base: () => string): World {
  const clock = createClock(settings.now, settings.speed)
  const random = createRandom(settings.seed)
  const violations = createViolations(clock)
  const faults = createFaults(clock, random)
  const calls = createCalls(clock)
  const tickets = createTickets(clock, settings.ticketTtlMs)
  const messageIds = createMessageIds(clock.now)
  const gateway = createGateway({ clock, random, tickets, faults, calls })
  const pushes = createPushes({ clock, settings, random, faults, gateway, violations, messageIds })
  const [first] = settings.apps
  if (first === undefined) throw new Error('settings.apps: the fake needs one app at least')
  let keys = 0

  return {
    settings,
    clock,
    random,
    violations,
    faults,
    calls,
    tickets,
    gateway,
    pushes,
    messageIds,
    base,
    quota: createQuota(settings.quota, clock),
    people: createPeople(settings.people, settings.departments),
    groups: createGroups(),
    tokens: createTokens(clock, settings.tokenTtlMs),
    codes: createCodes(clock),
    files: createFiles(clock, settings.downloadCodeTtlMs),
    sessions: createSessions(clock),
    office: createOffice(),
    cards: createCards(),
    inbox: createInbox(clock),
    app: () => first,
    nextQueryKey: () => {
      keys += 1
      return `sample/query+key${keys.toString(36).padStart(8, '0')}==`
    },
  }
}
