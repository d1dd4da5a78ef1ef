import { instantOf } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { saidWith } from './decisions.ts'
import { askedInPlace } from './in-place.ts'
import type { KindOf } from './my-turn.ts'
import { APPROVALS } from './policy.ts'
import { requestsOf } from './store.ts'
import { hrOf } from './tell-hr.ts'

/** Days for which somebody who asks why means what was refused. */
const LATELY = 14

const SAID = {
  approver: 'text',
  brief: 'text',
  reason: 'text',
  hr: 'text',
  appeal: 'text',
  waiting: 'text',
} as const

const NOTHING = { found: false, approver: '', brief: '', reason: '', hr: '', appeal: '', waiting: '' }

/** @param kindOf what the care areas know of their requests; of what is quiet a message of its own has told */
export function refusedLookups(kindOf: KindOf) {
  return {
    /**
     * The last request of mine that was refused lately: which, by whom, and why in his words; who of HR can be asked, and
     * what the law gives besides, by my staff type, '' = nothing that the table knows. Where none was: `waiting` = what
     * is not decided yet, '' = nothing either.
     */
    last_refused: lookup(
      {
        with: {},
        returns: { ...SAID, found: 'yes_no' },
      },
      async context => {
        const { tx, today, tools, person } = context
        const since = instantOf(`${addDays(today, -LATELY)}T00:00`, tools.zone)
        const refused = (await requestsOf(tx, person.id, ['refused'], 20))
          .filter(one => !kindOf(one).quiet && (one.decided ?? 0) >= since)
          .sort((a, b) => (b.decided ?? 0) - (a.decided ?? 0))
        for (const found of refused) {
          if (await context.hides?.(found.no)) continue
          const said = await saidWith(context, found, 'refused')
          if (!said) continue
          const hr = (await hrOf(context, found)).map(titleOf).join(tools.words().and)
          return {
            ...NOTHING,
            found: true,
            approver: said.approver,
            brief: await kindOf(found).brief(context, found),
            reason: said.said,
            hr: hr === '' ? tools.text('checks_hr') : hr,
            appeal: appealOf(context),
          }
        }
        return { ...NOTHING, waiting: await waitingOf(context, kindOf) }
      },
    ),
  }
}

/** What waits, and with whom: who asks why something was not agreed to may mean that it has not been yet. */
async function waitingOf(context: CareContext, kindOf: KindOf): Promise<string> {
  const { tx, tools, person } = context
  const lines: string[] = []
  for (const found of await requestsOf(tx, person.id, ['pending'], 3)) {
    const approver = found.turn && (await tools.directory.byId(tx, found.turn))
    if (!approver || kindOf(found).quiet || (await context.hides?.(found.no))) continue
    const status = tools.text('status_at', { name: titleOf(await askedInPlace(context, found, approver)) })
    const brief = await kindOf(found).brief(context, found)
    lines.push(tools.text('request_line', { no: found.no, brief, status }))
  }
  return lines.join('\n')
}

function appealOf({ tools, person }: CareContext): string {
  const { appeal } = tools.policy(APPROVALS)
  const holds = appeal && person.staffType !== null && appeal.staff.includes(person.staffType)
  return holds ? tools.text('refused_appeal', { source: appeal.source }) : ''
}
