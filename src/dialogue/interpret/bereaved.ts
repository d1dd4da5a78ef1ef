import type { Command } from '../command.ts'
import type { Flow } from '../flow.ts'
import { mentions } from '../slots/mentions.ts'
import { clauses } from './bare.ts'
import { type Listening, readPart, visibleFlows } from './listening.ts'
import { say } from './say.ts'

const RELATIVE =
  '(?:爸|妈|爹|娘|父亲|母亲|爷|奶|外公|外婆|姥|岳父|岳母|公公|婆婆|老伴|爱人|老婆|老公|丈夫|妻子|媳妇|儿子|女儿|孩子|哥|弟|姐|妹|叔|伯|姑|舅|姨|老人|老人家|亲人|祖父|祖母)'
/** “我爸昨天走了”, and not “我爸走了两天亲戚”: gone, and nothing said of where to. */
const GONE = new RegExp(
  `${RELATIVE}(?:他|她|人|昨天|昨晚|今天|今早|前天|早上|上午|下午|晚上|夜里|凌晨|刚刚|刚才|刚|突然|忽然|已经|就|也|还是){0,4}(?:走了|没了|不在了|去了|老了|过去了)(?:$|[,，。！!…、])`,
  'u',
)

/** Whether somebody's death is told. */
export function tellsDeath(l: Pick<Listening, 'world'>, plain: string): boolean {
  const words = l.world.patterns.sympathy.words ?? []
  return words.some(word => plain.includes(word)) || GONE.test(plain)
}

/** What is left of “今早的事” without its time: it says when that was. */
const ITS_TIME = /^的事情?$/u

/**
 * A message without the day on which somebody died: that is no day of leave. Days to come stay, and so does a day
 * of a clause that tells something else.
 */
export function withoutDeathDay(l: Listening): Listening {
  const { plain, text } = l.reading
  if (!tellsDeath(l, plain)) return l
  const today = l.now.slice(0, 10)
  const parts = clauses(text).map(part => {
    const reading = readPart(l, part)
    if (reading.plain.length !== part.length) return part
    const past = reading.times.filter(
      ({ start, end }) => start !== null && (end ?? start).slice(0, 10) <= today,
    )
    const rest = past.reduceRight((left, { span }) => left.slice(0, span[0]) + left.slice(span[1]), part)
    return tellsDeath(l, reading.plain) || ITS_TIME.test(rest) ? rest : part
  })
  return { ...l, reading: readPart(l, parts.join('，')) }
}

/**
 * A death told and nothing asked for: first the person, then leave for it is offered. Null where no death is told, or no
 * form has a place for such a leave.
 */
export function hearBereaved(l: Listening): Command[] | null {
  const { bereaved } = l.world.patterns
  const [wish = '', no = ''] = bereaved.options ?? []
  if (!tellsDeath(l, l.reading.plain)) return null
  const flow = formFor(l, wish)
  if (!flow) return [say('sympathy')]
  // Nobody who mourns is asked why.
  const told = clauses(withoutDeathDay(l).reading.text).filter(part => tellsDeath(l, readPart(l, part).plain))
  const text = [wish, ...told].join('，')
  const options = [
    { label: wish, yesNo: 'yes', commands: [{ do: 'start', flow: flow.id, text, greeted: true }] },
    { label: no, yesNo: 'no', commands: [say('weighs_no')] },
  ] as const
  return [say('sympathy'), { do: 'ask_between', question: { kind: 'bereaved', values: {}, options } }]
}

/** A wish for leave that tells a death and no kind of leave is for that. @returns the words the form is begun with */
export function withKind(l: Listening, flow: Flow, text: string): string {
  const [wish = ''] = l.world.patterns.bereaved.options ?? []
  const { plain } = readPart(l, text)
  const kinds = flow.slots.filter(s => s.type === 'choice' && mentions(wish, s.options).length > 0)
  if (!flow.pair || kinds.length === 0 || !tellsDeath(l, plain)) return text
  return kinds.some(s => mentions(plain, s.options).length > 0) ? text : `${wish}，${text}`
}

/** The form of a stretch of days that has such a kind. */
function formFor(l: Listening, wish: string): Flow | undefined {
  return visibleFlows(l.world).find(
    f =>
      !f.hidden && f.pair && f.slots.some(s => s.type === 'choice' && mentions(wish, s.options).length > 0),
  )
}
