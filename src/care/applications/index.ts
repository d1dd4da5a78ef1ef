import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareArea } from '../../runtime/care-area.ts'
import type { CareContext, EffectContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { waitingJobs } from './jobs.ts'
import type { ApplicationKind } from './kind.ts'
import { APPROVALS } from './policy.ts'
import { applicationRoutes } from './routes.ts'
import {
  type Application,
  findApplication,
  moveApplication,
  recordDecision,
  requestsOf,
  waitingFor,
} from './store.ts'

/** Deciding, withdrawing and looking up requests of every kind. @param kinds one per care area that has requests */
export function applicationsArea(kinds: readonly ApplicationKind[]): CareArea {
  const kindOf = (application: Application): ApplicationKind => {
    const kind = kinds.find(k => k.kind === application.kind)
    if (!kind) throw new Error(`No care area knows the kind ${application.kind}.`)
    return kind
  }
  const briefOf = (context: CareContext, a: Application) => kindOf(a).brief(context, a)
  const nameOf = async (context: CareContext, a: Application) =>
    (await context.tools.directory.byId(context.tx, a.person))?.name ?? ''
  const statusOf = (context: CareContext, a: Application) => context.tools.text(`status_${a.status}`)

  return {
    name: 'applications',
    lookups: {
      to_decide: lookup({ with: {}, returns: 'options' }, async context => {
        const waiting = await waitingFor(context.tx, context.person.id)
        const each = await Promise.all(
          waiting.map(async a => ({
            value: a.no,
            label: `${a.no} ${await nameOf(context, a)} ${await briefOf(context, a)}`,
          })),
        )
        // What can be agreed to at once is named by its numbers: what comes in meanwhile is not among them.
        const together = waiting.filter(a => !kindOf(a).quiet).map(a => a.no)
        if (together.length < 2) return each
        return [...each, { value: together.join(AND), label: context.tools.text('decide_all') }]
      }),
      request_brief: lookup(
        { with: { request: 'choice' }, returns: { text: 'text', name: 'text', many: 'yes_no' } },
        async (context, { request }) => {
          const lines: { text: string; name: string }[] = []
          for (const no of request.split(AND)) {
            const found = await findApplication(context.tx, no)
            if (found && found.turn === context.person.id)
              lines.push({ text: await briefOf(context, found), name: await nameOf(context, found) })
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
      my_open_requests: lookup({ with: {}, returns: 'options' }, async context => {
        const open = await requestsOf(context.tx, context.person.id, ['consent', 'pending', 'approved'], 20)
        const mine: Application[] = []
        for (const a of open)
          if (a.status !== 'approved' || (await kindOf(a).mayWithdraw(context, a))) mine.push(a)
        return Promise.all(
          mine.map(async a => ({ value: a.no, label: `${a.no} ${await briefOf(context, a)}` })),
        )
      }),
      my_requests: lookup({ with: {}, returns: { text: 'text' } }, async context => {
        const mine = await requestsOf(context.tx, context.person.id, null, 8)
        if (mine.length === 0) return { text: context.tools.text('no_requests') }
        const lines: string[] = []
        for (const a of mine)
          lines.push(
            context.tools.text('request_line', {
              no: a.no,
              brief: await briefOf(context, a),
              status: statusOf(context, a),
            }),
          )
        return { text: lines.join('\n') }
      }),
    },
    effects: {
      'application.decide': effect(
        {
          with: { request: 'choice', verdict: 'choice', reason: 'text' },
          optional: ['reason'],
          result: { text: 'text' },
          refusals: { not_yours: [], decided: ['state'], no_leader: [], short: [], one_by_one: [] },
        },
        async (context, { request, verdict, reason }) => {
          if (request.includes(AND)) return agreeAll(context, request.split(AND), verdict)
          const found = await findApplication(context.tx, request)
          if (!found) throw new Refusal('not_yours')
          if (found.turn !== context.person.id) throw refusalFor(context, found)
          const applicant = await context.tools.directory.byId(context.tx, found.person)
          if (!applicant) throw new Refusal('not_yours')
          return verdict === AGREE
            ? agree(context, found, applicant)
            : refuse(context, found, applicant, reason ?? '')
        },
      ),
      'application.withdraw': effect(
        {
          with: { request: 'choice' },
          result: { no: 'text', refund: 'text' },
          refusals: { decided: ['approver'], gone: [] },
        },
        async (context, { request }) => {
          const found = await findApplication(context.tx, request)
          if (!found || !isMine(found, context.person.id)) throw new Refusal('gone')
          return withdraw(context, found)
        },
      ),
    },
    notices: {
      no_requests: [],
      request_line: ['no', 'brief', 'status'],
      status_consent: [],
      status_pending: [],
      status_approved: [],
      status_refused: [],
      status_withdrawn: [],
      decided_agreed: ['no', 'name'],
      decided_next: ['no', 'next'],
      decided_refused: ['no', 'name'],
      decide_all: [],
      decide_many: ['count'],
      decide_line: ['name', 'brief'],
      decided_all: ['count', 'list'],
      decided_not: ['numbers'],
      withdrawn_told: ['no', 'name', 'brief'],
      withdrawn_quietly: ['no'],
      withdrawn_after: ['no', 'name', 'brief'],
      waiting_digest: ['count', 'date'],
      waiting_long: ['no', 'approver', 'days'],
      turn_given: ['no', 'name', 'brief'],
    },
    policies: [APPROVALS],
    jobs: waitingJobs(kindOf),
    routes: applicationRoutes(kindOf),
  }

  async function agree(
    context: EffectContext,
    found: Application,
    applicant: NonNullable<Awaited<ReturnType<typeof context.tools.directory.byId>>>,
  ) {
    const next = await kindOf(found).agreed(context, found, applicant)
    const moved = next
      ? await moveApplication(context.tx, found, { status: 'pending', turn: next.id, step: found.step + 1 })
      : await moveApplication(context.tx, found, { status: 'approved', turn: null, decided: context.now })
    if (!moved) throw refusalFor(context, found)
    await recordDecision(context, found, 'agreed', null)
    return {
      text: next
        ? context.tools.text('decided_next', { no: found.no, next: titleOf(next) })
        : context.tools.text('decided_agreed', { no: found.no, name: applicant.name }),
    }
  }

  /** Agrees to each as if it were the only one: what cannot be agreed to stays, and is named. */
  async function agreeAll(context: EffectContext, numbers: readonly string[], verdict: string) {
    if (verdict !== AGREE) throw new Refusal('one_by_one')
    const { tx, tools, person } = context
    const left: string[] = []
    const lines: string[] = []
    for (const no of numbers) {
      const found = await findApplication(tx, no)
      const applicant =
        found?.turn === person.id && !kindOf(found).quiet && (await tools.directory.byId(tx, found.person))
      try {
        if (!found || !applicant) throw new Refusal('not_yours')
        const brief = await briefOf(context, found)
        await tx.savepoint(() => agree(context, found, applicant))
        lines.push(tools.text('decide_line', { name: applicant.name, brief }))
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown
        left.push(no)
      }
    }
    if (lines.length === 0) throw new Refusal('not_yours')
    const done = tools.text('decided_all', { count: lines.length, list: lines.join('') })
    return { text: left.length === 0 ? done : done + tools.text('decided_not', { numbers: left.join('、') }) }
  }

  async function refuse(
    context: EffectContext,
    found: Application,
    applicant: Parameters<typeof agree>[2],
    reason: string,
  ) {
    if (!(await moveApplication(context.tx, found, { status: 'refused', turn: null, decided: context.now })))
      throw refusalFor(context, found)
    await recordDecision(context, found, 'refused', reason)
    await kindOf(found).refused(context, found, applicant, reason)
    return { text: context.tools.text('decided_refused', { no: found.no, name: applicant.name }) }
  }

  async function withdraw(context: EffectContext, found: Application) {
    const kind = kindOf(found)
    if (found.status === 'refused' || found.status === 'withdrawn') throw new Refusal('gone')
    if (found.status === 'approved' && !(await kind.mayWithdraw(context, found)))
      throw new Refusal('decided', { approver: context.tools.text('status_approved') })
    if (
      !(await moveApplication(context.tx, found, { status: 'withdrawn', turn: null, decided: context.now }))
    )
      throw new Refusal('gone')
    await recordDecision(context, found, 'withdrawn', null)
    const refund = await kind.withdrawn(context, found)
    await tellApprover(context, found)
    return { no: found.no, refund }
  }

  /**
   * Whoever was asked to decide learns that there is nothing left to decide. Where it was decided already, it is the
   * present supervisor who has to know: he has counted on it.
   */
  async function tellApprover(context: EffectContext, found: Application): Promise<void> {
    const { tx, tools, person } = context
    const key = `withdrawn/${found.no}`
    if (found.status === 'approved' && !kindOf(found).quiet) {
      const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
      if (!supervisor) return
      const values = { no: found.no, name: person.name, brief: await briefOf(context, found) }
      return context.push(supervisor, 'withdrawn_after', { key, values })
    }
    const approver = found.turn && (await tools.directory.byId(tx, found.turn))
    if (!approver) return
    if (kindOf(found).quiet)
      return context.push(approver, 'withdrawn_quietly', { key, values: { no: found.no } })
    const values = { no: found.no, name: context.person.name, brief: await briefOf(context, found) }
    await context.push(approver, 'withdrawn_told', { key, values })
  }

  /** A decision that comes too late says how it ended; one that never was yours says no more than that. */
  function refusalFor(context: EffectContext, found: Application): Refusal {
    if (found.turn !== null || found.status === 'withdrawn') return new Refusal('not_yours')
    return new Refusal('decided', { state: statusOf(context, found) })
  }
}

/** What somebody wrote for a colleague is his to take back until that one has answered. */
function isMine({ person, author, status }: Application, me: string): boolean {
  return person === me || (author === me && status === 'consent')
}

/** Between the numbers of requests that are agreed to at once. */
const AND = '+'

/** The option of the flow that agrees; anything else refuses. */
const AGREE = 'agree'
