import type { Person } from '../../kernel/person.ts'
import type { Telling } from './kind.ts'
import { JOURNEY, setStep, stepsOf } from './steps.ts'

/** What those learn with whom a request is filed (备案): that somebody is absent, or is not after all; never why. */
export type Filed = 'filed' | 'filed_taken_back' | 'filed_ended' | 'filed_recalled'

/**
 * Tells everybody with whom a request is filed.
 * @param about `span`: the days it is about; `again`: tells one correction of a request from another
 */
export async function tellFiled(
  { tx, tools, push, now }: Telling,
  no: string,
  what: Filed,
  { applicant, span, again = '' }: { applicant: Person; span: string; again?: string },
): Promise<void> {
  for (const copy of (await stepsOf(tx, no)).filter(one => one.does === 'file' && one.found !== JOURNEY)) {
    const to = await tools.directory.byId(tx, copy.person)
    if (!to) continue
    const values = { no, name: applicant.name, unit: applicant.unit, span }
    await push(to, what, { key: `${what}/${no}${again === '' ? '' : `/${again}`}`, values })
    await setStep(tx, copy.id, { state: 'told', at: now })
  }
}
