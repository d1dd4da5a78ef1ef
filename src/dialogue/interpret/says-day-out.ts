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
  const off = OFF.test(plain) && !ELSEWHERE.test(plain)
  return days.length === 1 && plain.length <= LONGEST && off && !CORRECTION.test(plain)
}

/** “去杭州开会” is work, and no day at one's desk. */
const ELSEWHERE =
  /[去到赴](?!单位|局|机关|办公室|公司|所里|街道|部里|厅里|委里|区里|县里|市里)\p{Script=Han}{2,}开会/u
