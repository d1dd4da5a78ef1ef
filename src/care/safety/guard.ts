import type { Assessment } from '../../risk/assess.ts'
import type { EffectContext, Tools } from '../../runtime/context.ts'
import type { Guard } from '../../runtime/turns.ts'
import { normalize } from '../../understanding/normalize.ts'
import { raiseConcern } from './concern.ts'
import { assessOf, secrecyOf, whomOf } from './ears.ts'
import { flagSentence } from './flag.ts'
import { hearAnswer } from './hear-answer.ts'
import { isHint, weighsOn } from './hints.ts'
import { isReport } from './report.ts'
import { flaggedPart } from './rules.ts'
import { concernOf } from './store.ts'
import { openTalks, type Talks } from './talks.ts'

/** Hears every text in every flow before the dialogue does. */
export const guard: Guard = {
  async hear(context, text, ownWords = false) {
    const plain = normalize(text)
    const secret = secrecyOf(context.tools)(plain)
    const assessment = talksOf(context.tools).hear(context.person.id, assessOf(context.tools), plain)
    if (!assessment.urgent)
      return {
        secret,
        concern: null,
        ...(secret ? {} : await hearFurther(context, plain, assessment, ownWords)),
      }
    // A marking of secrecy keeps the words from everybody, and help from nobody.
    const whoms = whomOf(context.tools)(plain, assessment.reasons)
    const level = assessment.level === 'crisis' ? 'crisis' : 'high'
    const concern = await raiseConcern(context, level, whoms, context.key, await namedIn(context, plain))
    if (secret) return { secret, concern }
    const isSign = (sentence: string) => assessOf(context.tools)(normalize(sentence)).reasons.length > 0
    await flagSentence(context, flaggedPart(text, isSign), assessment)
    return { secret, concern }
  },
}

/** person.ids of everybody of the roster who is named in a text. */
async function namedIn({ tx, tools: { directory } }: EffectContext, plain: string): Promise<string[]> {
  const people = await Promise.all(directory.named(plain).map(({ userid }) => directory.byUserid(tx, userid)))
  return people.flatMap(person => person?.id ?? [])
}

/** No danger by itself: an answer of somebody who was called, or words about which one direct question is due. */
async function hearFurther(context: EffectContext, plain: string, assessment: Assessment, ownWords: boolean) {
  if (await hearAnswer(context, plain, ownWords)) return { answered: true }
  // Where somebody was called already, a human asks.
  const open = isHint(assessment, plain) ? await concernOf(context.tx, context.person.id) : null
  if (isHint(assessment, plain) && open === null) return { hint: true }
  if (isReport(context.tools, plain)) return { report: true }
  return weighsOn(assessment, plain) ? { weighs: true } : {}
}

// One for each program that runs.
const talks = new WeakMap<Tools['directory'], Talks>()

function talksOf({ directory }: Tools): Talks {
  const made = talks.get(directory) ?? openTalks()
  talks.set(directory, made)
  return made
}
