import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sealAnswer } from '../../../src/care/heart/seal-answer.ts'
import { call } from '../../support/call.ts'
import { giveKey, handOver, type Key, readCase } from '../../support/keys.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

/** What somebody adds is sealed after its turn: whatever readers do to the case meanwhile, the words reach the one that lives. */
let talk: Talk
let lin: Key
beforeEach(async () => {
  talk = await openTalk()
  await talk.program.storage.transaction(tx =>
    tx.db.insert(tx.t.setting).values({ key: 'duty:*', value: 'sample-ouyang', author: null, at: 0 }),
  )
  await giveKey(talk, 'chenjing')
  lin = await giveKey(talk, 'linyue')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await talk.close()
})

const MINUTE = 60_000

const does = (path: string, body: object = {}) => call(talk, 'linyue', 'POST', `/cases/${path}`, { body })
const close = async (id: string) => void (await does(`${id}/close`, { outcome: 'talked', sealedNote: '' }))
async function merge(from: string, into: string): Promise<void> {
  const { messages } = await call<{ messages: { id: string }[] }>(talk, 'linyue', 'GET', `/cases/${from}`)
  await does(`${from}/merge`, { into, messages: messages.map(({ id }) => ({ id, sealed: 'eA==' })) })
}
async function erase(id: string): Promise<void> {
  await talk.program.storage.transaction(tx =>
    tx.db.update(tx.t.caseFile).set({ asked: 'delete' }).where(eq(tx.t.caseFile.id, id)),
  )
  await does(`${id}/erase`)
}
async function file(id: string) {
  const { storage } = talk.program
  const [row] = await storage.read(tx => tx.db.select().from(tx.t.caseFile).where(eq(tx.t.caseFile.id, id)))
  if (!row) throw new Error('no case')
  return row
}

/** Something happens after the words were sealed, and before they are written. */
function amid(happens: () => Promise<void>): void {
  const { prepare } = sealAnswer
  vi.spyOn(sealAnswer, 'prepare').mockImplementationOnce(async (...about) => {
    const prepared = await prepare(...about)
    // What happens does not wait for what it happens amid.
    const settled = vi.spyOn(talk, 'settled').mockResolvedValue()
    await happens()
    settled.mockRestore()
    return prepared
  })
}

/** The program is killed before the words were sealed; something had happened, then it stands again. */
async function killed(says: () => Promise<unknown>, happens: () => Promise<void>): Promise<void> {
  vi.spyOn(sealAnswer, 'prepare').mockRejectedValueOnce(new Error('killed'))
  await says()
  await happens()
  await talk.restart()
  await talk.pass(2 * MINUTE)
}

async function adds(no: string, text: string): Promise<string> {
  await talk.say('chenyu', `补充${no}`)
  await talk.say('chenyu', text)
  return talk.say('chenyu', '说完了')
}

describe('a case that goes into another while words are on their way to it', () => {
  test('takes them along: they stand in the one that lives, and the other stays as it was', async () => {
    const from = await handOver(talk, 'chenyu', '最近压力很大', { mode: '实名' })
    const into = await handOver(talk, 'chenyu', '家里也有事', { mode: '实名' })
    amid(() => merge(from, into))
    await adds((await file(from)).no, '补一句，睡不好')
    await talk.pass(2 * MINUTE)
    expect(await readCase(talk, 'linyue', lin, into)).toContain('补一句，睡不好')
    expect(await file(from)).toMatchObject({ status: 'closed', outcome: 'merged', mergedInto: into })
    expect(talk.last('chenyu')).toContain('补上了')
    expect(talk.logged.filter(line => line.name === 'job.failed')).toHaveLength(1)
  })

  test('also where the program was killed in between', async () => {
    const from = await handOver(talk, 'chenyu', '最近压力很大', { mode: '实名' })
    const into = await handOver(talk, 'chenyu', '家里也有事', { mode: '实名' })
    const { no } = await file(from)
    await killed(
      () => adds(no, '补一句，睡不好'),
      () => merge(from, into),
    )
    expect(await readCase(talk, 'linyue', lin, into)).toContain('补一句，睡不好')
    expect(talk.last('chenyu')).toContain('补上了')
  })
})

describe('a case that is closed while words are on their way to it', () => {
  test('is open again, which its writer and who closed it are told', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    const { no } = await file(id)
    amid(() => close(id))
    await adds(no, '补一句，睡不好')
    await talk.settled()
    expect(await file(id)).toMatchObject({ status: 'open', outcome: null })
    expect(await readCase(talk, 'linyue', lin, id)).toContain('补一句，睡不好')
    expect(talk.last('chenyu')).toBe(
      `补上了，还是原来那几个人看。${no}先前已经办结，现在重新打开了。有回信我会告诉你。`,
    )
    expect(talk.last('linyue')).toBe(`${no}办结以后本人又有新的话，已经重新打开，请到控制台看。`)
  })

  test('long before is open again, too; words for one that is open are no more than words', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    const { no } = await file(id)
    await close(id)
    expect(await adds(no, '又睡不好了')).toContain('重新打开了')
    expect(await adds(no, '比昨天好些了')).toBe('补上了，还是原来那几个人看。有回信我会告诉你。')
    expect(talk.last('linyue')).toBe(`${no}有新的话，请到控制台看。`)
  })
})

describe('a case whose words are deleted while others are on their way to it', () => {
  test('stays deleted, and what was written is still there, to be told anew', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    const { no } = await file(id)
    await does(`${id}/reply`, { text: '看到了', sealed: 'eA==' })
    amid(() => erase(id))
    await adds(no, '补一句，睡不好')
    await talk.settled()
    expect(await file(id)).toMatchObject({ status: 'withdrawn' })
    expect(talk.last('chenyu')).toBe(
      '这一份刚刚已经删掉了，没有补上，这几句谁也没看到。还想说，先发“取消”，这几句就删了，再发“心里话”另写一份。',
    )
  })
})
