import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOME } from '../../../src/main.ts'
import { approve } from '../../support/approve.ts'
import { tempFolder } from '../../support/folder.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const DAY = 86_400_000
const told = (words: string, who = 'chenjing') =>
  talk.sent.filter(({ to, message }) => to === `sample-${who}` && message.text.includes(words)).length

/** A leave out of the city of somebody with whose leave nobody is filed, agreed to. @returns its number */
async function trip(): Promise<string> {
  await talk.close()
  const flows = tempFolder()
  cpSync(join(HOME, 'flows'), flows, { recursive: true })
  const file = join(flows, 'policy/approvals.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('      file: [{roles: [hr]}]\n', ''))
  talk = await openTalk({ flows })
  await talk.say('sunli', '12月1日到4日请事假，因为家里有事')
  await talk.say('sunli', '省内')
  await talk.say('sunli', '杭州')
  if (!talk.last('sunli').includes('提交吗')) await talk.say('sunli', '不用')
  const no = /QJ-[\d-]+/.exec(await talk.say('sunli', '提交'))?.[0] ?? ''
  await approve(talk, no)
  return no
}

test('a report that is taken back is corrected where it was filed', async () => {
  await talk.say('chenyu', '周末去杭州，报备')
  for (const answer of ['不用', '报备']) await talk.say('chenyu', answer)
  expect(told('离市报备：')).toBe(1)
  const no = /BB-[\d-]+/.exec(talk.sent.map(s => s.message.text).join())?.[0] ?? ''
  await talk.say('chenyu', `撤回${no}`)
  await talk.say('chenyu', '撤回')
  expect(told('备案更正：陈小雨')).toBe(1)
  expect(told('撤回了，照常在岗')).toBe(1)
})

test('who is back before the end is corrected too', async () => {
  await talk.say('chenyu', '今天到周五去杭州，报备')
  for (const answer of ['不用', '报备']) await talk.say('chenyu', answer)
  expect(told('离市报备：')).toBe(1)
  await talk.pass(DAY)
  await talk.say('chenyu', '我回本市了')
  expect(told('到此为止')).toBe(1)
})

test('the journey of a leave is corrected with it', async () => {
  const no = await trip()
  expect(told('请备案')).toBe(1)
  await talk.say('sunli', `撤回${no}`)
  await talk.say('sunli', '撤回')
  expect(told('撤回了，照常在岗')).toBe(1)
})

test('and so it is where a consent is taken back, and given anew', async () => {
  const no = await trip()
  await talk.pass(60_000)
  await talk.say('wang', '刚才点错了')
  await talk.tap('wang', '对')
  expect([told('请备案'), told('撤回了，照常在岗')]).toEqual([1, 1])
  await talk.pass(60_000)
  await talk.say('wang', `同意 ${no}`)
  expect(told('请备案')).toBe(2)
})

test('back before the end of the leave, and of its journey', async () => {
  await trip()
  await talk.pass(9 * DAY)
  await talk.say('sunli', '我今天上午提前回来上班了，销假')
  await talk.say('sunli', '对')
  expect(told('到此为止')).toBe(1)
})

/** 林悦 is HR from now on, and 陈静 is not any more. */
async function newHr(): Promise<void> {
  await talk.program.storage.transaction(async tx => {
    const { person } = tx.t
    await tx.db
      .update(person)
      .set({ roles: ['staff'] })
      .where(eq(person.userid, 'sample-chenjing'))
    await tx.db
      .update(person)
      .set({ roles: ['staff', 'hr'] })
      .where(eq(person.userid, 'sample-linyue'))
  })
  await talk.restart()
}

test('a correction goes to who was told, whoever is HR by then', async () => {
  await talk.say('chenyu', '今天到周五去杭州，报备')
  for (const answer of ['不用', '报备']) await talk.say('chenyu', answer)
  await newHr()
  await talk.pass(DAY)
  await talk.say('chenyu', '我回本市了')
  expect([told('到此为止'), told('到此为止', 'linyue')]).toEqual([1, 0])
})

test('and so does that of a leave’s journey', async () => {
  const no = await trip()
  expect(told('请备案')).toBe(1)
  await newHr()
  await talk.say('sunli', `撤回${no}`)
  await talk.say('sunli', '撤回')
  expect([told('撤回了，照常在岗'), told('撤回了，照常在岗', 'linyue')]).toEqual([1, 0])
})
