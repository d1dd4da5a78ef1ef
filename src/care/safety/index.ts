import type { CareArea } from '../../runtime/care-area.ts'
import { effect } from '../../runtime/declare.ts'
import { ANSWERED, answered, askWhetherReached, STILL } from './answer.ts'
import { callRound, callWatch, callWent, ROUND, STILL_NOBODY, stillNobody, WATCH, WENT } from './call.ts'
import { OF_SELF, raiseConcern } from './concern.ts'
import { sealFlag } from './flag-errand.ts'
import { AID, EMERGENCY, HOTLINES, RISK, SAFETY, SECRECY, WHOM } from './policy.ts'
import { concernRoutes } from './routes.ts'
import { CALLS } from './words-for.ts'

/** Despair heard anywhere: the duty contact at once, the flagged sentence to the readers of cases. */
export const safetyArea: CareArea = {
  name: 'safety',
  lookups: {},
  effects: {
    /** “我现在需要帮助”: said by the person himself, so that nothing has to be judged. */
    'safety.call': effect({ with: {}, result: { text: 'text' } }, async context => {
      const { reply } = await raiseConcern(context, 'crisis', [OF_SELF], context.key)
      return { text: reply }
    }),
  },
  privacy: 'work',
  notices: {
    ...Object.fromEntries(CALLS.map(name => [name, ['name', 'unit', 'phone', 'no']])),
    duty_ring: [],
    duty_told: ['duty', 'phone', 'kept'],
    duty_told_more: ['duty', 'phone'],
    duty_words_kept: [],
    duty_told_read: ['duty', 'phone', 'by'],
    duty_told_hidden: ['duty', 'phone', 'by'],
    duty_unreached: [],
    duty_unconfirmed: [],
    duty_taken: ['duty', 'phone'],
    duty_reached: ['duty', 'phone'],
    duty_unanswered: ['duty', 'phone'],
    duty_noted_taken: ['name', 'phone', 'no'],
    duty_noted_reached: ['name', 'phone', 'no'],
    duty_noted_unreached: ['name', 'phone', 'no'],
    duty_noted_passed: ['name', 'phone', 'no', 'to'],
    duty_noted_closed: ['name', 'phone', 'no'],
    duty_held: ['name', 'phone', 'no', 'to'],
    duty_pass_whom: ['name', 'phone', 'no'],
    duty_pass_other: ['name', 'phone', 'no', 'to'],
    duty_company: ['name', 'phone', 'no'],
    duty_unsure: ['name', 'phone', 'no'],
    duty_which: ['list'],
    duty_still: ['name', 'phone', 'no'],
  },
  policies: [AID, HOTLINES, RISK, SECRECY, SAFETY, WHOM, EMERGENCY],
  jobs: {
    [WENT]: callWent,
    [WATCH]: callWatch,
    [ROUND]: callRound,
    [STILL]: askWhetherReached,
    [STILL_NOBODY]: stillNobody,
  },
  errands: {
    [ANSWERED]: answered,
    'safety.flag': sealFlag,
  },
  routes: concernRoutes,
}
