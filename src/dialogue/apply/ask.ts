import type { Flow, Slot } from '../flow.ts'
import { visibleFlows } from '../interpret/listening.ts'
import { isPattern } from '../patterns.ts'
import { formatSlot } from '../scope.ts'
import { type Frame, top, type Way } from '../state.ts'
import { addLine, drop, topFlow, type Working, words } from '../working.ts'
import { isOff } from '../world.ts'
import { askBetween, put, way } from './between.ts'
import { stayWith } from './concern.ts'
import { resume } from './resume.ts'

/** A yes counts only for the summary that was shown; where it was not yet, it is shown now. */
export function yes(w: Working): void {
  const current = topFlow(w)
  if (current?.frame.status !== 'confirm') return addLine(w, words(w, 'nothing_asked'))
  const { frame, flow } = current
  if (!flow.confirm || frame.shown === frame.edit) w.confirmed = frame.id
}

/** “再改改”: which field? Where there is nothing to change, no ends it. */
export function no(w: Working): void {
  const current = topFlow(w)
  if (!current) return addLine(w, words(w, 'nothing_asked'))
  const { frame, flow } = current
  if (flow.confirm?.ends) {
    drop(w, frame, 'nothing')
    addLine(w, words(w, 'left_alone'))
    return resume(w)
  }
  const { options: [label = ''] = [], words: others = [] } = w.world.patterns.which_field
  const asItIs: Way = { ...way(label, 'no', { do: 'nothing' }), words: others }
  const given = changeable(flow).filter(s => s.name in frame.slots)
  whichField(w, frame, words(w, 'which_field'), given, [asItIs])
}

/** Fields that a person fills and may fill anew; what has no label is handed over by another form. */
export function changeable(flow: Flow): Slot[] {
  return flow.slots.filter(s => s.from === 'person' && !s.untilDone && s.label !== s.name)
}

/** Offers fields that can be changed; each asks its question anew. */
export function whichField(
  w: Working,
  frame: Frame,
  say: string,
  slots: readonly Slot[],
  others: readonly Way[] = [],
): void {
  const fields = slots.map(
    (s): Way => ({ ...way(s.label, null, { do: 'clear', slots: [s.name] }), words: s.nouns }),
  )
  put(w, { kind: 'which_field', say, options: [...fields, ...others] }, frame.id)
}

/** Nothing to say again: what was said last is not kept, or nothing was. */
export function repeat(w: Working): void {
  if (w.state.stack.length === 0 && !w.state.pending && !w.state.said) addLine(w, words(w, 'repeat'))
}

export function sayPattern(
  w: Working,
  name: string,
  values: Readonly<Record<string, string | number>>,
): void {
  if (!isPattern(name)) return
  if ((name === 'nothing_asked' || name === 'anger') && stayWith(w)) return
  if (name === 'greeting' && top(w.state)) return addLine(w, words(w, 'greeting_busy'))
  if (name === 'greeting' && w.world.place.off.has('confidential'))
    return addLine(w, words(w, 'greeting_here'))
  if (name === 'wait' || name === 'hedge' || name === 'direct_unsure') w.ask = false
  addLine(w, words(w, name, { name: w.world.me.name, ...values }, w.state.misses))
}

/** Not understood: said so twice, then somebody is offered who would understand. */
export function unknown(w: Working): void {
  // It answered a question that the changed file does not ask any more, or was told so in this very turn.
  if (w.moved || w.commands.indexOf('unknown') < w.commands.length - 1) return
  if (stayWith(w)) return
  const misses = miss(w)
  if (visibleFlows(w.world).length === 0) return addLine(w, words(w, 'nothing_for_you'))
  if (misses >= MOST_MISSES && !isHumanElsewhere(w)) return offerHuman(w)
  const busy = top(w.state) || w.state.pending
  addLine(w, words(w, busy ? 'cannot_busy' : 'cannot', {}, misses - 1))
}

/**
 * “好，意见是驳回。”: it was heard, only it is not what is asked. Whoever says it again and again is offered somebody,
 * as if it had not been understood.
 */
export function stands(w: Working, name: string): void {
  const { frame, flow } = topFlow(w) ?? {}
  const slot = flow?.slot.get(name)
  const value = frame?.slots[name]
  if (!frame || !slot || value === undefined) return
  if (miss(w) >= MOST_MISSES && !isHumanElsewhere(w)) return offerHuman(w)
  const said = { label: slot.label, value: formatSlot(slot, value, frame, w.world, w.now) }
  w.changes = [...w.changes.filter(c => c.slot !== name), { slot: name, text: words(w, 'filled', said) }]
}

const MOST_MISSES = 3

function miss(w: Working): number {
  const misses = w.state.misses + 1
  w.state = { ...w.state, misses }
  return misses
}

/** Talks with a colleague are not held here: then nobody is offered. */
function isHumanElsewhere({ world: { flows, place } }: Working): boolean {
  const human = flows.get(HUMAN)
  return human !== undefined && isOff(human, place)
}

const HUMAN = 'human'

function offerHuman(w: Working): void {
  const [yes = '', not = ''] = w.world.patterns.cannot_human.options ?? []
  const human = w.world.flows.get(HUMAN)
  w.state = { ...w.state, misses: 0 }
  askBetween(w, {
    kind: 'cannot_human',
    values: {},
    options: [
      { label: yes, yesNo: 'yes', commands: [human ? { do: 'start', flow: human.id } : { do: 'help' }] },
      { label: not, yesNo: 'no', commands: [{ do: 'say', pattern: 'try_again' }] },
    ],
  })
}
