import type { Read } from '../kernel/reading.ts'
import { classify, type Model } from './intents/classifier.ts'
import { normalize } from './normalize.ts'
import { readNumbers } from './numbers.ts'
import { readTime, readTimes } from './time/index.ts'
import { readYesNo } from './yes-no.ts'

/** A reader for one set of flow files. Pure: the same text, moment and calendar give the same reading. */
export function makeRead(model: Model): Read {
  return (text, context) => {
    const plain = normalize(text).toLowerCase()
    const time = readTime(plain, context)
    return {
      text,
      plain,
      time: time.kind === 'none' && time.invalid === null ? null : time,
      times: readTimes(plain, context),
      numbers: readNumbers(plain),
      intents: classify(model, plain),
      yesNo: readYesNo(plain),
    }
  }
}
