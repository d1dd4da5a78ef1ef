import type {
  IntentScore,
  NumberReading,
  Read,
  ReadContext,
  Reading,
  TimeReading,
  YesNo,
} from '../kernel/reading.ts'
import { type Classify, classifier } from './intents/classifier.ts'
import type { Model } from './intents/model.ts'
import { normalize } from './normalize.ts'
import { readNumbers } from './numbers.ts'
import { type Times, timesOf } from './time/index.ts'
import { readYesNo } from './yes-no.ts'

/** Readings kept: one message is read again in parts, and its parts by several questions. */
const KEPT = 8

/**
 * A reader for one set of flow files. Pure: the same text, moment and calendar give the same reading. Each fact is
 * worked out when it is first asked for, since most messages are answered by one of them. `model` is asked for
 * with the first wish, so that a model still being trained is in nobody's way.
 */
export function makeRead(model: () => Model): Read {
  let trained: Model | null = null
  let classify: Classify = () => []
  const intents: Classify = plain => {
    const current = model()
    if (current !== trained) [trained, classify] = [current, classifier(current)]
    return classify(plain)
  }
  let kept: { text: string; context: ReadContext; reading: Reading }[] = []
  return (text, context) => {
    const known = kept.find(k => k.text === text && sameContext(k.context, context))
    if (known) return known.reading
    const reading = new LazyReading(text, context, intents)
    kept = [{ text, context, reading }, ...kept.slice(0, KEPT - 1)]
    return reading
  }
}

function sameContext(a: ReadContext, b: ReadContext): boolean {
  return a.ref === b.ref && a.kind === b.kind && a.calendar === b.calendar
}

class LazyReading implements Reading {
  readonly text: string
  readonly plain: string
  private readonly context: ReadContext
  private readonly classify: Classify
  private said: Times | null = null
  private counted: readonly NumberReading[] | null = null
  private wanted: readonly IntentScore[] | null = null
  private answer: YesNo | null | undefined

  constructor(text: string, context: ReadContext, classify: Classify) {
    this.text = text
    this.plain = normalize(text).toLowerCase()
    this.context = context
    this.classify = classify
  }

  get time(): TimeReading | null {
    const { whole } = this.read()
    return whole.kind === 'none' && whole.invalid === null ? null : whole
  }

  get times(): readonly TimeReading[] {
    return this.read().each
  }

  get numbers(): readonly NumberReading[] {
    this.counted ??= readNumbers(this.plain)
    return this.counted
  }

  get intents(): readonly IntentScore[] {
    // An answer wishes for nothing: “好” begins no flow and is no greeting.
    this.wanted ??= this.yesNo === null ? this.classify(this.plain) : []
    return this.wanted
  }

  get yesNo(): YesNo | null {
    if (this.answer === undefined) this.answer = readYesNo(this.plain)
    return this.answer
  }

  private read(): Times {
    this.said ??= timesOf(this.plain, this.context)
    return this.said
  }
}
