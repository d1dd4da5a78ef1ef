import { despairedLately } from './apply/concern.ts'
import { judge } from './expression/compile.ts'
import { isNumeric } from './interpret/by-number.ts'
import type { Need } from './need.ts'
import { renderPartsFor, scopeOf } from './scope.ts'
import { offeredTo } from './slots/index.ts'
import { openQuestion, top } from './state.ts'
import { render, type Template } from './template.ts'
import { topFlow, update, type Working, words } from './working.ts'

/** What is sent: a text, and buttons each of which can also be typed. */
export interface Message {
  readonly text: string
  readonly buttons: readonly string[]
  /** Number that taps of these buttons carry; null without buttons. */
  readonly card: number | null
  /** A number is an answer of its own to this question: it does not stand for a button. */
  readonly inWords?: true
}

/** Joins what was said with the one open question. */
export function compose(w: Working, need: Need): Message | null {
  const files = w.files > 0 ? [words(w, 'got_files', { count: w.files })] : []
  const lines = [...files, ...w.lines]
  if (w.changes.length > 0) lines.push(changed(w))
  lines.push(...w.afterwards, ...resumed(w))
  const question = w.ask ? questionOf(w, need) : null
  if (question?.text && question.text !== lines.at(-1)) lines.push(question.text)
  const text = lines.filter(line => line !== '').join('\n')
  if (text === '') return null
  const buttons = question?.buttons ?? []
  if (question && need.kind === 'confirm') markShown(w)
  const hidden = topFlow(w)?.flow.confidential === true
  w.state = { ...w.state, said: hidden ? null : text.slice(0, 1_000) }
  if (buttons.length === 0) return { text, buttons, card: null }
  const card = w.state.card + 1
  w.state = { ...w.state, card, buttons, cardFor: openQuestion(w.state) }
  const current = topFlow(w)
  const asked = current?.flow.slot.get(current.frame.asked ?? '')
  const inWords = !w.state.pending && asked !== undefined && isNumeric(asked)
  return { text, buttons, card, ...(inWords ? { inWords } : {}) }
}

/** “接着办请假。”, where that is still what is at hand. */
function resumed(w: Working): string[] {
  const current = topFlow(w)
  if (!current || current.frame.id !== w.resumed || !w.ask) return []
  return [words(w, 'resume', { title: current.flow.title })]
}

/** From now on a yes is about this summary. */
function markShown(w: Working): void {
  const frame = top(w.state)
  if (frame) update(w, { ...frame, shown: frame.edit })
}

function changed(w: Working): string {
  return words(w, 'changed', { changes: w.changes.map(c => c.text).join(w.world.words.comma) })
}

function questionOf(w: Working, need: Need): { text: string; buttons: readonly string[] } | null {
  switch (need.kind) {
    case 'pending': {
      const { pending, direct } = w.state
      // Whoever is being called about is not asked once more whether he despairs.
      const isKnown = pending?.kind === 'direct' && direct !== w.event.at && despairedLately(w)
      return pending && !isKnown ? { text: pending.say, buttons: pending.options.map(o => o.label) } : null
    }
    case 'slot':
      // A story is asked for once; afterwards what was said in between is enough.
      return need.slot.untilDone && need.frame.slots[need.slot.name] !== undefined && w.lines.length > 0
        ? null
        : slotQuestion(w, need)
    case 'confirm':
      return {
        text: renderPartsFor(need.flow.confirm?.say ?? { parts: [] }, w, need.frame, need.flow),
        buttons: confirmButtons(w, need),
      }
    case 'retry':
      return {
        text: w.lines.length > 0 ? '' : words(w, 'not_yet'),
        buttons: firstWords(w, ['retry', 'cancel']),
      }
    case 'sending':
      return null
    case 'nothing':
      return w.commands.at(-1) === 'repeat' && w.state.said ? { text: w.state.said, buttons: [] } : null
  }
}

/** Where a yes would lead nowhere, what helps instead of it. */
function confirmButtons(w: Working, { flow, frame }: Need & { kind: 'confirm' }): readonly string[] {
  const { confirm } = flow
  if (!confirm) return []
  const scope = scopeOf(w.world, w.now, frame, flow)
  const stuck = confirm.stuck.find(({ when }) => judge(when, scope))
  return [...(stuck?.offer ?? [confirm.yes]), confirm.no]
}

function firstWords(w: Working, names: readonly ('retry' | 'cancel')[]): string[] {
  return names.flatMap(name => w.world.patterns[name].words?.[0] ?? [])
}

function slotQuestion(
  w: Working,
  need: Need & { kind: 'slot' },
): { text: string; buttons: readonly string[] } {
  const { slot, frame, flow, because } = need
  const scope = scopeOf(w.world, w.now, frame, flow)
  const template = questionFor(w, need)
  const ask = template ? render(template, scope) : ''
  const buttons =
    slot.type === 'yes_no'
      ? [slot.yes ?? w.world.words.yes, slot.no ?? w.world.words.no]
      : offeredTo(w.world.me, slot, frame).map(o => o.label)
  return { text: because + ask, buttons: slot.skip ? [...buttons, slot.skip] : buttons }
}

/** The full question first, another wording for each try; in short where it only stands again. */
function questionFor(w: Working, { slot, frame, again }: Need & { kind: 'slot' }): Template | undefined {
  if (slot.untilDone && frame.slots[slot.name] !== undefined) return slot.ask.at(-1)
  const last = w.commands.at(-1)
  const failed = last === 'unknown' ? Math.min(frame.tries, slot.ask.length - 1) : 0
  return (again && failed === 0 && last !== 'repeat' ? slot.again : null) ?? slot.ask[failed]
}
