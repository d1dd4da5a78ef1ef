import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const DAY = 86_400_000
const told = (who: string, words: string) =>
  talk.sent.filter(({ to, message }) => to === `sample-${who}` && message.text.includes(words)).length

/** A leave handed in and returned with a question. @returns its number */
async function returned(text: string): Promise<string> {
  await talk.say('chenyu', `${text}，因为家里有事`)
  const no = /QJ-[\d-]+/.exec(await talk.say('chenyu', '提交'))?.[0] ?? ''
  await talk.say('sunli', `退回补充 ${no}`)
  await talk.say('sunli', '那天谁顶你的班？')
  return no
}
const statusOf = (no: string) =>
  talk.program.storage.read(async tx => {
    const { application } = tx.t
    const [row] = await tx.db.select().from(application).where(eq(application.no, no))
    return row?.status
  })
async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day++) await talk.pass(DAY)
}

test('who does not add what was asked for is reminded once, and after ten workdays it is taken back', async () => {
  const no = await returned('12月28日请一天年假')
  await days(2)
  expect(told('chenyu', '还等你补充')).toBe(0)
  await days(1)
  expect(talk.last('chenyu')).toBe(
    `${no}（年假 12月28日（周一） 1天）还等你补充一下，补好才能接着批。12月7日（周一）早上还没有补，系统就先替你撤回。`,
  )
  expect(talk.buttons('chenyu')).toEqual(['补充说明'])
  await days(10)
  expect(told('chenyu', '还等你补充')).toBe(1)
  expect(await statusOf(no)).toBe('returned')
  await days(1)
  expect(await statusOf(no)).toBe('withdrawn')
  expect(talk.last('chenyu')).toContain('退回补充以后一直没有补，先替你撤回了')
  expect(talk.last('sunli')).toContain(`陈小雨的${no}`)
  expect(await talk.say('chenyu', '12月28日请一天年假，因为家里有事')).toContain('提交吗')
})

test('what was added meanwhile is neither reminded of nor taken back', async () => {
  const no = await returned('12月28日请一天年假')
  await talk.say('chenyu', `补充说明 ${no}`)
  await talk.say('chenyu', '李刚顶我的班')
  await days(16)
  expect(told('chenyu', '还等你补充')).toBe(0)
  expect(await statusOf(no)).toBe('pending')
})

test('a leave that has begun is not taken back by the program: HR learns of it', async () => {
  const no = await returned('12月1日请一天事假')
  await days(14)
  expect(await statusOf(no)).toBe('returned')
  expect(talk.sent.findLast(({ message }) => message.text.includes('请提醒本人'))?.to).toBe('sample-chenjing')
  expect(told('chenjing', no)).toBe(1)
})

test('whoever may read the request reads in the console what was asked, and by whom', async () => {
  const no = await returned('12月28日请一天年假')
  const asked = async (who: string) =>
    (await call<{ asked: object | null }>(talk, who, 'GET', `/applications/${no}`)).asked
  const question = { question: '那天谁顶你的班？', by: '孙副主任' }
  expect([await asked('chenyu'), await asked('chenjing'), await asked('sunli')]).toEqual([
    question,
    question,
    question,
  ])
  await expect(asked('ligang')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await talk.say('chenyu', `补充说明 ${no}`)
  await talk.say('chenyu', '李刚顶我的班')
  expect(await asked('chenyu')).toBeNull()
})
