import type { Command } from '../command.ts'
import { answerAbout } from './answers.ts'
import { asksAside } from './asks-aside.ts'
import { changeBelow } from './below.ts'
import { spellNumber } from './by-number.ts'
import { directAnswer } from './direct-answer.ts'
import { hearErasing } from './erases.ts'
import { idle } from './idle.ts'
import { inForm } from './in-form.ts'
import { hearLeftOut } from './leave-out.ts'
import { type At, type Listening, readPart } from './listening.ts'
import { choosesOther } from './other-task.ts'
import { optionMeant } from './pending.ts'
import { say } from './say.ts'
import { wishes } from './starts.ts'
import { hearStory } from './story.ts'
import { hearVerbatim } from './verbatim.ts'
import { wholeCommand } from './whole-command.ts'

/**
 * Turns a text into commands, in the light of what is being asked. Pure; the order of the questions below is
 * the design: what stands open first, then whole-message words, then values, then wishes, then courtesies.
 */
export function interpret(said: Listening): Command[] {
  if (said.reading.plain === '') return [say('empty')]
  const l = spellNumber(said)
  const { at } = l
  const option = l.state.pending ? optionMeant(l, l.state.pending) : null
  if (option !== null) return [{ do: 'choose', option }]
  const direct = directAnswer(l)
  if (direct) return direct
  const answer = answerAbout(l)
  if (answer) return answer
  const leftOut = at && hearLeftOut(l, at)
  if (at && leftOut) return [leftOut.command, ...restOf(l, at, leftOut.rest)]
  const erased = at && hearErasing(l, at)
  if (erased) return erased
  if (at?.asked?.untilDone) return hearStory(l, at)
  const command = wholeCommand(l)
  if (command) return command
  if (at?.frame.status === 'sending') return whileSending(l, at)
  const below = changeBelow(l)
  if (below) return below
  const aside = at && asksAside(l, at)
  if (aside) return aside
  if (at?.asked?.verbatim) return hearVerbatim(l, at)
  if (!at) return idle(l)
  const heard = inForm(l, at)
  return choosesOther(l, heard) ?? heard
}

/** What a message says beside whom it leaves out. */
function restOf(l: Listening, at: At, rest: string | null): Command[] {
  if (rest === null) return []
  if (at.asked?.untilDone) return [{ do: 'append', text: rest }]
  const commands = inForm({ ...l, reading: readPart(l, rest) }, at)
  return commands.filter(c => c.do !== 'unknown')
}

/** What was submitted waits for its outcome; meanwhile another wish need not. */
function whileSending(l: Listening, at: At): Command[] {
  const others = wishes(l).sure.filter(c => c.do !== 'start' || c.flow !== at.frame.flow)
  return others.length > 0 ? others : [say('still_sending')]
}
