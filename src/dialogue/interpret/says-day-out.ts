import type { Reading } from '../../kernel/reading.ts'
import { CORRECTION } from './correction.ts'

/** Longer messages say more than that a day is worked after all. */
const LONGEST = 24
/** A day that is not wanted any more, or on which one has to be there. */
const OFF =
  /(?:不|别)(?:用|再|想|要|打算)?(?:休|请|歇|算)|去掉|删掉|去除|除掉|除外|划掉|减掉|拿掉|剔除|扣掉|(?:来|要|得|回|去|正常|照常|还是)(?:来|去|回)?(?:单位)?(?:上班|值班|开会)|(?:上班|值班|开会)了?$/u

/** Whether a message takes days out of a stretch, whichever it is. */
export function saysDayOut({ plain, times }: Pick<Reading, 'plain' | 'times'>): boolean {
  const days = times.filter(time => time.start !== null && time.kind !== 'overtime')
  return days.length === 1 && plain.length <= LONGEST && OFF.test(plain) && !CORRECTION.test(plain)
}
