import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
    '名单里有你的姓名、单位、职务、职级、身份类别、上级、参加工作时间、出生日期、性别、手机号。你交过请假1份、加班0份、困难申请0份，假期账0笔，找过人0次，体检安排0次，休假计划0个，休假提醒的说明0条，文件0份，写的内容都加了密。心里话交出去后我这里不留底，只封着一条联系，好把回信转给你。\n要删掉草稿和没交的东西吗？已经交上去的申请不在内。',
  )
  expect(await talk.tap('chenyu', '不用')).toBe('好，都没有动。')
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
  expect(await pieces()).toHaveLength(0)
})
