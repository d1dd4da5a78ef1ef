import { formatDays, formatSpan } from '../../dialogue/format.ts'
import { lookup } from '../../runtime/declare.ts'
import { asksBesides } from '../away/with-leave.ts'
import { whoChecks } from './ask.ts'
import { excludedBy } from './exclusion-watch.ts'
import { explain } from './explain.ts'
import { explainInWords, missingInWords } from './explain-words.ts'
import { balanceIn, holdingsOf } from './holdings.ts'
import { judgeLeave } from './judge.ts'
import { conditionOf, dependsOn, notForYou, papersOf } from './kind-words.ts'
import { LEAVE } from './policy.ts'
import { countHalfDays, countingOf, isForHr, isMedical, notEntitled, owesProof } from './rules.ts'
import { yearAsked, yearWords } from './year-asked.ts'

export const leaveLookups = {
  /** How many days back I can ask for leave by myself. */
  leave_filing: lookup({ with: {}, returns: { days: 'number' } }, async ({ tools }) => ({
    days: tools.policy(LEAVE).filing.within_days,
  })),

  /** Half-days that a leave of a kind takes: by workdays, or every day of the calendar. */
  leave_days: lookup(
    { with: { kind: 'choice', from: 'half_day', to: 'half_day' }, returns: 'days' },
    async ({ tools }, { kind, from, to }) =>
      countHalfDays(tools.calendar, countingOf(tools.policy(LEAVE), kind), { from, to }),
  ),

  /**
   * Whether a kind is for me, as soon as it is named: `reason` '' = it is; else NOT_ENTITLED, `why`, and what to do.
   * `condition`: for whom it is where the roster cannot tell, '' = nothing of the kind.
   */
  leave_for_me: lookup(
    { with: { kind: 'choice' }, returns: { reason: 'text', why: 'text', condition: 'text' } },
    async ({ tools, person }, { kind }) => {
      const why = notEntitled(tools.policy(LEAVE), kind, person, null)
      const condition = conditionOf(tools, kind)
      return why
        ? { reason: 'NOT_ENTITLED', why: notForYou(tools, person.staffType, kind, why), condition }
        : { reason: '', why: '', condition }
    },
  ),

  /** The certificate that a leave takes: because `of` what, its name, and by when; nothing where none is owed. */
  leave_papers: lookup(
    {
      with: { kind: 'choice', from: 'half_day', days: 'days' },
      returns: { of: 'text', paper: 'text', by: 'date' },
    },
    async ({ tools, today }, { kind, from, days }) => {
      return owesProof(tools.policy(LEAVE), kind, days) ? papersOf(tools, { kind, from }, today) : null
    },
  ),

  /** What I have, in half-days; `annual` is left out where no number can be shown, and `why` says what is missing. */
  leave_balance: lookup(
    {
      with: { day: 'date', until: 'date' },
      optional: ['day', 'until'],
      returns: {
        annual: 'days',
        comp: 'days',
        pending: 'days',
        checked: 'yes_no',
        why: 'text',
        of: 'text',
        over: 'yes_no',
        carried: 'days',
      },
    },
    async ({ tx, person, today, tools }, { day, until }) => {
      const [year, current] = [yearAsked(today, day, until), Number(today.slice(0, 4))]
      const held = await holdingsOf(tx, person, tools, { today })
      const { annual, missing, ...balance } = balanceIn(held, today, year)
      const said = {
        ...balance,
        why: missingInWords(tools, missing),
        of: yearWords(tools, year, today),
        over: year < current,
        carried: year === current - 1 ? Math.max(0, held.annual(current, today).carry) : 0,
      }
      return annual === null ? said : { annual: Math.max(0, annual), ...said }
    },
  ),

  /**
   * Whether a leave can be, and what there is for it. `reason`: the code of the rule that it breaks (rules/decide.ts),
   * '' = it can be. Of OVERLAP: `what` the other leave is, its `state` and `no`. `annual` of the year that binds (left
   * out where no number can be shown), `of` that year's name where it is not this year's, `part` how much of the
   * stretch falls into it where it is not the whole. Of a kind with a limit: `most` = what there is for one occasion,
   * `others` = what other leave has taken of it, `hr` = HR has to look at it, or who `checks`, and `depends` on what; `excluded` = the years whose
   * annual leave it may take away (条例 art. 4). Of NOT_ENTITLED:
   * `why`, and what to do. What the form asks besides: `city` = whether he leaves the city, `cover` = who stands in.
   * `medical` = whoever decides does not read the reason.
   */
  leave_room: lookup(
    {
      with: { kind: 'choice', from: 'half_day', to: 'half_day' },
      returns: {
        reason: 'text',
        what: 'text',
        state: 'text',
        no: 'text',
        annual: 'days',
        comp: 'days',
        checked: 'yes_no',
        of: 'text',
        part: 'text',
        hr: 'yes_no',
        checks: 'text',
        depends: 'text',
        why: 'text',
        most: 'days',
        others: 'days',
        city: 'yes_no',
        cover: 'yes_no',
        medical: 'yes_no',
        excluded: 'text',
      },
    },
    async (context, { kind, from, to }) => {
      const { today, tools, person } = context
      const {
        verdict,
        halfDays: length,
        annual,
        comp,
        held,
      } = await judgeLeave(context, { kind, from, to }, { anew: true })
      const why = verdict.ok ? undefined : verdict.about.why
      const { left, year, needs, halfDays, checked } = annual
      const limit = verdict.ok ? verdict.limit : verdict.about.limit
      const checks = limit?.depends || isForHr(limit) ? await whoChecks(context) : ''
      const excluded = await excludedBy(context, person, '', { kind, from, to }, held.leave)
      const other = verdict.ok ? undefined : verdict.about.other
      return {
        reason: verdict.ok ? '' : verdict.reason,
        what: other ? formatSpan(other.from, other.to, tools.words(), today) : '',
        state: other ? tools.text(`status_${other.status}`) : '',
        no: other?.no ?? '',
        comp: comp.left,
        checked,
        of: yearWords(tools, year, today),
        part: needs === halfDays ? '' : tools.text('leave_part', { days: formatDays(needs), year }),
        hr: isForHr(limit),
        ...(checks !== '' && { checks }),
        ...(limit?.depends && { depends: dependsOn(tools, kind, checks) }),
        ...(excluded.length > 0 && { excluded: excluded.join(tools.words().and) }),
        ...(why && { why: notForYou(tools, person.staffType, kind, why) }),
        most: limit?.most ?? 0,
        others: limit?.others ?? 0,
        medical: isMedical(tools.policy(LEAVE), kind),
        ...asksBesides(tools, person, { kind, halfDays: length }),
        ...(left === null ? {} : { annual: left }),
      }
    },
  ),

  /** What I have, with everything it is the sum of, as one text. */
  leave_explained: lookup(
    { with: { day: 'date', until: 'date' }, optional: ['day', 'until'], returns: { text: 'text' } },
    async ({ tx, person, today, tools }, { day, until }) => {
      const year = yearAsked(today, day, until)
      const explained = await explain(tx, person, tools, today, year)
      const { checked } = (await holdingsOf(tx, person, tools, { today })).annual(year, today)
      // Of a year that is over nobody knows what was taken before there were books.
      const unknown = year < Number(today.slice(0, 4)) && !checked
      const lines = explained.map(one =>
        unknown && one.account === 'annual'
          ? tools.text('ledger_unchecked', { of: yearWords(tools, year, today) })
          : explainInWords(tools, one, today),
      )
      return { text: lines.join('\n') }
    },
  ),
}
