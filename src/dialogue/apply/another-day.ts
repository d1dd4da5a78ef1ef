import type { Command } from '../command.ts'
import type { Answer, Request } from '../event.ts'
import { fetchAll } from '../fetch.ts'
import { NUMBER } from '../interpret/bare.ts'
import { type Listening, visibleFlows } from '../interpret/listening.ts'
import { verdictOf } from '../interpret/opinions.ts'
import { optionsOf } from '../slots/index.ts'
import type { Working } from '../working.ts'
import { askBetween } from './between.ts'
import { newFrame } from './open.ts'

/**
 * “那天要开会，改到12月9日吧” from somebody who decides, while one request waits for him: a no with another day, or other
 * dates for leave of his own. It is asked which; nobody is refused unasked.
 * @returns whether that is asked now
 */
export function* anotherDay(
  w: Working,
  commands: readonly Command[],
  l: Listening,
): Generator<Request, boolean, Answer> {
  const flow = visibleFlows(w.world).find(
    f => f.yesNo !== null && f.listed.some(role => w.world.me.roles.includes(role)),
  )
  const verdict = flow && verdictOf(flow)
  const choice = flow?.slots.find(s => s.type === 'choice' && s.optionsFrom !== null)
  const reason = flow?.slots.find(s => s.follows === verdict?.name)
  const change = [...w.world.flows.values()].find(f => f.withdraw?.change !== undefined)?.withdraw?.change
  if (!flow || !verdict || !choice || !reason || !change || w.state.pending || w.state.last) return false
  if (!namesAnotherDay(l) || !commands.every(c => isForOneself(l, c))) return false
  const [about, more] = optionsOf(choice, yield* fetchAll(w, newFrame(w, flow), flow))
  if (!about || more) return false
  const kept = {
    [choice.name]: about.value,
    [verdict.name]: verdict.options[1]?.value ?? '',
    [reason.name]: l.reading.text,
  }
  const [refuse = '', own = ''] = w.world.patterns.another_day.options ?? []
  w.commands.push('ask_between')
  askBetween(w, {
    kind: 'another_day',
    values: { label: about.label },
    options: [
      { label: refuse, commands: [{ do: 'start', flow: flow.id, kept }] },
      { label: own, commands: [{ do: 'start', flow: change, text: l.reading.text }] },
    ],
  })
  return true
}

/** The day that is named last is where it is to go, and no more is said of it: “改到周三开会” moves no leave. */
function namesAnotherDay({ reading: { plain, times } }: Listening): boolean {
  const day = times.at(-1)
  if (!day || plain.length > LONGEST || OWN.test(plain) || NUMBER.test(plain)) return false
  return TO_A_DAY.test(plain.slice(0, day.span[0])) && NO_MORE.test(plain.slice(day.span[1]))
}

/** Longer messages say more than that. */
const LONGEST = 60

const TO_A_DAY = /(?:[改换挪推调移放](?:一下)?[到成在]|推迟到?|延[后到]|提前到)$/u
const NO_MORE = /^(?:以后|之后|再|来|休|请|吧|吗|呢|行|可以|好|不|怎么样|如何|[,。?!\s])*$/u

/** Who speaks of himself means himself. */
const OWN = /我|咱|自己|俺/u

/** Not understood, unsure, or what is done about leave of one's own. */
function isForOneself({ world: { flows } }: Listening, command: Command): boolean {
  if (command.do === 'ask_between') return command.question.kind.startsWith('clarify')
  return command.do === 'start' ? flows.get(command.flow)?.pair != null : command.do === 'unknown'
}
