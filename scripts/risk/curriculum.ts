import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { everydayMessages, readCases, readPosts, readSet } from '../../bench/risk/cases.ts'
import { makeConcepts } from '../../src/risk/concepts.ts'
import { makeFold } from '../../src/risk/fold.ts'
import { type Features, makeFeatures } from '../../src/risk/model.ts'
import { makeRespelled } from '../../src/risk/respell.ts'
import type { RiskFile } from '../../src/risk/rules-file.ts'
import { normalize } from '../../src/understanding/normalize.ts'
import { corpora } from './corpora.ts'
import { choicesOf, type Lesson } from './lessons.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** So many sentences of each pattern with choices. */
const CHOICES = 24

/** The rules as they are shipped: what the models read is folded by them. */
export function shippedRules(): RiskFile {
  return parse(readFileSync(join(ROOT, 'flows', 'policy', 'risk.yaml'), 'utf8'))
}

/** What the models know of a text. */
export function shippedFeatures(): Features {
  return makeFeatures(makeConcepts(shippedRules()))
}

/** What the models learn from, as it was written. `own` are the hand-labelled texts of PsySUICIDE. */
export interface Curriculum {
  patterns: Lesson[]
  seen: Lesson[]
  chat: Lesson[]
  own: Lesson[]
  others: Lesson[]
}

export function curriculum(folder: string): Curriculum {
  const patterns = readCases(join(import.meta.dirname, 'lessons.txt')).flatMap(({ text, level }) =>
    choicesOf(text, CHOICES).map(
      (said): Lesson => ({ text: said, is: classesOf(level), known: null, weight: 0.5 }),
    ),
  )
  const seen = readSet('seen').map(
    ({ text, category, kind }): Lesson => ({
      text,
      is: classesOf(kind === 'indirect' ? 'hint' : category),
      known: null,
      weight: 2,
    }),
  )
  return { patterns, seen, chat: chat(), ...corpora(folder) }
}

/** What everyday messages teach: that they are no danger, however short. */
const DANGER = ['self_harm', 'hint']

/** Messages to the program, answers of a word or two, and posts of everyday life. */
function chat(): Lesson[] {
  const answers = readCases(join(import.meta.dirname, 'everyday.txt')).map(({ text }) => text)
  const posts = readPosts(join(import.meta.dirname, 'posts.txt'))
  return [...everydayMessages(), ...answers, ...posts].map(text => ({
    text,
    is: [],
    known: DANGER,
    weight: 1,
  }))
}

/** Folded as the assessor folds what it reads. */
export function folded(lessons: readonly Lesson[]): Lesson[] {
  const rules = shippedRules()
  const fold = makeRespelled(rules, makeFold(rules.characters))
  return lessons.map(lesson => ({ ...lesson, text: fold(normalize(lesson.text)).text }))
}

/** A hint is of both: a farewell, and a danger to oneself. */
function classesOf(category: string): string[] {
  return category === 'hint' ? ['self_harm', 'hint'] : [category]
}
