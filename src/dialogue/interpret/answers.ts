import type { Command } from '../command.ts'
import type { Flow } from '../flow.ts'
import { isPattern } from '../patterns.ts'
import { renderFor, renderPartsFor } from '../scope.ts'
import type { Parts } from '../template.ts'
import { isOff } from '../world.ts'
import { clauses, holds, isWhole } from './bare.ts'
import { type At, type Listening, readPart, visibleFlows } from './listening.ts'
import { isAboutForm } from './own-words.ts'
import { say } from './say.ts'
import { SURE } from './starts.ts'

/** A question about what is asked, with its answer, and the rest of the message. */
export interface Question {
  tell: Command[]
  /** Without the clause that asks: “好，提交吧，多久能批？” leaves “好，提交吧”. Null where nothing is left. */
  rest: Listening | null
}

/** Why a thing is asked, what a word means, and the questions the flow file answers. */
export function questionIn(l: Listening, at: At | null): Question | null {
  const parts = clauses(l.reading.text)
  if (parts.length > 1 && parts.length <= MOST_CLAUSES) {
    const asking = parts.findIndex(part => answerTo({ ...l, reading: readPart(l, part) }, at))
    const part = parts[asking]
    if (part !== undefined) {
      const tell = answerTo({ ...l, reading: readPart(l, part) }, at) ?? []
      const rest = parts.filter((_, i) => i !== asking).join('，')
      return { tell, rest: { ...l, reading: readPart(l, rest) } }
    }
  }
  const tell = answerTo(l, at)
  return tell && { tell, rest: null }
}

function answerTo(l: Listening, at: At | null): Command[] | null {
  const { plain } = l.reading
  const own = at && ownAnswer(l, at)
  if (own) return [{ do: 'tell', text: own }]
  // “为什么要三天” for the one who asked: it is for him, and no question to the form.
  if (at?.asked?.follows && !isAboutForm(plain, at.asked)) return null
  const why = (l.world.patterns.why.words ?? []).some(w => plain.includes(w))
  if (why && at?.asked) {
    const { why: because } = at.asked
    return because
      ? [{ do: 'tell', text: renderFor(because, l.world, l.now, at.frame, at.flow) }]
      : [say('why')]
  }
  return meaningOf(l)
}

/** What the flow file itself answers. */
export function ownAnswer(l: Listening, { flow, frame }: Pick<At, 'flow' | 'frame'>): string | null {
  const found = flow.answers.find(a => a.words.some(w => holds(l.reading.plain, w)))
  return found ? renderPartsFor(found.say, l, frame, flow) : null
}

/** “我不想实名，改成隐名” amid an answer to a letter: told to the form and not to its reader. */
export function answerAmid(l: Listening, { flow, frame }: Pick<At, 'flow' | 'frame'>): Command[] | null {
  const parts = clauses(l.reading.plain)
  const found = flow.answers.find(a => a.amid && parts.every(part => a.words.some(w => holds(part, w))))
  return found && parts.length > 0 ? [{ do: 'tell', text: renderPartsFor(found.say, l, frame, flow) }] : null
}

/** “调休是什么”. */
function meaningOf(l: Listening): Command[] | null {
  const { plain } = l.reading
  if (!(l.world.patterns.what_is.words ?? []).some(w => plain.includes(w))) return null
  const term = Object.keys(l.world.terms).find(t => plain.includes(t))
  if (term) return [{ do: 'tell', text: l.world.terms[term] ?? '' }]
  // A word nobody explained is still a question, no answer: “护工假是什么意思”.
  const asks = plain.length <= SHORT && WORD_ASKED.test(plain)
  return asks ? [say('what_is')] : null
}

const WORD_ASKED = /(?:是什么|什么意思|啥意思|是啥)[呀啊呢]?[?？。]?$/u

/** A question, however it is put. */
const IS_QUESTION = /[?？]|[吗么呢]$|谁|会不会|能不能|是不是|多久|几个|哪些|什么/u

/**
 * “谁会看到？” while it stands to be decided whether a form is begun: answered, and then it is asked again. Only what can
 * be known before the form is open.
 */
export function answerAbout(l: Listening): Command[] | null {
  const { plain } = l.reading
  const { pending } = l.state
  if (!pending || plain.length > LONGEST_QUESTION || !IS_QUESTION.test(plain)) return null
  for (const command of pending.options.flatMap(o => o.commands)) {
    const flow = command.do === 'start' ? l.world.flows.get(command.flow) : undefined
    const answer = flow?.answers.findIndex(a => a.words.some(w => holds(plain, w))) ?? -1
    if (flow?.answers[answer]?.say.parts.every(part => isKnownBefore(flow, part)))
      return [{ do: 'answer', flow: flow.id, answer }]
  }
  return null
}

function isKnownBefore(flow: Flow, { when, say }: Parts['parts'][number]): boolean {
  const roots = [...(when?.names ?? []), ...say.names].map(name => name.split('.')[0] ?? '')
  return roots.every(name => {
    const slot = flow.slot.get(name)
    return name === 'me' || slot?.from === 'remark' || slot?.lookup?.with.length === 0
  })
}

/**
 * A question that another flow's file answers in fixed words: “年假扣工资吗”, before any form was opened. Right after one
 * was handed in that answers it too, it is that one's question.
 */
export function answerElsewhere(l: Listening): Command[] | null {
  const { plain } = l.reading
  const answering = (flow: Flow) => flow.answers.find(a => !a.here && a.words.some(w => holds(plain, w)))
  const last = l.world.flows.get(l.state.last?.flow ?? '')
  for (const flow of last && answering(last) ? [last] : visibleFlows(l.world)) {
    const found = answering(flow)
    const text = found?.say.parts.every(p => !p.when && p.say.names.size === 0)
      ? found.say.parts.map(p => p.say.source).join('')
      : null
    if (text !== null) return [isOff(flow, l.world.place) ? say('off_here') : { do: 'tell', text }]
  }
  return null
}

/** Greetings, thanks, anger and the like: a pattern by its words, or by what the classifier thinks. */
export function courtesy(l: Listening): Command[] | null {
  const { plain, intents } = l.reading
  const { patterns } = l.world
  for (const name of ['greeting', 'thanks', 'robot', 'wait', 'field'] as const)
    if (isWhole(plain, patterns[name].words ?? [])) return [say(name)]
  const [best] = intents
  const pattern = best?.flow.startsWith('~') && best.p >= SURE ? best.flow.slice(1) : ''
  if (pattern === 'help') return [{ do: 'help' }]
  // `cannot` is what the classifier says of talk that is nobody's business here: no answer, so not understood.
  return isPattern(pattern) && pattern !== 'cannot' ? [say(pattern)] : null
}

const SHORT = 12
const LONGEST_QUESTION = 30
const MOST_CLAUSES = 6
