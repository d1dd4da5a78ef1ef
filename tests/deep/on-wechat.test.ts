import { describe, expect, it } from 'vitest'
import { caseFiles } from '../dialogues/harness/case-file.ts'
import { casesOnWeChat, playOnWeChat, readable } from '../dialogues/harness/on-wechat.ts'

/** Every golden transcript once more, as it is held on WeChat where everything may be spoken of. */
for (const file of caseFiles()) {
  describe(file, () => {
    for (const one of casesOnWeChat(file))
      it(one.title, () => {
        expect(readable(playOnWeChat(one))).toEqual(readable(one.steps))
      })
  })
}
