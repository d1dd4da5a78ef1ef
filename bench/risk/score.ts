import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Assessment, makeAssess } from '../../src/risk/assess.ts'
import { routeOf } from '../../src/risk/route.ts'
import type { RiskFile } from '../../src/risk/rules-file.ts'
import { normalize } from '../../src/understanding/normalize.ts'
import type { Case } from './cases.ts'

const rules: RiskFile = parse(readFileSync(join(import.meta.dirname, '../../flows/policy/risk.yaml'), 'utf8'))
const assess = makeAssess(rules)

/** As every inbound text is assessed. */
export const assessText = (text: string): Assessment => assess(normalize(text))

interface Judged extends Case {
  got: Assessment
}

/** Shares in percent: what was to be heard and was, and what was heard and was not to be. */
export function* score(set: string, cases: readonly Case[], misses: boolean): Generator<object> {
  const judged = cases.map((one): Judged => ({ ...one, got: assessText(one.text) }))
  const of = (test: (one: Judged) => boolean) => judged.filter(test)
  const urgent = of(one => one.got.urgent)
  const misconduct = of(one => one.category === 'misconduct')
  const categories = [...new Set(cases.map(one => one.category))].filter(name => name !== 'any')
  yield {
    eval: 'risk',
    set,
    lines: cases.length,
    crisisUrgent: share(
      of(one => one.level === 'crisis' && one.kind !== 'indirect'),
      isUrgent,
    ),
    indirectUrgent: share(
      of(one => one.kind === 'indirect'),
      isUrgent,
    ),
    selfHarmUrgentOrAsked: share(
      of(one => one.category === 'self_harm'),
      one => isUrgent(one) || one.got.ask,
    ),
    urgentPrecision: share(urgent, one => one.category === 'self_harm'),
    idiomsUrgent: of(one => one.kind === 'idiom' && isUrgent(one)).length,
    idiomsAsked: of(one => one.kind === 'idiom' && one.got.ask).length,
    ordinaryUrgent: of(one => one.level === 'none' && isUrgent(one)).length,
    categoryMacroF1: macroF1(
      of(one => one.category !== 'any'),
      categories,
    ),
    levelRight: share(
      of(one => one.category !== 'any'),
      one => one.got.level === one.level,
    ),
    misconductToHr: share(misconduct, one => routeOf(one.got) === 'hr'),
  }
  if (!misses) return
  for (const one of judged) {
    const wrong = isUrgent(one) !== (one.category === 'self_harm') || one.got.category !== one.category
    if (wrong && one.category !== 'any')
      yield { text: one.text, wanted: `${one.level} ${one.category}`, got: one.got }
  }
}

function isUrgent({ got }: Judged): boolean {
  return got.urgent
}

function macroF1(judged: readonly Judged[], categories: readonly string[]): number {
  const scores = categories.map(name => {
    const right = judged.filter(one => one.category === name && one.got.category === name).length
    const said = judged.filter(one => one.got.category === name).length
    const meant = judged.filter(one => one.category === name).length
    return (2 * right) / Math.max(1, said + meant)
  })
  return Math.round((1000 * scores.reduce((sum, one) => sum + one, 0)) / Math.max(1, scores.length)) / 1000
}

function share(all: readonly Judged[], test: (one: Judged) => boolean): number {
  return Math.round((1000 * all.filter(test).length) / Math.max(1, all.length)) / 10
}
