import { formatDate, formatSpan } from '../../dialogue/format.ts'
import { halfDay } from '../../kernel/half-day.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Invitation } from './rules.ts'
import type { Campaign } from './store.ts'

/** A window as people read it. */
export function windowOf(campaign: Campaign, tools: Tools, today: string): string {
  return formatSpan(halfDay(campaign.from, 'a'), halfDay(campaign.to, 'p'), tools.words(), today)
}

/** Whether the day counts as work. */
export function paidOf(campaign: Campaign, tools: Tools): string {
  return tools.text(campaign.paidDay ? 'health_paid' : 'health_unpaid')
}

/** The names that messages about a window may use. */
export function valuesOf(campaign: Campaign, tools: Tools, today: string): Record<string, string> {
  const { title, place } = campaign
  return { title, place, window: windowOf(campaign, tools, today), paid: paidOf(campaign, tools) }
}

/** What I have answered so far, said back to me alone. */
export function mineOf(mine: Invitation, tools: Tools, today: string): string {
  const date = mine.date ? formatDate(mine.date, tools.words(), today) : ''
  const said = tools.text(`health_mine_${mine.status}`, { date })
  return mine.muted ? said + tools.text('health_mine_muted') : said
}
