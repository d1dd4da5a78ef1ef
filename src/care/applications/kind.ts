import type { Option } from '../../dialogue/value.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { Sensitive } from '../../kernel/sensitive.ts'
import type { CareContext, EffectContext } from '../../runtime/context.ts'
import type { Application, Kind } from './store.ts'

/** What somebody can be told in, from a conversation or from a job. */
export type Telling = Pick<EffectContext, 'tx' | 'tools' | 'now' | 'today' | 'push'>

/** What somebody decides in, in the chat or in the console. */
export type Deciding = Telling & Pick<CareContext, 'person'>

/** Who is asked to decide, and what he should know of how it came to him. */
export interface Asking {
  readonly applicant: Person
  readonly to: Person
  /** For whom he stands in, who agreed before him, what was added: one or more sentences, or ''. */
  readonly note: string
  /** Nobody has decided on it yet. */
  readonly first: boolean
}

/** What has become of an approved request, so that the consent to it stays. */
export type Followed = 'begun' | 'followed' | 'listed' | 'changed' | 'spent'

/** What a care area does with its kind of request; the rest is the same for all. */
/** What somebody made for others, several requests under one number, and can take back as a whole. */
export interface MadeForOthers {
  /** What its numbers begin with. */
  readonly prefix: string
  /** Those of the person of this moment that stand, the newest first. */
  mine(context: CareContext): Promise<Option[]>
  /**
   * @returns what he is told
   * @throws Refusal `gone`; `used` where something of it was used, and nothing is taken back
   */
  takeBack(context: Deciding, no: string): Promise<string>
}

export interface ApplicationKind {
  readonly kind: Kind
  /** Messages about it carry its number and nothing else; nobody stands in for who decides it. */
  readonly quiet?: true
  /** What is spoken of wherever such a request is. Where a kind does not say: nothing that is a secret anywhere. */
  topics?(context: Pick<CareContext, 'tx' | 'tools'>, application: Application): Promise<readonly Sensitive[]>
  /** The notice that says how it stands where nobody decided on it: it is not “approved”. */
  readonly standing?: 'status_reported'
  /**
   * Who may know that there is such a request, besides the person and those who decide it. Where a kind does
   * not say: HR.
   */
  mayKnow?(actor: Person, application: Application): boolean
  /** One line, for lists and for the one who decides. Never medical content. */
  brief(context: CareContext, application: Application): Promise<string>
  /** Asks somebody to decide it: everything he may know of it, and the buttons. */
  ask(telling: Telling, application: Application, asking: Asking): Promise<void>
  /**
   * Whether what the person writes about it is kept from those who decide. Where a kind does not say: they read it.
   */
  withholds?(reader: Pick<CareContext, 'tx' | 'tools'>, application: Application): Promise<boolean>
  /** Somebody agreed and it goes on to the next. What the person hears; where a kind does not say: that it goes on. */
  passedOn?(context: Deciding, application: Application, applicant: Person, next: Person): Promise<void>
  /**
   * The last one has agreed. Does what follows from it.
   * @param by how he signs
   * @throws Refusal `short` where the person no longer has what it takes; `begun`, `gone` where it came too late
   */
  approved(context: Deciding, application: Application, applicant: Person, by: string): Promise<void>
  refused(
    context: Deciding,
    application: Application,
    applicant: Person,
    about: { reason: string; by: string },
  ): Promise<void>
  /** What those are told with whom it is filed: when somebody is absent. Where a kind does not say: nothing is filed. */
  absence?(telling: Telling, application: Application): Promise<string>
  /** From when to when what is asked for would be. Where a kind does not say: nothing of it begins. */
  span?(
    context: Pick<CareContext, 'tx'>,
    application: Application,
  ): Promise<{ from: HalfDay; to: HalfDay } | null>
  /**
   * Why the last consent to an approved request cannot be taken back any more; '' = it can. Where a kind does not say,
   * what it did with the consent stays.
   */
  cannotUndo?(context: CareContext, application: Application): Promise<'' | Followed>
  /** Takes back what `approved` did: the request waits again. */
  undone?(context: Deciding, application: Application, applicant: Person): Promise<void>
  /** Whether an approved request can still be withdrawn. */
  mayWithdraw(context: CareContext, application: Application): Promise<boolean>
  /**
   * The number of what has to be taken back before an approved request can be; null where nothing follows on it, or it
   * cannot be taken back at all. Where a kind does not say: nothing.
   */
  heldBy?(context: CareContext, application: Application): Promise<string | null>
  readonly madeForOthers?: MadeForOthers
  /** Gives back what an approved request took. @returns what the person is told about it, or '' */
  withdrawn(context: Deciding, application: Application): Promise<string>
}
