import { formatDate, formatDays } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import { effect } from '../../runtime/declare.ts'
import { watchWaiting } from '../applications/jobs.ts'
import { createApplication } from '../applications/store.ts'
import { creditOf, minutesOf } from './credit.ts'
import type { OvertimeForm } from './form.ts'
import { insertOvertime, sameDay } from './store.ts'

export const overtimeEffects = {
  /** Hands a record in and asks the supervisor to confirm it. */
  'overtime.create': effect(
    {
      with: { date: 'date', hours: 'number', purpose: 'choice' },
      result: { no: 'text', approver: 'text' },
      refusals: { no_supervisor: [], duplicate: ['no'] },
    },
    async (context, { date, hours, purpose }) => {
      const { tx, person, tools, today, push } = context
      const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
      if (!supervisor || supervisor.id === person.id) throw new Refusal('no_supervisor')
      const form: OvertimeForm = { date, hours, purpose }
      const { no, fresh } = await createApplication(context, {
        kind: 'overtime',
        person: person.id,
        status: 'pending',
        turn: supervisor.id,
        form,
      })
      const result = { no, approver: titleOf(supervisor) }
      if (!fresh) return result
      const other = await sameDay(tx, person.id, date)
      if (other) throw new Refusal('duplicate', { no: other })
      const minutes = minutesOf(hours)
      await insertOvertime(tx, { no, person: person.id, date, minutes, kind: 'overtime', status: 'pending' })
      await push(supervisor, 'overtime_to_decide', {
        key: `decide/${no}`,
        values: {
          no,
          name: person.name,
          date: formatDate(date, tools.words(), today),
          hours,
          purpose: tools.text(`purpose_${purpose}`),
          days: formatDays(creditOf(tools, hours)),
        },
      })
      await watchWaiting(context, supervisor.id)
      return result
    },
  ),
}
