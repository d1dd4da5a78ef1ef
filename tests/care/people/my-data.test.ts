import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeLink } from '../../../src/care/forms/store.ts'
import { protect } from '../../../src/care/overtime/protect.ts'
import { copyByLink, MY_DATA } from '../../../src/care/people/my-copy.ts'
import { writeAudit } from '../../../src/runtime/audit.ts'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true })
})
afterEach(() => talk.close())

const files = () => readdirSync(join(talk.program.folder, 'files'))

async function oneLeave(): Promise<void> {
  await talk.say('chenyu', '明天请一天事假')
  await talk.say('chenyu', '家里有事')
  await talk.tap('chenyu', '提交')
}

test('says what is kept, in plain words with counts', async () => {
  await oneLeave()
  expect(await talk.say('chenyu', '我的数据')).toBe(
    '名单里有你的姓名、单位、职务、职级、身份类别、上级、参加工作时间、出生日期、性别、手机号。你交过请假1份、加班0份、困难申请0份，假期账0笔，找过人0次，体检安排0次，休假计划0个，休假提醒的说明0条，文件0份，写的内容都加了密。心里话交出去后我这里不留底，只封着一条联系，好把回信转给你。\n要做什么？删掉的是草稿和没交的东西，已经交上去的不在内。',
  )
  expect(await talk.tap('chenyu', '不用')).toBe('好，都没有动。')
})

test('names the words of danger that stand sealed for readers, and nothing of what they say', async () => {
  await talk.say('chenyu', '我不想活了')
  const said = await talk.say('chenyu', '我的数据')
  expect(said).toContain('还有听着有危险、只封给能看心里话的人的话1份')
  expect(said).not.toContain('不想活')
})

test('names only what the roster really holds', async () => {
  expect(await talk.say('malin', '你存了我什么')).not.toContain('参加工作时间')
})

test('deletes drafts, unfinished forms and loose files, and says exactly what', async () => {
  await oneLeave()
  await talk.say('chenyu', '我想下周一到周三请病假')
  await talk.file('chenyu', 'image', 500)
  expect(files()).toHaveLength(1)
  await talk.say('chenyu', '取消')
  await talk.say('chenyu', '登记加班')
  await talk.say('chenyu', '删除我的数据')
  expect(await talk.tap('chenyu', '删掉')).toBe(
    '删了：草稿、填到一半的单子、没交的文件1份，还有我记着的上一句话。留着的：交上去的申请1份和假期账，这些要按规定存档。要改名单里的，找单位人事。',
  )
  await expect.poll(files).toHaveLength(0)
  expect(await talk.say('chenyu', '恢复')).toBe('没有收起来的单子。要办什么直接说，或回“帮助”。')
  expect(await talk.say('chenyu', '我的申请')).toContain('QJ-20261123-0001')
})

test('an unfinished story is gone with its words', async () => {
  await talk.say('chenyu', '心里话')
  await talk.say('chenyu', '最近很累')
  const pieces = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.piece))
  expect(await pieces()).toHaveLength(1)
  await talk.say('chenyu', '我的数据')
  await talk.tap('chenyu', '另外办')
  await talk.tap('chenyu', '删掉')
  await talk.tap('chenyu', '删掉')
  expect(await pieces()).toHaveLength(0)
})

/** Asks for help with something that is not worded like any other wish. */
async function hardship(): Promise<string> {
  for (const said of ['困难申请', '自己', '家人重病', '母亲住院做手术', '3万', '先不交', '同意'])
    await talk.say('zhengli', said)
  await talk.tap('zhengli', '提交')
  return /KN-[\d-]+/.exec(talk.last('zhengli'))?.[0] ?? ''
}
/** Asks for leave with a certificate. */
async function sickLeave(): Promise<void> {
  await talk.say('chenyu', '我想下周一到周三请病假')
  await talk.file('chenyu', 'image', 500)
  await talk.say('chenyu', '发烧')
  await talk.tap('chenyu', '提交')
}
async function takeBack(): Promise<string> {
  await talk.say('chenyu', '我的数据')
  await talk.tap('chenyu', '撤回同意')
  return talk.tap('chenyu', '撤回')
}
const rows = () =>
  talk.program.storage.read(async tx => ({
    requests: await tx.db.select().from(tx.t.application),
    consents: await tx.db.select().from(tx.t.consent),
    audit: await tx.db.select().from(tx.t.audit),
  }))
/** As the server does once a route of this name has answered. */
async function opened(who: string, action: string, about: string): Promise<void> {
  const { storage, directory } = talk.program
  await storage.transaction(async tx => {
    const actor = await directory.byUserid(tx, `sample-${who}`)
    await writeAudit(tx, { actor: actor?.id ?? '', action, about }, talk.now())
  })
}

describe('promise 23: consent is asked apart, kept, and can be taken back', () => {
  test('words and papers go at once, who was asked hears the number, and nothing else is lost', async () => {
    await oneLeave()
    const no = await hardship()
    expect((await rows()).consents).toMatchObject([{ kind: 'hardship', about: no, withdrawn: null }])
    await talk.say('zhengli', '我的数据')
    expect(await talk.tap('zhengli', '撤回同意')).toContain('别的事不受影响')
    expect(await talk.tap('zhengli', '撤回')).toContain('撤回了1份困难申请的同意')
    const { requests, consents } = await rows()
    expect(requests.find(row => row.no === no)).toMatchObject({ status: 'withdrawn', turn: null })
    expect(requests.filter(row => row.kind === 'leave')).toMatchObject([{ status: 'pending' }])
    expect(consents[0]?.withdrawn).toBe(talk.now())
    expect(talk.last('chenjing')).toContain(no)
    const seen = await call<{ story: string }>(talk, 'chenjing', 'GET', `/hardship/${no}`)
    expect(seen.story).toBe('')
    expect(await talk.say('zhengli', '明天请一天事假')).not.toContain('撤回')
  })

  test('what was agreed to before consents were written down goes like the others, and once', async () => {
    const no = await hardship()
    await talk.program.storage.transaction(tx => tx.db.delete(tx.t.consent))
    await talk.say('zhengli', '我的数据')
    await talk.tap('zhengli', '撤回同意')
    expect(await talk.tap('zhengli', '撤回')).toContain('撤回了1份困难申请的同意')
    expect((await rows()).requests.find(row => row.no === no)).toMatchObject({ status: 'withdrawn' })
    await talk.say('zhengli', '我的数据')
    await talk.tap('zhengli', '撤回同意')
    expect(await talk.tap('zhengli', '撤回')).toContain('没有可以撤回的同意')
  })

  test('a certificate of a leave goes when it is taken back that HR sees it; the leave stands', async () => {
    await sickLeave()
    const { requests, consents } = await rows()
    const no = requests[0]?.no
    expect(consents).toMatchObject([{ kind: 'certificate', about: no, withdrawn: null }])
    expect(files()).toHaveLength(1)
    expect(await takeBack()).toContain('请假发来的证明删掉了1份')
    await expect.poll(files).toHaveLength(0)
    const after = await rows()
    expect(after.requests).toMatchObject([{ no, status: 'pending' }])
    expect(after.consents[0]?.withdrawn).toBe(talk.now())
    const told = talk.sent.filter(({ message }) => message.text.includes('收回了同意'))
    expect(told.map(({ to, message }) => [to, message.text])).toEqual([
      [
        'sample-chenjing',
        `${no}的证明，本人11月23日（周一）09:00收回了同意，已经删了。核对过的不用再办，没核对的请他拿原件来。`,
      ],
    ])
  })

  test('a certificate sent anew is agreed to anew, and can be taken back again', async () => {
    await sickLeave()
    for (let time = 0; time < 2; time++) {
      await talk.pass(60_000)
      expect(await takeBack()).toContain('请假发来的证明删掉了1份')
      await expect.poll(files).toHaveLength(0)
      expect((await rows()).consents).toMatchObject([{ withdrawn: talk.now() }])
      await talk.pass(60_000)
      await talk.say('chenyu', '补证明')
      await talk.file('chenyu', 'image', 500)
      await talk.tap('chenyu', '交上去')
      expect((await rows()).consents).toMatchObject([{ given: talk.now(), withdrawn: null }])
    }
  })

  test('a certificate sent before consents were written down goes like the others, and once', async () => {
    await sickLeave()
    await talk.program.storage.transaction(tx => tx.db.delete(tx.t.consent))
    expect(await takeBack()).toContain('请假发来的证明删掉了1份')
    await expect.poll(files).toHaveLength(0)
    const { requests, consents, audit } = await rows()
    const about = requests[0]?.no
    expect(consents).toMatchObject([{ kind: 'certificate', about, withdrawn: talk.now() }])
    expect(audit.filter(({ action }) => action === 'consent.withdrawn')).toMatchObject([{ about }])
    expect(await takeBack()).toContain('没有可以撤回的同意')
  })

  test('a second paper does not change when the first was agreed to', async () => {
    await sickLeave()
    const given = talk.now()
    await talk.pass(60_000)
    await talk.say('chenyu', '补证明')
    await talk.file('chenyu', 'image', 500)
    await talk.tap('chenyu', '交上去')
    expect((await rows()).consents).toMatchObject([{ given, withdrawn: null }])
    expect(await takeBack()).toContain('请假发来的证明删掉了2份')
  })

  test('what was not agreed to cannot be taken back, and a slip takes nothing', async () => {
    await talk.say('chenyu', '我的数据')
    await talk.tap('chenyu', '撤回同意')
    expect(await talk.tap('chenyu', '撤回')).toContain('没有可以撤回的同意')
    const no = await hardship()
    await talk.say('zhengli', '我的数据')
    await talk.tap('zhengli', '撤回同意')
    expect(await talk.tap('zhengli', '不用')).toBe('好，都没有动。')
    expect((await rows()).requests.find(row => row.no === no)).toMatchObject({ status: 'pending' })
  })
})

describe('promise 35: who opened something of mine I see at once', () => {
  test('with the day, the minute and the number, and never somebody else’s', async () => {
    const no = await hardship()
    await talk.say('zhengli', '我的数据')
    expect(await talk.tap('zhengli', '谁看过')).toContain('还没有人打开过')
    await opened('chenjing', 'hardship.view', no)
    await opened('chenjing', 'hardship.view', 'KN-20261123-9999')
    await talk.say('zhengli', '我的数据')
    expect(await talk.tap('zhengli', '谁看过')).toMatch(
      new RegExp(`^打开过你的东西的人，最近的在前：\n11月23日（周一）09:00，陈[^，]*看了${no}\n心里话谁看过`),
    )
    await talk.say('chenyu', '我的数据')
    expect(await talk.tap('chenyu', '谁看过')).toContain('还没有人打开过')
  })
})

test('a copy holds what is mine, opens once, and not for anything else', async () => {
  await oneLeave()
  const no = await hardship()
  const { storage, tools, directory } = talk.program
  const ground = { tools, now: talk.now(), today: '2026-11-23' }
  const secret = await storage.transaction(async tx => {
    const me = await directory.byUserid(tx, 'sample-zhengli')
    return makeLink(tx, { no: MY_DATA, person: me?.id ?? '', expires: talk.now() + 60_000 }, talk.now())
  })
  const open = (link: string) => storage.transaction(tx => copyByLink({ ...ground, tx }, link))
  const { copy } = await open(secret)
  expect(copy).toMatchObject({
    requests: [{ no, form: { story: '母亲住院做手术' } }],
    consents: [{ about: no }],
  })
  expect(JSON.stringify(copy)).not.toContain('家里有事')
  await expect(open(secret)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const other = await storage.transaction(tx =>
    makeLink(tx, { no, person: 'x', expires: talk.now() + 60_000 }, talk.now()),
  )
  await expect(open(other)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a copy comes by a link that opens once, and what is wrong is put right by HR', async () => {
  await talk.say('chenyu', '我的数据')
  expect(await talk.tap('chenyu', '导出')).toMatch(/\/mydata#[\w-]{32}\n30分钟内有效，只能打开一次/)
  await talk.say('chenyu', '我的数据')
  expect(await talk.tap('chenyu', '有错要改')).toContain('找人')
})

test('names what few people have, and the copy holds it', async () => {
  const { storage, directory, tools } = talk.program
  expect(await talk.say('chenyu', '我的数据')).not.toContain('还有')
  await talk.tap('chenyu', '不用')
  const her = (await storage.read(tx => directory.byUserid(tx, 'sample-chenyu')))?.id ?? ''
  await storage.transaction(async tx => {
    await protect({ tx, tools }, her, '2027-03-01', { author: 'hr', now: talk.now() })
    await tx.db.insert(tx.t.standIn).values({ no: 'QJ-1', person: her, status: 'agreed', at: 0 })
    const days = { from: null, to: null, created: 0, ended: null }
    await tx.db.insert(tx.t.delegation).values({ id: 'd', person: her, deputy: 'x', ...days })
    const off = { from: '2026-01-01', review: '2026-02-01', back: '2026-03-01', author: 'hr', returner: 'hr' }
    await tx.db.insert(tx.t.offPost).values({ id: 'o', person: her, ...off, ground: null, at: 0 })
  })
  expect(await talk.say('chenyu', '我的数据')).toContain(
    '还有替人顶岗的1次、代批的安排1条、离岗休养1段、人事登记的不安排加班的日期，到期就删，想早点删找人事。',
  )
  const link = await storage.transaction(tx =>
    makeLink(tx, { no: MY_DATA, person: her, expires: talk.now() + 60_000 }, talk.now()),
  )
  const { copy } = await storage.transaction(tx =>
    copyByLink({ tx, tools, now: talk.now(), today: '2026-11-23' }, link),
  )
  expect(copy).toMatchObject({
    noOvertimeUntil: '2027-03-01',
    standIns: [{ no: 'QJ-1' }],
    deputies: [{ from: null }],
  })
})
