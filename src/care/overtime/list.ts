import { fill, formatHours } from '../../dialogue/format.ts'
import type { PersonRef, Share } from '../../dialogue/value.ts'
import { Refusal } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { nextNumber } from '../applications/store.ts'
import { holdLedgers } from '../leave/ledger.ts'
import { type Good, sortWorkers, type Worker } from './list-people.ts'
import { askForList, type Signing, sign, signingOf } from './list-sign.ts'
import { OVERTIME } from './policy.ts'
import { tellProtected } from './protect.ts'
import { recordOvertime } from './record.ts'
import { kindOf, type WorkKind } from './rules.ts'
import { LIST, type OvertimeRow, reportsOf } from './store.ts'
import { kindLabel } from './words.ts'

/** Who worked how long: the same for all who are named, or each his own. */
interface Told {
  readonly date: string
  readonly people?: readonly PersonRef[] | undefined
  readonly hours?: number | undefined
  readonly clock?: string | undefined
  readonly shares?: readonly Share[] | undefined
}

export const listLookups = {
  /** Who reports to the one who writes. */
  overtime_reports: lookup(
    { with: {}, returns: { count: 'number', hr: 'yes_no' } },
    async ({ tx, person }) => ({
      count: (await reportsOf(tx, person.userid)).size,
      hr: person.roles.includes('hr'),
    }),
  ),

  /** Who of those named can be recorded for these hours. `waiting` = who has to confirm it besides; '' = nobody. */
  overtime_people: lookup(
    {
      with: {
        people: 'people',
        shares: 'shares',
        date: 'date',
        hours: 'number',
        clock: 'text',
        kind: 'choice',
      },
      optional: ['people', 'shares', 'clock', 'date', 'hours', 'kind'],
      returns: {
        good: 'text',
        count: 'number',
        others: 'text',
        doubled: 'text',
        protected: 'text',
        recalled: 'text',
        away: 'text',
        waiting: 'text',
      },
    },
    async (context, { date, kind = 'overtime', ...told }) => {
      const { and } = context.tools.words()
      const sorted = await sortWorkers(context, workersOf({ ...told, date: date ?? context.today }))
      const names = (list: readonly Person[]) => list.map(p => p.name).join(and)
      const waiting = new Set<string>()
      for (const { who, own } of sorted.good) {
        const next = (await signingOf(context, who, own ?? kind))?.next
        if (next) waiting.add(next.name)
      }
      return {
        good: sorted.good.map(one => nameOf(context, one, told.shares !== undefined)).join(and),
        count: sorted.good.length,
        others: names(sorted.others),
        doubled: names(sorted.doubled),
        protected: names(sorted.protected),
        recalled: names(sorted.recalled),
        away: names(sorted.away),
        waiting: [...waiting].join(and),
      }
    },
  ),
}

export const listEffects = {
  /**
   * Records hours for several of one's reports and confirms them at once, as far as `approvals.yaml` lets the one who
   * says so confirm them; where it names more, they are asked. Who cannot be recorded is left out, and named.
   */
  'overtime.list': effect(
    {
      with: {
        people: 'people',
        shares: 'shares',
        kind: 'choice',
        date: 'date',
        hours: 'number',
        clock: 'text',
        purpose: 'choice',
        subsidy: 'yes_no',
        proof: 'file',
      },
      optional: ['people', 'shares', 'hours', 'kind', 'clock', 'subsidy', 'proof'],
      result: { no: 'text', count: 'number', lines: 'text', skipped: 'text', waiting: 'text' },
      refusals: { nobody: ['names'], no_approver: ['names'] },
    },
    async (context, { kind = 'overtime', purpose, subsidy = false, proof = [], ...told }) => {
      const { tx, tools, today } = context
      const sorted = await sortWorkers(context, workersOf(told))
      const { and } = tools.words()
      const names = (list: readonly Person[]) => list.map(p => p.name).join(and)
      const { others, doubled, recalled, away } = sorted
      const left = names([...others, ...doubled, ...sorted.protected, ...recalled, ...away])
      if (sorted.good.length === 0) throw new Refusal('nobody', { names: left })
      await holdLedgers(
        tx,
        sorted.good.map(({ who }) => who.id),
      )
      const no = await nextNumber(tx, LIST, today)
      const about = { kind: kind as WorkKind, purpose, subsidy, list: no }
      const rows: Signed[] = []
      for (const [i, good] of sorted.good.entries()) {
        const papers = i === 0 ? proof.map(file => file.id) : []
        rows.push(await record({ ...context, key: `${context.key}/${i}` }, good, { ...about, papers }))
      }
      const waiting = rows.flatMap(({ who, row, next }) => (next ? [{ who, row, next }] : []))
      const asked = await askForList(context, { no, purpose, papers: proof.length }, waiting)
      return {
        no,
        count: rows.length,
        lines: rows.map(({ who, row }) => lineOf(context, who, row)).join(''),
        skipped: left,
        waiting: asked.join(and),
      }
    },
  ),
}

interface Signed {
  readonly who: Person
  readonly row: OvertimeRow
  readonly next: Person | null
}

/** Writes one of the list down, with the word of who lists it. @throws Refusal `no_approver` */
async function record(
  context: EffectContext,
  { who, stretch, own }: Good,
  about: { kind: WorkKind; purpose: string; subsidy: boolean; list: string; papers: readonly string[] },
): Promise<Signed> {
  const { list, papers, purpose, ...said } = about
  const what = { purpose, ...kindOf(context.tools.policy(OVERTIME), { ...said, own }) }
  const signing: Signing | null = await signingOf(context, who, what.kind)
  if (!signing) throw new Refusal('no_approver', { names: who.name })
  const { chain, next } = signing
  const way = {
    source: 'supervisor',
    turn: next?.id ?? null,
    list,
    proof: papers,
    ...(next && { chain }),
  } as const
  const { row, fresh } = await recordOvertime(context, { person: who, ...what, ...stretch }, way)
  if (!fresh) return { who, row, next }
  await tellProtected(context, who, row)
  await sign(context, signing, who, row)
  return { who, row, next }
}

function workersOf({ date, people = [], hours = 0, clock = '', shares }: Told): Worker[] {
  if (shares)
    return shares.map(({ userid, minutes, clock, choice }) => ({
      userid,
      stretch: { date, minutes, clock },
      ...(choice === undefined ? {} : { own: choice as WorkKind }),
    }))
  const stretch = { date, minutes: Math.round(hours * 60), clock }
  return people.map(({ userid }) => ({ userid, stretch }))
}

function nameOf({ tools }: Pick<EffectContext, 'tools'>, { who, stretch, own }: Good, each: boolean): string {
  if (!each) return who.name
  const hours = formatHours(stretch.minutes)
  if (own) return tools.text('overtime_each', { what: who.name, kind: kindLabel(tools, own), hours })
  return fill(tools.words().share, { name: who.name, hours })
}

function lineOf({ tools }: EffectContext, who: Person, row: OvertimeRow): string {
  return tools.text('overtime_list_line', {
    name: who.name,
    no: row.no,
    hours: formatHours(row.minutes),
    kind: kindLabel(tools, row.kind),
  })
}
