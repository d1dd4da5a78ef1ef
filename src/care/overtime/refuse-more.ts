import type { Person } from '../../kernel/person.ts'
import type { Deciding } from '../applications/kind.ts'
import { findApplication, moveApplication } from '../applications/store.ts'
import { creditWords } from './confirm.ts'
import { settleCredit } from './credit.ts'
import { OVERTIME } from './policy.ts'
import { creditedMinutes } from './rules.ts'
import { type OvertimeRow, setOvertime } from './store.ts'
import { recordWords } from './words.ts'

/**
 * The hours beyond what was agreed to beforehand are refused: those that were agreed to count, and the record stands as
 * approved with them.
 * @param agreed minutes
 */
export async function refuseMore(
  context: Deciding,
  row: OvertimeRow,
  agreed: number,
  { applicant, reason, by }: { applicant: Person; reason: string; by: string },
): Promise<void> {
  const { tx, tools, today, now, push } = context
  const { no } = row
  const less = { ...row, minutes: agreed }
  const counted = creditedMinutes(tools.calendar, tools.policy(OVERTIME), {
    ...less,
    staffType: applicant.staffType,
  })
  await setOvertime(tx, no, { status: 'approved', minutes: agreed, counted })
  const refused = await findApplication(tx, no)
  if (refused) await moveApplication(tx, refused, { status: 'approved', turn: null, decided: now })
  const halfDays = (await settleCredit(context, applicant, no)) ?? 0
  await push(applicant, 'overtime_more_refused', {
    key: `refused/${no}`,
    values: {
      ...recordWords(tools, less, today),
      approver: by,
      reason,
      credit: await creditWords(context, applicant, row, halfDays),
    },
  })
}
