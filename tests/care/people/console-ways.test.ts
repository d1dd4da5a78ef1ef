import { afterAll, beforeAll, expect, test } from 'vitest'
import { WAYS } from '../../../src/care/people/console-ways.ts'
import { SECTIONS } from '../../../src/console/shell/sections.tsx'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeAll(async () => {
  talk = await openTalk({ open: true })
})
afterAll(() => talk.close())

test('every page of the console has its way, and whoever is shown the way sees the page', () => {
  expect(WAYS.map(way => way.page)).toEqual(SECTIONS.map(section => section.id))
  for (const { page, roles } of WAYS) {
    const section = SECTIONS.find(({ id }) => id === page)
    const open = section?.roles.includes('staff') ? roles : section?.roles
    expect(open, page).toEqual(expect.arrayContaining([...roles]))
  }
})

test.each([
  // HR, fund, handler and health contact in one.
  ['chenjing', ['心里话', '找人', '申请', '体检', '名单'], ['运行', '审计']],
  ['linyue', ['心里话', '值班'], ['名单', '体检', '申请']],
  ['heqing', ['审计'], ['名单', '心里话']],
  ['zhou', ['申请', '运行', '设置'], ['审计', '· 心里话']],
])('%s is told of %j in the console, and not of %j', async (who, yes, no) => {
  const said = await talk.say(who, '控制台在哪')
  for (const page of yes) expect(said).toContain(`· ${page}：`)
  for (const page of no) expect(said).not.toContain(`${page}：`)
  expect(said).toContain('http://127.0.0.1:3000')
})

test('who has no work there hears nothing of it', async () => {
  for (const asked of ['控制台在哪', '怎么看大家的申请', '导出', '体检通知怎么发']) {
    const said = await talk.say('wumin', asked)
    expect(said).not.toContain('127.0.0.1')
    expect(said).not.toContain('· ')
  }
})
