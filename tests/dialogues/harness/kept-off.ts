import { parse } from 'yaml'
import type { Frame } from '../../../src/dialogue/state.ts'
import { isOff, type Place, topicsOf } from '../../../src/dialogue/world.ts'
import { SENSITIVE } from '../../../src/kernel/sensitive.ts'
import type { Phone } from '../../support/phone.ts'
import { type Case, isOut, stepOf } from './case-file.ts'
import type { Chat } from './chat.ts'
import { shippedFiles, shippedLibrary } from './library.ts'
import { type Done, EVERYTHING, playOnWeChat } from './on-wechat.ts'
import { Scene } from './scene.ts'

/** WeChat as long as nobody has decided on anything. */
export const NOTHING: Place = { personal: true, off: new Set(SENSITIVE) }

/**
 * Plays a transcript on WeChat where nothing sensitive may be spoken of, by somebody who goes on all the same.
 * @returns whether he was turned away, and what went out, or was begun, that should not
 */
export async function playKeptOff(one: Case, phone: Phone): Promise<{ turned: boolean; wrong: string[] }> {
  const wrong: string[] = []
  const refused: string[] = []
  let done = 0
  const first = firstOff(one)
  let turned = false

  function watch(chat: Chat, { does, said, out }: Done): void {
    const read = out.flatMap(step => ('机' in step ? [String(step['机'])] : [])).join('\n')
    const ran = out.flatMap(step => ('做' in step ? Object.keys(step['做'] as object) : []))
    const isTurned = TURNING_AWAY.some(words => read.includes(words))
    turned ||= isTurned
    for (const frame of [...chat.state.stack, ...chat.state.drafts])
      if (isOffHere(frame)) wrong.push(`${frame.flow} was begun`)
    for (const name of ran) if (EFFECTS.has(name)) wrong.push(`${name} was done`)
    for (const words of SAID) if (read.includes(words)) wrong.push(`said: ${words}`)
    for (const text of refused) if (read.includes(text)) wrong.push(`repeated: ${text}`)
    if (does === '我' && done === first && !turned) wrong.push(`not turned away: ${said.join()} → ${read}`)
    if (isTurned) refused.push(...said.filter(text => text.length > 8))
    done++
  }

  await playOnWeChat(one, phone, NOTHING, watch)
  return { turned, wrong }
}

/** Whether, where everything may be spoken of, something begins in it that is off as long as nobody has decided. */
export function beginsOff(one: Case): boolean {
  return firstOff(one) >= 0
}

function isOffHere({ flow: id, slots }: Pick<Frame, 'flow' | 'slots'>): boolean {
  const flow = shippedLibrary().flows.get(id)
  return flow !== undefined && isOff({ ...flow, sensitive: topicsOf(flow, slots) }, NOTHING)
}

/** The step with which, where everything may be spoken of, what is off begins; -1 = none. */
function firstOff(one: Case): number {
  const scene = new Scene(one.setting, shippedLibrary(), EVERYTHING)
  const steps = [...one.before, ...one.steps].filter(step => !isOut(stepOf(step)[0]))
  return steps.findIndex(step => {
    scene.step(...stepOf(step))
    return scene.chat.state.stack.some(isOffHere)
  })
}

/** How somebody is told that this is not the place. */
function turningAway(): string[] {
  const { off_here, file_off_here, later_here, more_at_work } = shippedLibrary().patterns
  return [off_here, file_off_here, later_here, more_at_work].flatMap(({ say }) =>
    [say]
      .flat()
      .flatMap(words => piecesOf(String(words)))
      .slice(0, 1),
  )
}

/** What only flows say that are off. */
function wordsOff(): string[] {
  const off = [...shippedLibrary().flows.values()]
    .filter(flow => isOff(flow, NOTHING))
    .map(flow => `${flow.id}.yaml`)
  const [files, others] = [shippedFiles(), shippedFiles()]
  for (const name of off) others.delete(name)
  const elsewhere = [...others.values()].join()
  return off
    .flatMap(name => saidIn(parse(files.get(name) ?? '', { logLevel: 'error' })))
    .flatMap(piecesOf)
    .filter(piece => piece.length >= LONG && !elsewhere.includes(piece))
}

/** Pieces shorter than this are said by anybody. */
const LONG = 8

/** The words between the names that are put in. */
function piecesOf(text: string): string[] {
  return text.split(/\{[^}]*\}|\n/u).filter(Boolean)
}

/** Every text of a flow file but what teaches how people speak. */
function saidIn(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => (HEARD.has(key) ? [] : saidIn(value)))
}

const HEARD = new Set(['phrases', 'examples', 'words', 'causes'])

const TURNING_AWAY = turningAway()
const SAID = wordsOff()
const EFFECTS = effectsOff()

/** What only forms do that are off. */
function effectsOff(): ReadonlySet<string> {
  const flows = [...shippedLibrary().flows.values()]
  const doneBy = (which: boolean) =>
    new Set(
      flows
        .filter(flow => isOff(flow, NOTHING) === which)
        .flatMap(flow => flow.submit.map(one => one.effect)),
    )
  return doneBy(true).difference(doneBy(false))
}
