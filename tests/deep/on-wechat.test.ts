import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseFiles } from '../dialogues/harness/case-file.ts'
import { beginsOff, playKeptOff } from '../dialogues/harness/kept-off.ts'
import { casesOnWeChat, EVERYTHING, playOnWeChat, readable, WORDS } from '../dialogues/harness/on-wechat.ts'
import { openPhone, type Phone } from '../support/phone.ts'

let phone: Phone
beforeAll(async () => {
  phone = await openPhone(WORDS)
})
afterAll(() => phone.close())

for (const [file, cases] of Map.groupBy(caseFiles().flatMap(casesOnWeChat), one => one.file)) {
  describe(file, () => {
    for (const one of cases) {
      it(`${one.title}: as on DingTalk, where everything may be spoken of`, async () => {
        expect(readable(await playOnWeChat(one, phone, EVERYTHING))).toEqual(readable(one.steps))
      })
      it(`${one.title}: nothing of what is off, where nothing may be`, async () => {
        const { turned, wrong } = await playKeptOff(one, phone)
        expect(wrong).toEqual([])
        if (beginsOff(one)) expect(turned).toBe(true)
      })
    }
  })
}
