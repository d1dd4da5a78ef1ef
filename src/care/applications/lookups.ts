import { workdaysAfter } from '../../kernel/calendar.ts'
import { instantOf, localDate } from '../../kernel/clock.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { askedLast } from './asked-last.ts'
import { AND } from './decide.ts'
import { saidWith } from './decisions.ts'
import { askedInPlace } from './in-place.ts'
import type { MadeForOthers } from './kind.ts'
import { type KindOf, waitingForMe } from './my-turn.ts'
import { decidedBy, stepsOf } from './steps.ts'
import { type Application, requestsOf } from './store.ts'

/** The key of a push that asks somebody to decide a request, or tells of it while it waits: who stands in for it. */
const ASKED = /^push\/(?:decide|stand_in\/told|urgent)\/([A-Z]{2}-\d{8}-\d{4,})\//

/** Requests that are shown, and looked through for those of one kind. */
const [SHOWN, LOOKED] = [8, 40]

/** Decisions of today that are named. */
const MOST = 5

/**
 * What waits for whom, and what became of one's own.
 * @param kindOf what the care areas know of their requests
 * @param made what one makes for others and can take back
 */
export function requestLookups(kindOf: KindOf, made: readonly MadeForOthers[]) {
  const briefOf = (context: CareContext, a: Application) => kindOf(a).brief(context, a)
  /** How it stands, and at whom. */
  async function statusOf(context: CareContext, a: Application): Promise<string> {
    const { tx, tools } = context
    const approver = a.status === 'pending' && a.turn !== null && (await tools.directory.byId(tx, a.turn))
    const { standing, quiet } = kindOf(a)
    if (a.status === 'approved' && standing) return tools.text(standing)
    // What is confidential was told in a message of its own.
    const refused = a.status === 'refused' && !quiet ? await saidWith(context, a, 'refused') : null
    if (refused) return tools.text('status_refused_by', { name: refused.approver, reason: refused.said })
    if (!approver) return tools.text(`status_${a.status}`)
    if (quiet) return tools.text('status_at', { name: titleOf(approver) })
    const name = titleOf(await askedInPlace(context, a, approver))
    const then = await afterNow(context, a)
    return then === '' ? tools.text('status_at', { name }) : tools.text('status_at_then', { name, then })
  }
  /** It can be taken back once something else was: that is said when it is asked for. */
  const isHeld = async (context: CareContext, a: Application) =>
    ((await kindOf(a).heldBy?.(context, a)) ?? null) !== null
  const nameOf = async (context: CareContext, a: Application) =>
    (await context.tools.directory.byId(context.tx, a.person))?.name ?? ''

  return {
    /** The request that the last message to me asked me to decide, if it still waits for me: what a bare “可以” is about. */
    decide_asked_last: lookup({ with: {}, returns: 'options' }, async context => {
      const no = await askedLast(context, ASKED)
      const found = (await waitingForMe(context, kindOf)).find(one => one.no === no)
      return found ? [{ value: found.no, label: found.no }] : []
    }),

    to_decide: lookup({ with: {}, returns: 'options' }, async context => {
      const { tools, today } = context
      const waiting = await waitingForMe(context, kindOf)
      const each = await Promise.all(
        waiting.map(async a => {
          const days = workdaysAfter(tools.calendar, localDate(a.created, tools.zone), today)
          const since = days > 0 ? tools.text('waits_since', { days }) : ''
          return {
            value: a.no,
            label: `${a.no} ${await nameOf(context, a)} ${await briefOf(context, a)}${since}`,
          }
        }),
      )
      // What can be agreed to at once is named by its numbers: what comes in meanwhile is not among them.
      const together = waiting.filter(a => !kindOf(a).quiet).map(a => a.no)
      if (together.length < 2) return each
      const words = tools.text('decide_all_words').split(' ')
      return [...each, { value: together.join(AND), label: tools.text('decide_all'), words }]
    }),
    /** What somebody else can be asked to decide, too: one at a time. */
    to_add_approver: lookup({ with: {}, returns: 'options' }, async context =>
      Promise.all(
        (await waitingForMe(context, kindOf))
          .filter(a => !kindOf(a).quiet)
          .map(async a => ({
            value: a.no,
            label: `${a.no} ${await nameOf(context, a)} ${await briefOf(context, a)}`,
          })),
      ),
    ),
    request_brief: lookup(
      { with: { request: 'choice' }, returns: { text: 'text', name: 'text', many: 'yes_no' } },
      async (context, { request }) => {
        const waiting = await waitingForMe(context, kindOf)
        const lines: { text: string; name: string }[] = []
        for (const no of request.split(AND)) {
          const found = waiting.find(one => one.no === no)
          if (found) lines.push({ text: await briefOf(context, found), name: await nameOf(context, found) })
        }
        const [first, ...more] = lines
        if (!first) return null
        if (more.length === 0) return { ...first, many: false }
        const text = lines.map(({ name, text }) => context.tools.text('decide_line', { name, brief: text }))
        return {
          name: context.tools.text('decide_many', { count: lines.length }),
          text: text.join(''),
          many: true,
        }
      },
    ),
    /** What I have decided today, so that a second tap on a card is answered by what the first one did. */
    decided_today: lookup({ with: {}, returns: { found: 'yes_no', text: 'text' } }, async context => {
      const { tx, tools, today, person } = context
      const since = instantOf(`${today}T00:00`, tools.zone)
      const lines = (await decidedBy(tx, person.id, since)).map(({ no, state }) =>
        tools.text('decided_line', { no, verdict: tools.text(`verdict_${state}`) }),
      )
      return { found: lines.length > 0, text: lines.slice(-MOST).join(tools.words().and) }
    }),
    my_open_requests: lookup({ with: {}, returns: 'options' }, async context => {
      const open = await requestsOf(
        context.tx,
        context.person.id,
        ['consent', 'pending', 'returned', 'approved'],
        20,
      )
      const mine: Application[] = []
      for (const a of open)
        if (
          a.status !== 'approved' ||
          (await kindOf(a).mayWithdraw(context, a)) ||
          (await isHeld(context, a))
        )
          mine.push(a)
      const lists = await Promise.all(made.map(one => one.mine(context)))
      const own = mine.map(async a => ({ value: a.no, label: `${a.no} ${await briefOf(context, a)}` }))
      return [...(await Promise.all(own)), ...lists.flat()]
    }),
    /** My requests and how each stands, newest first; `of` leave or overtime alone. */
    my_requests: lookup(REQUESTS, async (context, { of }) => {
      const all = await requestsOf(context.tx, context.person.id, null, of === undefined ? SHOWN : LOOKED)
      const asked = all.filter(a => of === undefined || a.kind === of).slice(0, SHOWN)
      const { here: mine, left } = await inSight(context, asked)
      if (mine.length === 0 && left > 0) return { text: '' }
      if (mine.length === 0) return { text: await noneOf(context, of) }
      const lines: string[] = []
      for (const a of mine)
        lines.push(
          context.tools.text('request_line', {
            no: a.no,
            brief: await briefOf(context, a),
            status: await statusOf(context, a),
          }),
        )
      // Nagging is the system's business, not the junior's.
      const waits = mine.some(a => a.status === 'pending' && !kindOf(a).quiet)
      if (waits) lines.push(context.tools.text('requests_waiting'))
      return { text: lines.join('\n') }
    }),
  }
}

const REQUESTS = { with: { of: 'choice' }, optional: ['of'], returns: { text: 'text' } } as const

/** Where nothing was handed in, whom it would go to answers “谁批我的假”. */
async function noneOf({ tx, tools, person }: CareContext, of: string | undefined): Promise<string> {
  const first = person.supervisor === null ? null : await tools.directory.byUserid(tx, person.supervisor)
  if (!first || (of !== 'leave' && of !== 'overtime')) return tools.text('no_requests')
  return tools.text(`no_requests_${of}`, { approver: titleOf(first) })
}

/** Who decides a request after whose turn it is; '' = nobody. */
async function afterNow({ tx, tools }: CareContext, { no }: Application): Promise<string> {
  const names: string[] = []
  for (const { does, state, person } of await stepsOf(tx, no)) {
    const one = does === 'decide' && state === 'waiting' ? await tools.directory.byId(tx, person) : null
    if (one) names.push(titleOf(one))
  }
  return names.join(tools.words().and)
}

/** Those that may be spoken of where this is held, and how many are left out. */
async function inSight(context: CareContext, all: readonly Application[]) {
  const here: Application[] = []
  for (const a of all) if (!(await context.hides?.(a.no))) here.push(a)
  return { here, left: all.length - here.length }
}
