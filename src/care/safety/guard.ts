import { onceEach } from '../../kernel/once-each.ts'
import type { Person } from '../../kernel/person.ts'
import type { Assessment } from '../../risk/assess.ts'
import type { EffectContext, Tools } from '../../runtime/context.ts'
import type { Guard } from '../../runtime/events-of.ts'
import { normalize } from '../../understanding/normalize.ts'
import { readersFor } from '../heart/readers.ts'
import { OF_SELF, raiseConcern } from './concern.ts'
import { aidOf, assessOf, emergenciesOf, secrecyOf, whomOf } from './ears.ts'
import type { Emergency, Found } from './emergency.ts'
import { flagSentence } from './flag.ts'
import { hearAfter } from './hear-after.ts'
import { hearAnswer } from './hear-answer.ts'
import { isHint, weighsOn } from './hints.ts'
import { replyFor } from './reply.ts'
import { isReport } from './report.ts'
import { flaggedPart } from './rules.ts'
import { concernOf } from './store.ts'
import { openTalks } from './talks.ts'
import { toldHours } from './told-hours.ts'
import type { Whom } from './whom.ts'

/** Hears every text in every flow before the dialogue does. */
export const guard: Guard = {
  async hear(context, text, ownWords = false, leftOut = []) {
    const plain = normalize(text)
    const secret = secrecyOf(context.tools)(plain)
    const assessment = talks(context.tools.directory).hear(context.person.id, assessOf(context.tools), plain)
    const emergency = emergenciesOf(context.tools).emergencyIn(plain, assessment)
    const kind = emergency?.is ?? null
    if (!assessment.urgent && emergency === null) {
      // A marking of secrecy keeps the words from everybody, and help from nobody.
      const after = secret ? { concern: null } : await hearFurther(context, plain, assessment, ownWords)
      return { secret, ...after }
    }
    const spokenOf =
      emergency?.is === 'medical'
        ? whoIsIll(context, plain, emergency)
        : whomOf(context.tools)(plain, assessment.reasons)
    const whoms = spokenOf.map(whom => (isWriter(whom, context.person) ? OF_SELF : whom))
    const level = assessment.level === 'crisis' || emergency !== null ? 'crisis' : 'high'
    const isSign = (sentence: string) => assessOf(context.tools)(normalize(sentence)).reasons.length > 0
    // An illness is no sign of despair: its words are kept for nobody. What is said of words tells whether they are kept.
    const kept =
      !secret &&
      kind !== 'medical' &&
      (await flagSentence(context, flaggedPart(text, isSign), assessment, leftOut))
    const concern = await raiseConcern(context, level, whoms, context.key, {
      named: await namedIn(context, plain),
      kind,
    })
    return { secret, concern: kept ? { ...concern, kept: true as const } : concern }
  },
  hearStranger(tools, text) {
    const plain = normalize(text)
    const assessment = assessOf(tools)(plain)
    const emergency = emergenciesOf(tools).emergencyIn(plain, assessment)
    if (!assessment.urgent && emergency === null) return ''
    const whoms = whomOf(tools)(plain, assessment.reasons)
    return replyFor(tools, 'alone', null, whoms, emergency?.is ?? null)
  },
  told: toldHours,
}

/** Whoever is spoken of first in the words of an illness, or before them. */
function whoIsIll({ tools }: EffectContext, plain: string, { span }: Found<Emergency>): Whom[] {
  return whomOf(tools)(plain, [{ rule: 'medical', why: '', quote: '', span }])
}

/** Who tells of danger under his own name, and of nobody else beside it, is spoken to himself. */
function isWriter({ keys }: Whom, { name }: Person): boolean {
  return keys.length === 1 && keys[0] === `named:${name}`
}

/** person.ids of everybody of the roster who is named in a text. */
async function namedIn({ tx, tools: { directory } }: EffectContext, plain: string): Promise<string[]> {
  const people = await Promise.all(directory.named(plain).map(({ userid }) => directory.byUserid(tx, userid)))
  return people.flatMap(person => person?.id ?? [])
}

/** No danger by itself: an answer of somebody who was called, or words about which one direct question is due. */
async function hearFurther(context: EffectContext, plain: string, assessment: Assessment, ownWords: boolean) {
  if (await hearAnswer(context, plain, ownWords)) return { concern: null, answered: true }
  const concern = await hearAfter(context, plain)
  if (concern !== null) return { concern }
  // Where somebody was called already, a human asks.
  const isDue = isHint(assessment, plain) && (await concernOf(context.tx, context.person.id)) === null
  if (isDue) return { concern, sounds: 'hint' as const }
  if (isReport(context.tools, plain)) {
    const inbox = await readersFor(context.tx, context.tools.directory, context.person.id, 'report')
    return { concern, sounds: inbox.length > 0 ? ('report_inbox' as const) : ('report' as const) }
  }
  const aid = aidOf(context.tools)(plain)
  const more = aid === null ? {} : { aid }
  return weighsOn(assessment, plain) ? { concern, sounds: 'weighs' as const, ...more } : { concern, ...more }
}

// One for each program that runs.
const talks = onceEach((_: Tools['directory']) => openTalks())
