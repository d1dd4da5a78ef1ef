import type { Words } from '../dialogue/words.ts'
import type { Calendar } from '../kernel/calendar.ts'
import type { Person } from '../kernel/person.ts'
import type { Tx } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'
import type { Alarm } from './alarm.ts'
import type { What } from './arrival.ts'
import type { Attachments } from './attachments.ts'
import type { PutBulk } from './bulk-text.ts'
import type { Directory } from './directory.ts'
import type { Hides } from './elsewhere.ts'
import type { Fate } from './outbox.ts'
import type { ReadPolicy } from './policy.ts'
import type { Push } from './push.ts'

/** What the care areas stand on, besides the transaction at hand. */
export interface Tools {
  readonly vault: Vault
  /** The calendar in force; another value once something has been entered. */
  readonly calendar: Calendar
  /** Takes in what was entered into the calendar. */
  refreshCalendar(): Promise<void>
  readonly directory: Directory
  readonly attachments: Attachments
  readonly zone: string
  /** Where people open the console; null where nobody has said. */
  readonly console: string | null
  /** Names of the channels that are on. */
  readonly channels: ReadonlySet<string>
  words(): Words
  readonly policy: ReadPolicy
  /** A text of `flows/_notices.yaml` with its values put in. */
  text(notice: string, values?: Readonly<Record<string, string | number>>): string
}

/** One moment of one person's conversation. */
export interface CareContext {
  readonly tx: Tx
  /** ms UTC. */
  readonly now: number
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly person: Person
  readonly tools: Tools
  /** Whether what has this number must not be spoken of where this is held. Missing: everything may be. */
  readonly hides?: Hides
}

export interface EffectContext extends CareContext {
  /** Who does it for the person, where that is somebody else: HR by the API. */
  readonly author?: Person
  /** Made from content: the same wish twice has the same key. */
  readonly key: string
  readonly push: Push
  /** Opens an alert for the administrators. */
  readonly alarm: Alarm
  /** Does a job once it is known whether what this turn says was sent. */
  whenSaid(fate: Fate): void
  /** Sets a job's timer. */
  later(job: string, about: string, at: number): Promise<void>
  /** Drafts, other unfinished forms and what was said last go when this turn ends. What is on its way stays. */
  forgetConversation(): void
  /** Does an errand as soon as this transaction is durable. */
  soon(errand: string, about: string): Promise<void>
}

export interface JobContext extends Omit<CareContext, 'person'> {
  readonly push: Push
  readonly alarm: Alarm
  /** Sets a job's timer. */
  later(job: string, about: string, at: number): Promise<void>
  /** One text for many people. */
  readonly bulk: PutBulk
  /** Gives a person's conversation an event, in this transaction. */
  tell(lane: string, what: What, id: string): Promise<void>
}
