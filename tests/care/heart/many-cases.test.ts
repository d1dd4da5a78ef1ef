import { like } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true })
})
afterEach(() => talk.close())

const HOUR = 3_600_000

/** So many newer cases, made from the first one, that belong to somebody else. */
async function others(many: number): Promise<void> {
  const { storage, tools } = talk.program
  await storage.transaction(async tx => {
    const [made] = await tx.db.select().from(tx.t.caseFile)
    if (!made) throw new Error('no case')
    for (let i = 0; i < many; i++) {
      const id = `other-${i}`
      await tx.db.insert(tx.t.caseFile).values({ ...made, id, no: `XS-20261124-${1000 + i}` })
      const person = await tools.vault.seal(tx, `case:${id}`, `case_link.person:${id}`, 'somebody-else')
      await tx.db.insert(tx.t.caseLink).values({ caseId: id, person })
    }
  })
}

test('somebody’s own case is found however many others there are', async () => {
  for (const text of ['心里话', '压力大', '说完了', '隐名', '工作压力', '希望当面谈', '都可以看', '交上去'])
    await talk.say('chenyu', text)
  await others(450)
  expect(await talk.say('chenyu', '谁看过')).toMatch(/XS-20261123-\d{4}/)
  expect(await talk.say('chenyu', '补充')).not.toContain('没有找到')
})

test('what somebody says in one distress stays one case however many others there are', async () => {
  await talk.say('chenyu', '真的不想活了')
  await others(150)
  await talk.pass(HOUR)
  await talk.say('chenyu', '我还是不想活了')
  const { storage } = talk.program
  const [first] = await storage.read(tx =>
    tx.db.select().from(tx.t.caseFile).where(like(tx.t.caseFile.no, 'XS-20261123-%')),
  )
  const messages = await storage.read(tx => tx.db.select().from(tx.t.caseMessage))
  expect(messages.map(message => message.caseId)).toEqual([first?.id, first?.id])
})
