import { addDays, dateOf } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { isOwnCheckup } from './rules.ts'
import { invitationOf } from './store.ts'
import { mineOf, paidOf, windowOf } from './texts.ts'

export const healthLookups = {
  /** The window I am invited to; after its last day it still takes 已检 for a while. */
  health_campaign: lookup(
    {
      with: {},
      returns: {
        found: 'yes_no',
        title: 'text',
        window: 'text',
        place: 'text',
        paid: 'text',
        from: 'date',
        to: 'date',
        mine: 'text',
      },
    },
    async context => {
      const mine = await myInvitation(context)
      if (!mine)
        return { found: false, title: '', window: '', place: '', paid: '', from: '', to: '', mine: '' }
      const { tools, today } = context
      const { campaign } = mine
      return {
        found: true,
        title: campaign.title,
        window: windowOf(campaign, tools, today),
        place: campaign.place,
        paid: paidOf(campaign, tools),
        from: campaign.from,
        to: campaign.to,
        mine: mineOf(mine, tools, today),
      }
    },
  ),

  /** Whether leave for one's own check-up may be the organisation's: then no leave is due on that day. */
  paid_checkup: lookup(
    {
      with: { reason: 'text', from: 'half_day' },
      optional: ['from'],
      returns: { paid: 'yes_no', title: 'text', window: 'text' },
    },
    async (context, { reason, from }) => {
      const mine = isOwnCheckup(reason) ? await myInvitation(context) : null
      if (!mine?.campaign.paidDay || mine.status === 'done') return { paid: false, title: '', window: '' }
      const { campaign } = mine
      const day = from === undefined ? campaign.to : dateOf(from)
      const paid = day >= campaign.from && day <= campaign.to && campaign.to >= context.today
      return { paid, title: campaign.title, window: windowOf(campaign, context.tools, context.today) }
    },
  ),
}

export function myInvitation({ tx, person, today, tools }: CareContext) {
  return invitationOf(tx, person.id, today, addDays(today, -tools.policy(REMINDERS).closing.days))
}
