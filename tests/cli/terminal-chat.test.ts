import { afterAll, beforeAll, expect, test } from 'vitest'
import { allPeople } from '../../src/care/people/store.ts'
import { trialPeople } from '../../src/channels/web/trial-people.ts'
import { talk } from '../../src/cli/terminal-chat.ts'
import { openTrial, type Trial } from '../support/trial.ts'

let trial: Trial
beforeAll(async () => {
  trial = await openTrial()
})
afterAll(() => trial.close())

/** Types lines, and returns everything that was written. */
async function typed(as: string | null, ...lines: string[]): Promise<string[]> {
  const { channel, clock, program } = trial
  const written: string[] = []
  const people = trialPeople(await program.storage.read(allPeople))
  const out = (line: string) => void written.push(line)
  const parts = { channel, clock, people, texts: program.texts(), zone: 'Asia/Shanghai', out, prompt() {} }
  async function* given() {
    yield* lines
  }
  await talk(parts, as, given())
  return written
}

test('a leave is asked for and agreed to, with numbers for buttons', async () => {
  const written = await typed(null, '下周三请一天年假', '家里有事', '1', '/as 孙丽', '1', '/as 陈小雨')
  const text = written.join('\n')
  expect(written[0]).toMatch('你现在是陈小雨（样例街道办）')
  expect(text).toMatch('  [1] 提交  [2] 再改改')
  expect(text).toMatch(/编号QJ-20261123-\d{4}/)
  expect(text).toMatch('（孙丽有新消息')
  expect(text).toMatch('陈小雨请年假')
  expect(text).toMatch('  [1] 同意  [2] 驳回')
  expect(written.at(-1)).toMatch('批了')
})

test('time can be moved on, and what falls due is said', async () => {
  const written = await typed('sample-ligang', '请年假', '/time +30m')
  expect(written.join('\n')).toMatch('接着填吗')
  expect(written.at(-1)).toMatch(/^现在是2026-11-23 09:3/)
})

test('names that several have, that nobody has, and files that are not there are said', async () => {
  const written = await typed('张伟', '/as 没这人', '/file /nowhere/x.pdf', '/time soon', '/help')
  expect(written[0]).toMatch(/有几位张伟.*sample-zhangwei1.*sample-zhangwei2/)
  expect(written[1]).toMatch('没有“没这人”')
  expect(written[2]).toMatch('/nowhere/x.pdf')
  expect(written[3]).toBe(written[4])
  expect(written[4]).toMatch('/as')
})

test('a number is a number where there are no buttons', async () => {
  const written = await typed('sample-wumin', '登记加班', '昨天', '4')
  expect(written.join('\n')).toMatch(/为哪类事加的班/)
})
