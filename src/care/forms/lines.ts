import type { CareContext } from '../../runtime/context.ts'
import type { Application, Kind } from '../applications/store.ts'

/** What a line of a printed form says; the words for each stand with the page. */
export const FIELDS = [
  'leave_kind',
  'work',
  'when',
  'days',
  'before',
  'back',
  'taken',
  'recalled',
  'hours',
  'purpose',
  'category',
  'cost',
  'place',
  'stand_in',
  'reason',
] as const

export interface FormLine {
  readonly field: (typeof FIELDS)[number]
  readonly value: string
}

/** What a kind of request puts on paper. */
export interface FormKind {
  readonly kind: Kind
  /**
   * The lines of its form, from top to bottom.
   * @param whole whether the reader may see what an approver sees; otherwise no reason and nothing of health or family
   */
  lines(context: CareContext, application: Application, whole: boolean): Promise<FormLine[]>
  /** Whether what the person answered is kept from those who decide. Where a kind does not say: they read it. */
  withholds?(context: Pick<CareContext, 'tx' | 'tools'>, application: Application): Promise<boolean>
  /**
   * The dates that a stranger is told who checks whether a form is genuine, as they are now; null where there are none
   * to tell. `ended`: what is over otherwise than it was agreed to, and how.
   */
  dates(context: Pick<CareContext, 'tx'>, no: string): Promise<Dates | null>
}

interface Dates {
  readonly from: string
  readonly to: string
  /** He reported back from it, or nothing of it was taken. */
  readonly ended?: 'back' | 'unused'
}

/** A form is kept for years: its dates always carry theirs. */
export const ANY_YEAR = '0001-01-01'
