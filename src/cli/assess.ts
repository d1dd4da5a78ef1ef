import { areas } from '../areas.ts'
import { RISK, SECRECY } from '../care/safety/policy.ts'
import { flowsFault } from '../main.ts'
import { type Assess, makeAssess } from '../risk/assess.ts'
import { routed, routeOf } from '../risk/route.ts'
import { makeMarkings } from '../risk/secrecy.ts'
import { loadLibrary, readFlowFolder } from '../runtime/library.ts'
import type { SystemTexts } from '../runtime/system-texts.ts'
import { normalize } from '../understanding/normalize.ts'
import type { Command } from './command.ts'
import { answerLines, parseLine } from './lines.ts'

/** What every text is heard by, in every flow, before the dialogue hears it. */
export interface Ears {
  readonly assess: Assess
  markingIn(plain: string): readonly [from: number, to: number] | null
  readonly texts: SystemTexts
}

/** What the rules of risk and of secrecy make of each line. */
export const assess: Command = {
  name: 'assess',
  usage: '< FILE',
  args: [0, 0],
  help: 'help.assess',
  async run({ config, texts, streams }) {
    const { library, problems } = loadLibrary(readFlowFolder(config().FLOWS_DIR), areas)
    if (!library) throw flowsFault(problems)
    const { policy } = library
    const ears = { assess: makeAssess(policy(RISK)), markingIn: makeMarkings(policy(SECRECY)), texts }
    await answerLines(streams, line => assessed(ears, line))
    return 0
  },
}

/**
 * One line in, one object out; places count characters of the text as it was given. Words of danger go to the
 * duty contact, a report to nobody but the discipline office (the person is told where), the rest to HR; a marking
 * of secrecy goes to nobody, since nothing of such a text is kept.
 */
export function assessed({ assess, markingIn, texts }: Ears, line: string): object {
  const { id, text } = parseLine(line)
  const plain = normalize(text)
  const assessment = assess(plain)
  const { level, category, urgent, ask } = assessment
  const marking = markingIn(plain)
  const heard = [
    ...routed(assessment).map(({ span, ...rest }) => ({ ...rest, span: placeIn(text, span) })),
    ...(marking
      ? [
          {
            rule: 'secrecy',
            why: texts.say('assess.secrecy'),
            span: placeIn(text, marking),
            to: 'none' as const,
          },
        ]
      : []),
  ]
  return {
    ...(id === undefined ? {} : { id }),
    level,
    category,
    urgent,
    ask,
    safe: urgent,
    route: routeOf(assessment),
    routes: heard.map(({ span, to }) => ({ span, to })),
    reasons: heard.map(({ rule, span, why }) => ({ rule, quote: text.slice(...span), why })),
  }
}

/** A place in the normalised text, as one in the text it was made from: normalising can change its length. */
function placeIn(text: string, [from, to]: readonly [number, number]): [from: number, to: number] {
  return [shortest(text, from + 1) - 1, shortest(text, to)]
}

/** How much of a text it takes until what is normalised of it is so long. */
function shortest(text: string, length: number): number {
  let [low, high] = [0, text.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (normalize(text.slice(0, middle)).length < length) low = middle + 1
    else high = middle
  }
  return low
}
