import type { Person } from '../../kernel/person.ts'
import type { CareContext, EffectContext } from '../../runtime/context.ts'
import type { Application, Kind } from './store.ts'

/** What a care area does with its kind of request; the rest is the same for all. */
export interface ApplicationKind {
  readonly kind: Kind
  /** Messages about it carry its number and nothing else. */
  readonly quiet?: true
  /**
   * Who may know that there is such a request, besides the person and the one whose turn it is. Where a kind does
   * not say: HR.
   */
  mayKnow?(actor: Person, application: Application): boolean
  /** One line, for lists and for the one who decides. Never medical content. */
  brief(context: CareContext, application: Application): Promise<string>
  /**
   * The one whose turn it was agreed. Does what follows from it.
   * @returns whose turn it is next; null = the request is approved
   */
  agreed(context: EffectContext, application: Application, applicant: Person): Promise<Person | null>
  refused(context: EffectContext, application: Application, applicant: Person, reason: string): Promise<void>
  /** Whether an approved request can still be withdrawn. */
  mayWithdraw(context: CareContext, application: Application): Promise<boolean>
  /** Gives back what an approved request took. @returns what the person is told about it, or '' */
  withdrawn(context: EffectContext, application: Application): Promise<string>
}
