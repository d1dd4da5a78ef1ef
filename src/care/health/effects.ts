import { formatDate } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { effect } from '../../runtime/declare.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { myInvitation } from './lookups.ts'
import { type Answer, type Answered, takeAnswer } from './rules.ts'
import { saveAnswer } from './store.ts'
import { paidOf } from './texts.ts'

export const healthEffects = {
  /** Writes down what somebody says about his check: a day, that he was there, or that reminders should stop. */
  'health.answer': effect(
    {
      with: { answer: 'choice', date: 'date' },
      optional: ['date'],
      result: { text: 'text' },
      refusals: { closed: [] },
    },
    async (context, { answer, date }) => {
      const { tx, tools, today } = context
      const mine = await myInvitation(context)
      if (!mine) throw new Refusal('closed')
      const { booked, missed } = tools.policy(REMINDERS)
      const answered = takeAnswer(
        mine,
        { answer: answer as Answer, date: date ?? null },
        today,
        { daysBefore: booked.days_before, daysAfter: missed.days_after },
        tools.calendar,
      )
      await saveAnswer(tx, mine.id, answered, tools.zone)
      const values = {
        date: date === undefined ? '' : formatDate(date, tools.words(), today),
        paid: paidOf(mine.campaign, tools),
      }
      return { text: tools.text(`health_noted_${noteFor(answer as Answer, answered)}`, values) }
    },
  ),
}

/** A reminder is promised only where there will be one. */
function noteFor(answer: Answer, { muted, next, date }: Answered): string {
  if (answer === 'done' || answer === 'mute') return answer
  if (muted) return 'quiet'
  return next !== null && date !== null && next < date ? 'booked' : 'soon'
}
