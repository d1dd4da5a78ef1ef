import type { Command } from '../command.ts'
import { optionsOf } from '../slots/index.ts'
import { answerAmid, questionIn } from './answers.ts'
import { isAsked } from './asks.ts'
import { isWhole } from './bare.ts'
import { CERTAIN, inStory, LONG_FOR_A_WISH } from './in-story.ts'
import { type At, isTask, type Listening } from './listening.ts'
import { addsTo } from './more.ts'
import { namedAgain } from './named-again.ts'
import { say } from './say.ts'
import { bestFlow } from './starts.ts'
import { setsAside, wholeCommand } from './whole-command.ts'

/** A story in many messages: only a whole message can be a command, everything else is the person's words. */
export function hearStory(l: Listening, at: At): Command[] {
  const { reading, world } = l
  if (isWhole(reading.plain, world.patterns.finish.words ?? [])) return [{ do: 'finish' }]
  const command = wholeCommand(l)
  if (command) return command
  if (setsAside(l)) return [{ do: 'set_aside' }]
  const append: Command = { do: 'append', text: reading.text }
  if (reading.plain.length > LONG_FOR_A_WISH || addsTo(reading.text) !== null) return [append]
  if (reading.yesNo === 'wait') return [say('wait')]
  const chosen = chosenAmid(l, at)
  if (chosen) return [chosen]
  const again = namedAgain(l, at)
  if (again) return again
  const answer = answerAmid(l, at)
  if (answer) return answer
  const promise = PROMISE.test(reading.plain)
  const question = promise || isAsked(reading.plain) ? questionIn(l, at) : null
  if (question && (promise || !question.rest)) return question.tell
  const other = bestFlow(l)
  if (!other || !at.asked || other.flow.id === at.frame.flow) return [append]
  const named = isWhole(reading.plain, other.flow.phrases)
  // “我现在需要帮助” cannot wait for a question.
  if (named && !isTask(other.flow)) return [{ do: 'start', flow: other.flow.id, text: reading.text }]
  // “太不公平了” is told, “为什么没批？” is asked.
  const asks = isTask(other.flow) || isAsked(reading.plain)
  return named || (asks && other.p >= CERTAIN) ? [inStory(l, at.asked, other.flow, append)] : [append]
}

/** “隐名”, “想当面谈” while it is being told: the answer to what is asked later, and no part of the story. */
function chosenAmid({ reading }: Listening, { flow, frame }: At): Command | null {
  for (const slot of flow.slots) {
    if (!slot.amid) continue
    const option = optionsOf(slot, frame).find(o => isWhole(reading.plain, [o.label, ...o.words]))
    if (option) return { do: 'set', frame: frame.id, values: { [slot.name]: option.value } }
  }
  return null
}

/** “你先答应我，不管我说什么都不告诉别人”: heard as told, it would be promised. */
const PROMISE = /^(?:你们?)?(?:先|得|要|必须|一定|能不能|可不可以|能|可以)*(?:答应|保证|发誓|[替帮给]我保密)/u
