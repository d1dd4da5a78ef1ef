import { dateOf } from '../../kernel/half-day.ts'
import type { CareContext, EffectContext } from '../../runtime/context.ts'
import { isOffPost } from '../away/off-post-store.ts'
import { type Holdings, holdingsOf } from './holdings.ts'
import { LEAVE } from './policy.ts'
import { annualRoom, compRoom, type Room } from './room.ts'
import {
  countHalfDays,
  decide,
  isCountedByGuess,
  isForHr,
  kindRule,
  type Leave,
  type Request,
  type Verdict,
} from './rules.ts'
import { sameKind } from './same-kind.ts'
import type { LeaveRow } from './store.ts'
import type { Charge } from './taken.ts'

/** What the rules say of somebody's request, by what is there now, and what there is for it. */
export interface Judged {
  readonly verdict: Verdict<LeaveRow & Leave>
  /** By workdays or by every day, as the kind has it; nothing where the range is none. */
  readonly halfDays: number
  /** Counted by workdays of a year whose holidays are not published: by weekends and statutory days. */
  readonly provisional: boolean
  readonly annual: Room
  readonly comp: { readonly left: number; readonly enough: boolean }
  readonly held: Holdings
}

/**
 * Judges a request of `context.person` by the one rule (rules/decide.ts): each year by its own annual leave, comp-days
 * by what has not lapsed on the day they are taken.
 * @param about see `holdingsOf`: what is left out, because it would be replaced, and what would be given back with it;
 * `anew`: it is no change or extension of leave he has already, so the kind has to be for him
 */
export async function judgeLeave(
  context: CareContext & Pick<EffectContext, 'author'>,
  request: Request,
  { anew = false, ...about }: { except?: readonly string[]; back?: readonly Charge[]; anew?: boolean } = {},
): Promise<Judged> {
  const { tx, person, author = person, today, tools } = context
  const { calendar } = tools
  const table = tools.policy(LEAVE)
  const held = await holdingsOf(tx, person, tools, { today, ...about })
  const same = new Map((await sameKind(context, held.leave, request)).map(row => [row.no, row]))
  // Kinds stand in sealed forms: those of the same kind were opened, of the others the account is enough.
  const existing = held.leave.map(row => ({
    ...(same.get(row.no) ?? row),
    kind: same.has(row.no) ? request.kind : row.account,
  }))
  const annual = annualRoom(held, calendar, request, today)
  const comp = compRoom(held, calendar, request)
  const offPost = await isOffPost(tx, person.id, dateOf(request.from), dateOf(request.to))
  const verdict = decide(calendar, table, request, {
    existing,
    who: anew ? person : undefined,
    asked: { today, office: author.id !== person.id, offPost },
    free: (account, year) => (account === 'comp' ? comp.left : annual.leftIn(year)),
  })
  const { count } = kindRule(table, request.kind)
  const halfDays = countHalfDays(calendar, count, request)
  const provisional = isCountedByGuess(calendar, count, request)
  return { verdict, halfDays, provisional, annual, comp, held }
}

/** What a form about leave that there is already needs of it. `short` = too little is left, or the kind has no more. */
export interface Briefly {
  /** By every rule: what is refused by none of the others here, the request is refused by all the same. */
  readonly possible: boolean
  readonly days: number
  readonly overlap: boolean
  readonly short: boolean
  /** Beyond what a rule leaves open: HR looks at it. */
  readonly hr: boolean
  readonly provisional: boolean
}

export function briefly({ verdict, halfDays, provisional }: Judged): Briefly {
  const reason = verdict.ok ? null : verdict.reason
  return {
    possible: verdict.ok,
    days: halfDays,
    overlap: reason === 'OVERLAP' || reason === 'OFF_POST',
    short: reason === 'OVER_LIMIT' || reason === 'INSUFFICIENT_BALANCE',
    hr: verdict.ok && isForHr(verdict.limit),
    provisional,
  }
}
