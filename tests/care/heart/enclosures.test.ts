import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call, NoRole } from '../../support/call.ts'
import {
  enclosuresOf,
  giveKey,
  handOver,
  identitiesOf,
  type Key,
  open,
  readCase,
  readFiles,
  type WholeCase,
} from '../../support/keys.ts'
import { BARE_JPEG, BARE_PNG, jpegThatTells, pngThatTells } from '../../support/pictures.ts'
import { BURST, openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
let chen: Key
beforeEach(async () => {
  talk = await openTalk()
  await talk.program.storage.transaction(tx =>
    tx.db.insert(tx.t.setting).values({ key: 'duty:*', value: 'sample-xuan', author: null, at: 0 }),
  )
  chen = await giveKey(talk, 'chenjing')
})
afterEach(() => talk.close())

const TOLD = 'of the widow, at home'
const PDF = Buffer.from('%PDF-1.7 a roster')
const rows = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.caseEnclosure))
const drafts = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.attachment))
const onDisk = () => readdirSync(join(talk.program.folder, 'files'))
/** What lies on the disk and goes with no case. */
const loose = async () => {
  const kept = (await rows()).map(row => row.id)
  return onDisk().filter(id => !kept.includes(id))
}
const say = async (...texts: string[]) => {
  for (const text of texts) await talk.say('chenyu', text)
}

describe('files of 心里话', () => {
  test('are sealed with it, without what they say beside; the server keeps no copy, and no name', async () => {
    await say('心里话', '最近压力很大')
    await talk.file('chenyu', 'image', jpegThatTells(TOLD), { name: `${TOLD}.jpg` })
    await talk.file('chenyu', 'pdf', PDF, { name: `${TOLD}.pdf` })
    await talk.file('chenyu', 'image', pngThatTells(TOLD))
    expect(onDisk()).toHaveLength(3)
    await say('说完了', '实名', '工作压力', '希望回复')
    expect(talk.last('chenyu')).toContain('附件3份一起交')
    await talk.tap('chenyu', '交上去')
    const [file] = await rows()
    expect(await readFiles(talk, 'chenjing', chen, file?.caseId ?? '')).toEqual([
      { type: 'image/jpeg', bytes: BARE_JPEG() },
      { type: 'application/pdf', bytes: PDF },
      { type: 'image/png', bytes: BARE_PNG() },
    ])
    expect([await drafts(), await loose()]).toEqual([[], []])
    expect(talk.sent.map(({ message }) => message.text).join()).not.toContain(TOLD)
  })

  test('are none of another case, nor of who has no key; each opening is a line of ids', async () => {
    const other = await handOver(talk, 'ligang', '我也累')
    const id = await handOver(talk, 'chenyu', '最近压力很大', { files: [BARE_PNG()] })
    const [file] = await enclosuresOf(talk, 'chenjing', chen, id)
    await giveKey(talk, 'heqing')
    const get = (who: string, caseId: string, enclosure = file?.id) =>
      call<{ sealed: string }>(talk, who, 'GET', `/cases/${caseId}/enclosures/${enclosure}`)
    for (const refused of [get('chenjing', other), get('heqing', id), get('chenjing', id, 'none')])
      await expect(refused).rejects.toMatchObject({ code: 'NOT_FOUND' })
    for (const who of ['zhou', 'xuan', 'chenyu']) await expect(get(who, id)).rejects.toBeInstanceOf(NoRole)
    const { sealed } = await get('chenjing', id)
    // Neither the key of the case nor a reader's opens it: only the one that stands in its message.
    const { sealedKeys } = await call<WholeCase>(talk, 'chenjing', 'GET', `/cases/${id}`)
    const keys = [chen.identity, ...(await identitiesOf(chen.identity, sealedKeys))]
    await expect(open(keys, sealed)).rejects.toThrow()
  })

  test('go along into the case theirs is moved to, and open there', async () => {
    const [one, two] = [
      await handOver(talk, 'chenyu', '最近压力很大', { mode: '实名', files: [BARE_PNG()] }),
      await handOver(talk, 'chenyu', '还有一件', { mode: '实名', files: [BARE_JPEG()] }),
    ]
    const whole = await call<{ messages: { id: string }[] }>(talk, 'chenjing', 'GET', `/cases/${one}`)
    // Words are sealed anew in the browser; the files that go with them are not.
    const messages = whole.messages.map(({ id }) => ({ id, sealed: 'eA==' }))
    const [file] = await enclosuresOf(talk, 'chenjing', chen, one)
    await call(talk, 'chenjing', 'POST', `/cases/${one}/merge`, { body: { into: two, messages } })
    const get = (id: string) => call(talk, 'chenjing', 'GET', `/cases/${id}/enclosures/${file?.id}`)
    await expect(get(one)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await get(two)).toEqual({ sealed: expect.stringMatching(/^[\w+/]{100,}=*$/) })
  })

  test('come into a case later too: with 补充 and with an answer', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    await say('补充', '排班表在这')
    await talk.file('chenyu', 'image', BARE_PNG())
    await say('说完了')
    const { recipient } = await call<WholeCase>(talk, 'chenjing', 'GET', `/cases/${id}`)
    expect(recipient).toMatch(/^age1/)
    const body = { text: '方便说说吗？', sealed: 'eA==' }
    await call(talk, 'chenjing', 'POST', `/cases/${id}/reply`, { body })
    await say('看回信', '好的，都在图里了')
    await talk.file('chenyu', 'image', BARE_JPEG())
    await say('说完了')
    expect((await readFiles(talk, 'chenjing', chen, id)).map(file => file.type)).toEqual([
      'image/png',
      'image/jpeg',
    ])
    expect([await drafts(), await loose()]).toEqual([[], []])
  })

  test('are twenty in a case at most', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力很大')
    await talk.program.storage.transaction(async tx => {
      for (let n = 0; n < 20; n++) await tx.db.insert(tx.t.caseEnclosure).values({ id: `e${n}`, caseId: id })
    })
    await say('补充', '排班表在这')
    await talk.file('chenyu')
    expect(await talk.say('chenyu', '说完了')).toContain('已经有20份，最多20份')
    expect(await talk.say('chenyu', '删掉附件')).toContain('补上了')
    expect([await drafts(), await loose(), (await rows()).length]).toEqual([[], [], 20])
  })
})

describe('a file that is not handed over is kept nowhere', () => {
  test('隐名: one that may say who made it, unless its writer says so', async () => {
    await say('心里话', '最近压力很大')
    await talk.file('chenyu', 'pdf', PDF)
    await talk.file('chenyu', 'image', jpegThatTells(TOLD))
    await say('说完了', '隐名')
    expect(talk.last('chenyu')).toContain('去不掉作者信息')
    await talk.tap('chenyu', '不交这几份')
    await say('工作压力', '希望回复', '交上去')
    const [file, ...more] = await rows()
    expect(more).toEqual([])
    const [read] = await readFiles(talk, 'chenjing', chen, file?.caseId ?? '')
    expect(read).toEqual({ type: 'image/jpeg', bytes: BARE_JPEG() })
    expect([await drafts(), await loose()]).toEqual([[], []])
  })

  test('beside a report that is passed on to nobody', async () => {
    await say('心里话', '站长挪用公款两万块。我夹在中间，天天睡不着')
    await talk.file('chenyu')
    await say('说完了', '隐名', '工作压力', '希望回复', '去掉')
    expect(talk.last('chenyu')).toContain('附件拆不开')
    await talk.tap('chenyu', '交上去')
    expect([await rows(), await drafts(), onDisk()]).toEqual([[], [], []])
  })

  test('beside a report that 纪检 gets: it goes there, and to nobody else', async () => {
    const he = await giveKey(talk, 'heqing', 'heqing', 'discipline')
    const agreed = { open: true, by: '何清', day: '2026-11-20', why: '纪〔2026〕3号' }
    await call(talk, 'zhou', 'PUT', '/report-inbox', { body: agreed })
    await say('心里话', '站长挪用公款两万块。我夹在中间，天天睡不着')
    await talk.file('chenyu', 'image', BARE_PNG())
    await say('说完了', '隐名', '工作压力', '希望回复')
    await talk.tap('chenyu', '交给纪检')
    await talk.tap('chenyu', '交上去')
    const [file, ...more] = await rows()
    expect(more).toEqual([])
    expect(await readFiles(talk, 'heqing', he, file?.caseId ?? '')).toHaveLength(1)
    const [heart] = await call<{ id: string }[]>(talk, 'chenjing', 'GET', '/cases')
    expect(await enclosuresOf(talk, 'chenjing', chen, heart?.id ?? '')).toEqual([])
  })

  test('taken back in the chat: that one goes, and those sent before and after it stay', async () => {
    await say('心里话', '最近压力很大')
    await talk.file('chenyu', 'image', BARE_PNG())
    await talk.file('chenyu', 'image', jpegThatTells(TOLD), { id: 'test:wrong' })
    await talk.file('chenyu', 'image', BARE_JPEG())
    await talk.receive('chenyu', { type: 'recalled', id: 'test:wrong' })
    await talk.settled()
    expect(onDisk()).toHaveLength(2)
    await say('上一步')
    expect(onDisk()).toHaveLength(1)
    await say('取消')
    expect([await drafts(), await loose()]).toEqual([[], []])
  })

  test('taken back in the chat: one of several that came together, and however much was said since', async () => {
    const send = (id: string) =>
      talk.receive('chenyu', { type: 'files', files: [{ ref: '99', name: 'a.jpg', kind: 'image' }] }, { id })
    const recall = async (id: string) => {
      await talk.receive('chenyu', { type: 'recalled', id })
      await talk.settled()
    }
    await say('心里话', '最近压力很大')
    for (const id of ['test:a', 'test:b', 'test:c']) await send(id)
    await talk.pass(BURST)
    expect(talk.last('chenyu')).toContain('收到3份')
    await recall('test:b')
    expect(talk.last('chenyu')).toContain('附件我也退回去了')
    expect(onDisk()).toHaveLength(2)
    await say('说完了', ...Array.from({ length: 6 }, () => ['隐名', '实名']).flat())
    await recall('test:a')
    expect(onDisk()).toHaveLength(1)
    // Taken back before it was answered.
    await send('test:d')
    await send('test:e')
    await recall('test:d')
    await talk.pass(BURST)
    expect(onDisk()).toHaveLength(2)
  })

  test('taken back in the chat, while something else is being done', async () => {
    await say('心里话')
    await talk.say('chenyu', '最近压力很大', { id: 'test:words' })
    await talk.file('chenyu', 'image', BARE_PNG(), { id: 'test:wrong' })
    await say('请12月2日年假')
    expect(await talk.tap('chenyu', '另外办')).toContain('到哪天结束')
    for (const id of ['test:wrong', 'test:words']) await talk.receive('chenyu', { type: 'recalled', id })
    await talk.settled()
    expect(onDisk()).toEqual([])
    await say('取消')
    expect(await talk.say('chenyu', '说完了')).toContain('还没收到你说的话')
  })
})

describe('what goes wrong on the way', () => {
  async function ready(): Promise<string> {
    await say('心里话', '最近压力很大')
    await talk.file('chenyu', 'image', BARE_PNG())
    await talk.file('chenyu', 'image', BARE_JPEG())
    await say('说完了', '实名', '工作压力', '希望回复')
    return join(talk.program.folder, 'files', onDisk()[0] ?? '')
  }

  test.each([
    ['is gone', (path: string) => rmSync(path)],
    ['is damaged', (path: string) => writeFileSync(path, readFileSync(path).fill(0, 40, 60))],
  ])('a file that %s holds up neither the words nor the other, and that is said', async (_, spoil) => {
    spoil(await ready())
    expect(await talk.tap('chenyu', '交上去')).toContain('有1份附件坏了，没有交上')
    const [file, ...more] = await rows()
    expect(more).toEqual([])
    expect(await readCase(talk, 'chenjing', chen, file?.caseId ?? '')).toEqual(['最近压力很大'])
    expect(await readFiles(talk, 'chenjing', chen, file?.caseId ?? '')).toHaveLength(1)
    expect([await drafts(), await loose()]).toEqual([[], []])
  })

  test('stopped between the yes and the sealing: it is done afterwards, once, and no copy stays', async () => {
    await ready()
    await talk.receive('chenyu', { type: 'text', text: '交上去' })
    await talk.restart()
    await talk.pass(61_000)
    const [file] = await rows()
    expect(await rows()).toHaveLength(2)
    expect(await readFiles(talk, 'chenjing', chen, file?.caseId ?? '')).toHaveLength(2)
    expect([await drafts(), await loose()]).toEqual([[], []])
  })

  test('stopped between the sealing and the deleting: what lies about is swept away at the next start', async () => {
    const path = await ready()
    const bytes = readFileSync(path)
    await talk.tap('chenyu', '交上去')
    writeFileSync(path, bytes)
    await talk.restart()
    await expect.poll(loose).toEqual([])
    expect(onDisk()).toHaveLength(2)
  })

  test('the database does not take it: nothing that was sealed for it stays, and it is done when it does', async () => {
    await ready()
    const { storage } = talk.program
    const took = storage.transaction
    let refused = 0
    Object.assign(storage, {
      transaction: (job: Parameters<typeof took>[0]) =>
        took(async tx => {
          const done = await job(tx)
          if ((await tx.db.select().from(tx.t.caseEnclosure)).length > 0 && refused++ === 0)
            throw new Error('full')
          return done
        }),
    })
    await talk.tap('chenyu', '交上去')
    expect([refused, (await rows()).length, onDisk().length]).toEqual([1, 0, 2])
    Object.assign(storage, { transaction: took })
    await talk.pass(61_000)
    expect([(await rows()).length, await loose()]).toEqual([2, []])
    expect(talk.last('chenyu')).toContain('收到了，编号XS-')
  })

  test('nobody is left to read it: the files are still there, and go when it is tried again', async () => {
    await ready()
    const { storage } = talk.program
    const removed = (at: number | null) =>
      storage.transaction(tx => tx.db.update(tx.t.reader).set({ removed: at }))
    await removed(1)
    expect(await talk.tap('chenyu', '交上去')).toContain('写的都还在')
    expect([(await rows()).length, onDisk().length]).toEqual([0, 2])
    await removed(null)
    await talk.pass(61_000)
    expect(await talk.say('chenyu', '再试一次')).toContain('收到了，编号XS-')
    expect([(await rows()).length, await loose()]).toEqual([2, []])
  })
})
