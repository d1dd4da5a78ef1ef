import type { Flow } from '../flow.ts'
import type { Frame } from '../state.ts'
import { ownAnswer } from './answers.ts'
import { clauses } from './bare.ts'
import { type Listening, readPart } from './listening.ts'

/** In a story only what is put as a question is one: “我怕影响考核” is told, “会影响考核吗” is asked. */
export const ASKS = /(?:吗|呢|么|什么|谁|能看到?|会看到?|看得到|多久|意思)[？?。]?$|[？?]$|^.{0,3}(.)不\1/u

const BEFORE = '^(?:那么?|不过|可是|但是?|对了|请问|[，,])*'
const TOLD =
  '(?:我|在?这里?|跟你|对你|和你|刚才|刚刚)*(?:说|写|讲|交|发)的(?:这些|这个|话|东西|内容|心里话|事|都)*'
/** “谁会看到我说的”, “我写的这些领导会不会知道”: put as no question, and yet of what was told nothing else is said. */
const ASKS_OF_TOLD = new RegExp(
  `${BEFORE}(?:谁|哪些人|什么人)(?:会|能|可以|都|看|到|得|知道|读|打开)+(?:${TOLD})?$|` +
    `${BEFORE}${TOLD}[^，。,]{0,6}(?:会不会|能不能|是不是|谁)[^，。,]{1,10}$`,
  'u',
)

/** “谁能看得起我呢” asks for no reader. */
const ESTEEM = /看[得不](?:起|上|惯|透|懂)/u

/** Whether a whole message amid a story asks, and tells nothing. */
export function isAsked(plain: string): boolean {
  return (ASKS.test(plain) || ASKS_OF_TOLD.test(plain)) && !ESTEEM.test(plain)
}

/** “我想说点心里话，会不会被领导知道”: the answer where all that a sentence says beside its wish is such a question. */
export function answerToAll(
  l: Listening,
  text: string,
  at: { frame: Frame; flow: Flow },
  tells: (part: string) => boolean,
): string | null {
  const answers = clauses(text)
    .filter(tells)
    .map(part => {
      const reading = readPart(l, part)
      return isAsked(reading.plain) ? ownAnswer({ ...l, reading }, at) : null
    })
  const [first] = answers
  if (first === undefined || answers.some(answer => answer === null)) return null
  return [...new Set(answers)].join('')
}
