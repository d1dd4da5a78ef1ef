import type { Answer, Request } from '../event.ts'
import { fetchAll } from '../fetch.ts'
import type { Flow } from '../flow.ts'
import { NUMBER } from '../interpret/bare.ts'
import { optionsOf } from '../slots/index.ts'
import type { Frame } from '../state.ts'
import { addLine, update, type Working, words } from '../working.ts'

/**
 * “同意” after the card of somebody else has come in: it may be meant for that one. Where a form without a summary is
 * about one of several that are looked up, and another has joined them since it was shown, it is asked which one
 * is meant, unless this very message named it or was a button of the form's own card.
 * @param before the form with what was known when the person last saw it
 * @param frame the same, as it stands now
 */
export function* askAboutNewcomers(
  w: Working,
  before: Frame,
  frame: Frame,
  flow: Flow,
): Generator<Request, Frame, Answer> {
  const choice = flow.slots.find(s => s.type === 'choice' && s.optionsFrom !== null)
  if (!choice || flow.confirm || !(choice.name in frame.slots) || isButton(w)) return frame
  const said = frame.undo.filter(patch => patch.event === w.event.id).flatMap(p => Object.keys(p.before))
  const decides = said.some(name => flow.slot.get(name)?.type === 'choice')
  if (!decides || said.includes(choice.name)) return frame
  const fresh = yield* fetchAll(w, frame, flow, true)
  const known = optionsOf(choice, before)
  const isNew = (value: string, label: string) => !known.some(o => o.value === value || o.label === label)
  const options = optionsOf(choice, fresh)
  const chosen = options.find(o => o.value === fresh.slots[choice.name])
  if (isNamed(w, chosen?.label ?? '') || !options.some(o => isNew(o.value, o.label))) return fresh
  const { [choice.name]: _, ...slots } = fresh.slots
  const asked = { ...fresh, slots, asked: choice.name, tries: 0 }
  update(w, asked)
  w.changes = []
  addLine(w, words(w, 'arrived'))
  return asked
}

/** “吴敏的同意”, “QJ-20261123-0001同意”. */
function isNamed({ event, world }: Working, label: string): boolean {
  if (event.type !== 'text') return false
  const [no] = NUMBER.exec(event.text) ?? []
  return [no?.toUpperCase(), ...world.people(event.text).map(p => p.name)].some(n => n && label.includes(n))
}

function isButton({ event }: Working): boolean {
  return event.type === 'text' && event.card !== undefined
}
