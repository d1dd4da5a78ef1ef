import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { endReader } from '../../../src/care/heart/rekey.ts'
import { sealStory } from '../../../src/care/heart/seal-story.ts'
import { endDuties } from '../../../src/care/people/duty.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

/** Who may read, who is on duty, and whether one still wants it, may change at any moment while it is told. */
let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await talk.close()
})

const says = async (...texts: readonly string[]) => {
  for (const text of texts) await talk.say('chenyu', text)
  return talk.last('chenyu')
}
const tell = () => says('心里话', '最近压力很大')
const upToTheYes = () => says('说完了', '隐名', '工作压力', '希望回复', '都可以看')

async function endAllKeys(): Promise<void> {
  const { storage } = talk.program
  await storage.transaction(async tx => {
    for (const { id } of await tx.db.select().from(tx.t.reader)) await endReader(tx, id, 'cli', talk.now())
  })
}
async function endDuty(): Promise<void> {
  const { storage, directory } = talk.program
  await storage.transaction(async tx => {
    await endDuties(tx, 'sample-xuan')
    await tx.db.update(tx.t.person).set({ roles: [] }).where(eq(tx.t.person.userid, 'sample-xuan'))
  })
  await directory.refresh()
}

const left = () =>
  talk.program.storage.read(async tx => ({
    cases: (await tx.db.select().from(tx.t.caseFile)).length,
    pieces: (await tx.db.select().from(tx.t.piece)).length,
  }))

/** After the yes and after the words were sealed, before they are written. */
function amid(happens: () => Promise<void>): void {
  const { prepare } = sealStory
  vi.spyOn(sealStory, 'prepare').mockImplementationOnce(async (...about) => {
    const prepared = await prepare(...about)
    await happens()
    return prepared
  })
}

describe('all keys end', () => {
  test('while it is told: nothing is handed over, the words stay, and it is said', async () => {
    await tell()
    await endAllKeys()
    const summary = await upToTheYes()
    expect(`${summary} ${await says('交上去')}`).toContain('没有人能看')
    expect(await left()).toMatchObject({ cases: 0, pieces: 1 })
  })

  test('between the yes and the hand-over: the same, and once somebody reads again it can be handed over', async () => {
    await tell()
    await upToTheYes()
    amid(endAllKeys)
    expect(await says('交上去')).toContain('刚刚没有能看的人了，没有交上去，写的都还在')
    expect(await left()).toMatchObject({ cases: 0, pieces: 1 })
    const { storage } = talk.program
    await storage.transaction(tx => tx.db.update(tx.t.reader).set({ removed: null }))
    expect(await says('再试一次')).toContain('收到了，编号XS-')
    expect(await left()).toEqual({ cases: 1, pieces: 0 })
  })
})

describe('nobody is on duty any more', () => {
  test('while it is told: what is told goes on to its readers, and danger is heard by who stands in', async () => {
    await tell()
    await endDuty()
    await says('不想活了')
    expect(talk.sent.filter(s => s.message.text.includes('请马上联系陈小雨')).map(s => s.to)).toEqual([
      'sample-chenjing',
    ])
    expect(talk.sent.filter(s => s.to === 'sample-xuan')).toEqual([])
    await upToTheYes()
    expect(await says('交上去')).toContain('收到了，编号XS-')
  })

  test('but who begins it: it is open to him, and names who stands in', async () => {
    const { storage, directory } = talk.program
    await storage.transaction(tx =>
      tx.db.update(tx.t.setting).set({ value: 'sample-chenyu' }).where(eq(tx.t.setting.key, 'duty:*')),
    )
    await directory.refresh()
    expect(await says('心里话')).toContain('我会把你的名字和电话告诉值班的许科长')
  })

  test('before it is begun: it is closed, and says whom to call', async () => {
    await endDuty()
    expect(await says('心里话')).toMatch(/还没有开放.*12356/)
  })
})

describe('its writer wants it no more', () => {
  test.each(['取消', '全删掉'])('while it is told: “%s” leaves nothing of it', async said => {
    await tell()
    await says(...(said === '取消' ? ['取消'] : ['把刚才说的都删掉', '全删掉']))
    expect(await left()).toEqual({ cases: 0, pieces: 0 })
  })

  test('between the yes and the hand-over: it is handed over, nobody is told otherwise, and 撤回 takes it back whole', async () => {
    await tell()
    await upToTheYes()
    let said = ''
    amid(async () => {
      await talk.receive('chenyu', { type: 'text', text: '取消' })
    })
    said = await says('交上去')
    await talk.settled()
    const all = talk.sent.filter(s => s.to === 'sample-chenyu').map(s => s.message.text)
    expect(all.join('\n')).toContain('收到了，编号XS-')
    expect(all.join('\n')).not.toContain('什么都没提交')
    expect(said).not.toBe('')
    await says('撤回心里话', '撤回')
    const { storage } = talk.program
    const [file] = await storage.read(tx => tx.db.select().from(tx.t.caseFile))
    expect(file).toMatchObject({ status: 'withdrawn', recipient: '' })
    const words = await storage.read(tx =>
      tx.db
        .select()
        .from(tx.t.caseMessage)
        .where(eq(tx.t.caseMessage.caseId, file?.id ?? '')),
    )
    expect(words).toEqual([])
  })
})
