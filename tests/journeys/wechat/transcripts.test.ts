import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseFiles, stepOf } from '../../dialogues/harness/case-file.ts'
import { beginsOff, playKeptOff } from '../../dialogues/harness/kept-off.ts'
import {
  casesOnWeChat,
  EVERYTHING,
  playOnWeChat,
  readable,
  WORDS,
} from '../../dialogues/harness/on-wechat.ts'
import { openPhone, type Phone } from '../../support/phone.ts'

// The golden transcripts, typed in and read on a phone behind the real wechaty: of every file the first, and the
// first in which something is tapped. tests/deep has all of them.

let phone: Phone
beforeAll(async () => {
  phone = await openPhone(WORDS)
})
afterAll(() => phone.close())

for (const file of caseFiles()) {
  const cases = casesOnWeChat(file)
  const [first] = cases
  const tapped = cases.find(one => one.steps.some(step => stepOf(step)[0] === '点'))
  for (const one of new Set([first, tapped])) {
    if (!one) continue
    test(`${file}: ${one.title}`, async () => {
      expect(readable(await playOnWeChat(one, phone, EVERYTHING))).toEqual(readable(one.steps))
    })
  }
  if (first && beginsOff(first))
    test(`${file}: ${first.title}, while it is off`, async () => {
      expect(await playKeptOff(first, phone)).toEqual({ turned: true, wrong: [] })
    })
}
