import { formatDays, formatSpan } from '../../dialogue/format.ts'
import { lookup } from '../../runtime/declare.ts'
import { bulletins } from './bulletin-store.ts'
import { bulletinText } from './bulletin-words.ts'
import { KEEP } from './effects.ts'
import { plansAhead } from './plan-store.ts'
import { restFor } from './rest.ts'
import { restOptions, restText } from './rest-words.ts'

const REST_WISH = {
  with: { month: 'choice', holiday: 'choice', most: 'number' },
  optional: ['month', 'holiday', 'most'],
} as const

interface RestAsked {
  month?: string | undefined
  holiday?: string | undefined
  most?: number | undefined
}

export const encourageLookups = {
  /** 拼个长假: up to three ways, in words. */
  rest_plans: lookup({ ...REST_WISH, returns: { text: 'text' } }, async (context, asked) => ({
    text: restText(context.tools, await restFor(context, wishOf(asked)), context.today),
  })),

  /** The same as ways into the leave form. */
  rest_ways: lookup({ ...REST_WISH, returns: 'options' }, async (context, asked) =>
    restOptions(context.tools, await restFor(context, wishOf(asked)), context.today),
  ),

  /** What I plan from today on, to choose from, and that all of it stays: one plan alone is not given up unasked. */
  my_plans: lookup({ with: {}, returns: 'options' }, async ({ tx, person, tools, today }) => {
    const plans = await plansAhead(tx, person.id, today)
    if (plans.length === 0) return []
    const options = plans.map(({ id, from, to, halfDays }) => ({
      value: id,
      label: tools.text('plan_option', {
        span: formatSpan(from, to, tools.words(), today),
        days: formatDays(halfDays),
      }),
    }))
    return [...options, { value: KEEP, label: tools.text('plan_keep') }]
  }),

  /** The bulletin published last, as one text. */
  bulletin_latest: lookup({ with: {}, returns: { found: 'yes_no', text: 'text' } }, async ({ tx, tools }) => {
    const [latest] = await bulletins(tx, 1)
    return latest ? { found: true, text: bulletinText(tools, latest) } : { found: false, text: '' }
  }),
}

function wishOf({ month, holiday, most }: RestAsked) {
  return { month: month ?? null, holiday: holiday ?? null, most: most ?? null }
}
