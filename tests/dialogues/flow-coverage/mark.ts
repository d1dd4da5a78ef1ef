import type { Compiled } from '../../../src/dialogue/expression/compile.ts'
import type { Check, Flow, Slot, Submit } from '../../../src/dialogue/flow.ts'
import type { Parts, Template } from '../../../src/dialogue/template.ts'
import type { Book } from './book.ts'

/** The same flow, of which every text and condition notes in the book that it was used. */
export function marked(flow: Flow, book: Book): Flow {
  const slots = flow.slots.map(slot => markedSlot(slot, book))
  const slot = new Map(slots.map(s => [s.name, s]))
  const again = (of: Slot | undefined) => (of && slot.get(of.name)) ?? of
  const pair = flow.pair && {
    from: again(flow.pair.from) ?? flow.pair.from,
    to: again(flow.pair.to) ?? flow.pair.to,
  }
  for (const submit of flow.submit) expectOutcomes(submit, book)
  if (flow.nudges.length > 0) book.expect('nudge')
  if (flow.expire) book.expect('expire')
  return {
    ...flow,
    slots,
    slot,
    pair,
    opening: parts(flow.opening, 'opening', book),
    gates: flow.gates.map(g => ({ ...g, ...check(g, `gate “${g.that.source}” closed`, book) })),
    rules: flow.rules.map(r => ({ ...r, ...check(r, `rule “${r.that.source}” broken`, book) })),
    answers: flow.answers.map(a => ({ ...a, say: said(a.say, `answer “${a.words[0]}”`, book) })),
    confirm: flow.confirm && { ...flow.confirm, say: said(flow.confirm.say, 'confirm', book) },
    submit: flow.submit.map(s => ({ ...s, done: parts(s.done, `${s.effect} done: said`, book) })),
    done: parts(flow.done, 'done', book),
  }
}

function markedSlot(slot: Slot, book: Book): Slot {
  const asked = slot.from === 'person' && !slot.unasked ? book.expect(`${slot.name} asked`) : () => {}
  if (slot.from === 'person' && !slot.optionsFrom)
    for (const o of slot.options) book.expect(`${slot.name} = ${o.value}`)
  if (slot.skip) book.expect(`${slot.name} skipped`)
  const { refuse, defer, why, when, again } = slot
  return {
    ...slot,
    when: when && bothWays(when, `${slot.name} when “${when.source}”`, book),
    must: slot.must.map(m => ({ ...m, ...check(m, `${slot.name} must “${m.that.source}” broken`, book) })),
    ask: slot.ask.map(t => template(t, asked)),
    again: again && template(again, asked),
    why: why && template(why, book.expect(`${slot.name} why`)),
    refuse: refuse && { ...refuse, say: template(refuse.say, book.expect(`${slot.name} refused: offer`)) },
    defer: defer && { ...defer, say: template(defer.say, book.expect(`${slot.name} deferred: offer`)) },
  }
}

function expectOutcomes({ effect, refused }: Submit, book: Book): void {
  for (const outcome of ['done', 'failed', ...[...refused.keys()].map(r => `refused (${r})`)])
    book.expect(`${effect} ${outcome}`)
}

function check<T extends Check>(of: T, name: string, book: Book): { that: Compiled; say: Parts } {
  return { that: of.that, say: said(of.say, name, book) }
}

function parts(of: Parts | null, name: string, book: Book): Parts | null {
  return of && said(of, name, book)
}

/** The whole counts when any part of it is said; a part with a condition must be left out once too. */
function said(of: Parts, name: string, book: Book): Parts {
  const mark = book.expect(name)
  return {
    parts: of.parts.map(p => ({
      when: p.when && bothWays(p.when, `${name}: part “${p.when.source}”`, book),
      say: template(p.say, mark),
    })),
  }
}

function template(of: Template, mark: () => void): Template {
  return {
    names: of.names,
    get source() {
      mark()
      return of.source
    },
    get pieces() {
      mark()
      return of.pieces
    },
  }
}

function bothWays(of: Compiled, name: string, book: Book): Compiled {
  const [yes, no] = [book.expect(`${name} true`), book.expect(`${name} false`)]
  return {
    ...of,
    evaluate(scope) {
      const value = of.evaluate(scope)
      if (value === true) yes()
      if (value === false) no()
      return value
    },
  }
}
