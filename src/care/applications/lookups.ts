import type { CareContext } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { AND } from './decide.ts'
import type { ApplicationKind } from './kind.ts'
import { type Application, findApplication, requestsOf, waitingFor } from './store.ts'

/** What waits for whom, and what became of one's own. @param kindOf what the care areas know of their requests */
export function requestLookups(kindOf: (application: Application) => ApplicationKind) {
  const briefOf = (context: CareContext, a: Application) => kindOf(a).brief(context, a)
  const nameOf = async (context: CareContext, a: Application) =>
    (await context.tools.directory.byId(context.tx, a.person))?.name ?? ''

  return {
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
            status: context.tools.text(`status_${a.status}`),
          }),
        )
      // Nagging is the system's business, not the junior's.
      const waits = mine.some(a => a.status === 'pending' && !kindOf(a).quiet)
      if (waits) lines.push(context.tools.text('requests_waiting'))
      return { text: lines.join('\n') }
    }),
  }
}
