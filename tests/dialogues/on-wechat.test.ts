import { expect, it } from 'vitest'
import { caseFiles } from './harness/case-file.ts'
import { casesOnWeChat, playOnWeChat, readable, tapping } from './harness/on-wechat.ts'

/** One golden transcript of every file in which something is tapped; tests/deep has all of them. */
for (const file of caseFiles()) {
  const [one] = tapping(casesOnWeChat(file))
  if (one)
    it(`${file}: ${one.title}`, () => {
      expect(readable(playOnWeChat(one))).toEqual(readable(one.steps))
    })
}
