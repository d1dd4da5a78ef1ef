import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leave } from '../../../src/care/people/departure.ts'
import { doubleIds, openBrowser, PHONE, sideways, type TestBrowser } from '../../support/browser.ts'
import { openChat } from '../../support/chat-page.ts'
import { choose } from '../../support/choose.ts'
import { openTrial, type Trial } from '../../support/trial.ts'

let trial: Trial
let browser: TestBrowser
beforeAll(async () => {
  ;[trial, browser] = await Promise.all([openTrial(), openBrowser('reduce')])
})
afterAll(async () => {
  await browser?.close()
  await trial?.close()
})

/** The console, open as somebody who is signed in. The administrator comes first, or the set-up would be shown. */
async function consoleOf(userid: string) {
  await trial.enter('sample-zhou')
  const tab = await browser.open(`${trial.url}/healthz`)
  await tab.page.context().addCookies([{ name: 'xinqiao', value: await trial.enter(userid), url: trial.url }])
  return tab
}

/** By the menu where it is there, as people do; by its address on a telephone and on a fresh tab. */
async function visit(page: Page, section: string, title: string): Promise<void> {
  const link = page.locator('.shell-side').getByRole('link', { name: title, exact: true })
  if (await link.isVisible()) await link.click()
  else await page.goto(`${trial.url}/console/${section}`)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

test('who asks for a human is answered by one, and goes on with the bot afterwards', async () => {
  const li = await openChat(browser, trial.url, 'sample-ligang')
  await li.say('找人')
  expect(await li.say('想问问怎么销假')).toMatch(/编号RG-20261123-\d{4}/)
  const { page, troubles } = await consoleOf('sample-chenjing')
  await visit(page, 'help', '找人')
  await page.getByRole('link', { name: /RG-/ }).click()
  await page.getByRole('button', { name: '我来接' }).click()
  await li.heard('同事来了')
  await page.getByLabel('回他').fill('你好，我是陈静，什么事？')
  await page.getByRole('button', { name: '发过去' }).click()
  await li.heard('我是陈静，什么事')
  await page.getByRole('button', { name: '结束，交回心桥' }).click()
  await li.heard('我接着帮你')
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  expect([...troubles, ...li.troubles]).toEqual([])
})

test('what a colleague has taken has no button any more, and says who has it', async () => {
  await trial.program.storage.transaction(tx =>
    tx.db
      .update(tx.t.person)
      .set({ roles: ['hr', 'handler'] })
      .where(eq(tx.t.person.userid, 'sample-linyue')),
  )
  await trial.program.directory.refresh()
  const zhao = await openChat(browser, trial.url, 'sample-zhaolei')
  await zhao.say('找人')
  expect(await zhao.say('想问问年假')).toMatch(/编号RG-/)
  const chen = await consoleOf('sample-chenjing')
  const lin = await consoleOf('sample-linyue')
  const open = async ({ page }: typeof chen) => {
    await visit(page, 'help', '找人')
    await page.getByRole('link', { name: /RG-/ }).click()
    await page.getByRole('button', { name: '我来接' }).waitFor()
  }
  await open(chen)
  await open(lin)
  await chen.page.getByRole('button', { name: '我来接' }).click()
  await zhao.heard('同事来了')
  await lin.page.getByRole('button', { name: '我来接' }).click()
  await lin.page.getByText('陈静接了').waitFor()
  expect(await lin.page.getByRole('button', { name: '我来接' }).count()).toBe(0)
  await lin.page.getByRole('link', { name: '返回' }).click()
  await lin.page.getByRole('table', { name: '找人' }).getByText('陈静接了').waitFor()
  expect(await lin.page.getByRole('link', { name: /RG-/ }).count()).toBe(0)
  expect([...lin.troubles, ...chen.troubles]).toEqual([])
})

test('requests are listed and opened, by HR and by whose turn it is', async () => {
  const chen = await openChat(browser, trial.url, 'sample-chenyu')
  await chen.say('下周三请一天年假')
  await chen.say('家里有事')
  await chen.tap('提交')
  const hr = await consoleOf('sample-chenjing')
  await visit(hr.page, 'applications', '申请')
  await hr.page.getByRole('link', { name: /QJ-/ }).click()
  await hr.page.getByText('等批').waitFor()
  await hr.page.getByText('年假').waitFor()
  await hr.page.getByText('1 孙丽').waitFor()
  const sun = await consoleOf('sample-sunli')
  await visit(sun.page, 'applications', '申请')
  await sun.page.getByRole('link', { name: /QJ-/ }).waitFor()
  const boss = await openChat(browser, trial.url, 'sample-sunli')
  expect(await boss.tap('同意')).toContain('已告诉陈小雨')
  await sun.page.reload()
  await sun.page.getByText('刚批过的').waitFor()
  await sun.page.getByRole('link', { name: /QJ-/ }).click()
  await sun.page.getByRole('button', { name: '收回同意' }).click()
  await sun.page.getByRole('dialog').getByRole('button', { name: '收回同意' }).click()
  await sun.page.getByRole('dialog').getByText('收回了').last().waitFor()
  await sun.page.getByRole('button', { name: '知道了' }).click()
  await boss.say('退回补充')
  await boss.say('那天谁顶你的班？')
  await hr.page.reload()
  await hr.page.getByText('孙副主任问：那天谁顶你的班？').waitFor()
  expect([...boss.troubles, ...hr.troubles, ...sun.troubles]).toEqual([])
})

test('HR names a deputy for somebody, sees until when, and ends it; on a phone too', async () => {
  const { page, troubles } = await consoleOf('sample-chenjing')
  await page.setViewportSize(PHONE)
  await visit(page, 'applications', '申请')
  await page.getByRole('tab', { name: '代批' }).click()
  for (const [label, name] of [
    ['谁的申请', '孙丽'],
    ['谁代批', '欧阳明'],
  ] as const) {
    await choose(page, label, name)
  }
  await page.getByLabel('从哪天').fill('2099-12-01')
  await page.getByLabel('到哪天').fill('2099-12-04')
  await page.getByRole('button', { name: '安排', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '安排', exact: true }).click()
  await page.getByText('12月4日').waitFor()
  expect(await sideways(page)).toBe(0)
  await page.getByRole('button', { name: '取消孙丽的代批' }).click()
  await page.getByText('现在没有人代批').waitFor()
  expect(troubles).toEqual([])
})

test('HR records overtime from paper, marks a subsidy, and notes who is not to be asked', async () => {
  const { page, troubles } = await consoleOf('sample-chenjing')
  await visit(page, 'overtime', '加班')
  await page.getByRole('tab', { name: '补登' }).click()
  await choose(page, '谁', '陈小雨')
  await page.getByLabel('日期').fill('2026-11-21')
  await page.getByLabel('时长（小时）').fill('8')
  await choose(page, '事项', '防汛防台抢险')
  await page.getByLabel('依据').fill('11月21日签到表')
  await page.getByRole('button', { name: '补登', exact: true }).click()
  await page.getByText('补登好了').waitFor()
  // The list goes on with the next person.
  const kept = ['日期', '依据', '时长（小时）'].map(label => page.getByLabel(label).inputValue())
  expect(await Promise.all(kept)).toEqual(['2026-11-21', '11月21日签到表', ''])
  await page.getByRole('tab', { name: '当月' }).click()
  const list = page.getByRole('table', { name: '加班', exact: true })
  await list.getByText('人事补登').waitFor()
  expect(await list.getByText('8小时').count()).toBe(2)
  await list.getByRole('button', { name: '改成发过' }).click()
  await page.getByLabel('原因').fill('补贴已随工资发放')
  await page.getByRole('button', { name: '改', exact: true }).click()
  await list.getByText('发过补贴').waitFor()
  await page.getByRole('tab', { name: '不安排加班的人' }).click()
  await choose(page, '谁', '林悦')
  await page.getByLabel('到哪天').fill('2027-03-01')
  await page.getByRole('button', { name: '记下' }).click()
  await page.getByRole('table', { name: '不安排加班的人' }).getByText('林悦').waitFor()
  const chen = await openChat(browser, trial.url, 'sample-chenyu')
  await chen.heard('改成了发过补贴')
  await page.setViewportSize(PHONE)
  for (const tab of ['当月', '补登', '不安排加班的人']) {
    await page.getByRole('tab', { name: tab }).click()
    expect(await sideways(page), tab).toBe(0)
  }
  expect(troubles).toEqual([])
})

test('what was not sent is sent again from the page of troubles', async () => {
  const { storage, directory, tools, clock } = trial.program
  const now = clock.now()
  await storage.transaction(async tx => {
    const lane = (await directory.byUserid(tx, 'sample-malin'))?.id ?? ''
    const message = { text: '补发的一条', buttons: [], card: null }
    await tx.db.insert(tx.t.outbox).values({
      seq: 7,
      key: 'again',
      lane,
      channel: 'web',
      contact: 'sample-malin',
      payload: await tools.vault.sealJson(tx, lane, 'outbox.payload:again', { message, reply: null }),
      bulk: null,
      state: 'gave_up',
      tries: 12,
      nextAt: now,
      onSent: null,
      created: now,
      sentAt: null,
      fault: 'NO_PERMISSION',
    })
  })
  const { page, troubles } = await consoleOf('sample-zhou')
  await visit(page, 'trouble', '运行')
  await page.getByRole('table', { name: '没发出去的' }).getByText('NO_PERMISSION').waitFor()
  await page.getByRole('button', { name: '再发一次 7' }).click()
  await page.getByText('NO_PERMISSION').waitFor({ state: 'detached' })
  const ma = await openChat(browser, trial.url, 'sample-malin')
  await ma.heard('补发的一条')
  expect([...troubles, ...ma.troubles]).toEqual([])
})

test('who leaves is taken off the list, and what waits for him goes to whoever is above', async () => {
  const zhang = await openChat(browser, trial.url, 'sample-zhangwei2')
  await zhang.say('下周三请一天事假')
  await zhang.say('办点私事')
  await zhang.tap('提交')
  const { page, troubles } = await consoleOf('sample-chenjing')
  await visit(page, 'people', '名单')
  await page.getByLabel('找人').fill('郑莉')
  await page.getByText('共1人').waitFor()
  await page.getByRole('button', { name: '郑莉离开了' }).click()
  await page.getByRole('button', { name: '离开了', exact: true }).click()
  await page.getByText('1份申请等他批').waitFor()
  await page.getByRole('button', { name: '知道了' }).click()
  await page.getByRole('table', { name: '已离开的人' }).getByText('郑莉').waitFor()
  await page.getByRole('button', { name: '给郑莉管的人定新主管' }).click()
  await page.getByRole('checkbox', { name: /刘芳/ }).uncheck()
  await choose(page, '新主管', '黄志远')
  await page.getByRole('button', { name: '这2人改由他管' }).click()
  await page.getByText('主管写着他1人').waitFor()
  const huang = await openChat(browser, trial.url, 'sample-huang')
  await huang.heard('转到你这里批')
  expect(await huang.tap('同意')).toMatch('已告诉张伟')
  await zhang.heard('批了')
  expect([...troubles, ...huang.troubles]).toEqual([])
})

test('a year is brought in, and a day of the unit’s own is put down and taken back, on the calendar', async () => {
  const { page, troubles } = await consoleOf('sample-chenjing')
  await visit(page, 'calendar', '日历')
  const years = page.getByRole('table', { name: '年份' })
  await years.getByText('通知还没出').waitFor()
  const bring = (text: string) =>
    page
      .getByLabel('导入一年')
      .setInputFiles({ name: '2027.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await bring('年份,日期')
  await page.getByRole('alert').getByText('不是JSON').waitFor()
  await bring('{"year":2027,"papers":[],"days":[{"name":"国庆节","date":"2027-02-30","isOffDay":true}]}')
  await page.getByRole('alert').getByText('2027-02-30').first().waitFor()
  await bring('{"year":2027,"papers":[],"days":[{"name":"国庆节","date":"2027-10-01","isOffDay":true}]}')
  await years
    .getByRole('row', { name: /2027年/ })
    .getByText('陈静')
    .waitFor()

  await page.getByLabel('日期').fill('2026-12-03')
  await page.getByLabel('原因').fill('台风停工')
  await page.getByRole('button', { name: '记下这一天' }).click()
  const own = page.getByRole('table', { name: '本单位的日子' }).getByRole('row', { name: /12月3日（周四）/ })
  await own.getByText('台风停工').waitFor()
  await own.getByText('陈静').waitFor()
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  await page.getByRole('link', { name: '2026年' }).click()
  await page.getByText('台风停工（陈静）').waitFor()
  expect(await sideways(page)).toBe(0)
  await page.getByRole('link', { name: '返回' }).click()
  await own.getByRole('button', { name: '收回' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '收回' }).click()
  await page.getByText('还没有另外安排的日子').waitFor()
  await page.getByRole('button', { name: '收回2027年' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '收回' }).click()
  await years.getByText('通知还没出').waitFor()
  expect(troubles).toEqual([])
})

test('what somebody has no role for is not on his menu, and not behind its address', async () => {
  const { page } = await consoleOf('sample-chenyu')
  await page.goto(`${trial.url}/console`)
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor()
  const menu = page.locator('.shell-side')
  expect(await menu.getByRole('link').allInnerTexts()).toEqual(['设置'])
  await page.goto(`${trial.url}/console/trouble`)
  await page.getByText('不归你看').waitFor()
})

test('the auditor reads who did what, and checks that nothing is missing', async () => {
  const { page, troubles } = await consoleOf('sample-heqing')
  await visit(page, 'audit', '审计')
  await page.getByRole('table', { name: '审计记录' }).getByText('看了一份申请').first().waitFor()
  await page.getByRole('button', { name: '查一查' }).click()
  await page.getByText('一行没少').waitFor()
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  expect(troubles).toEqual([])
})

test('when the session is over, the page says so by asking to sign in', async () => {
  const { page } = await consoleOf('sample-heqing')
  await visit(page, 'settings', '设置')
  await trial.enter('sample-heqing')
  await page.getByRole('link', { name: '审计' }).click()
  await page.getByRole('alert').getByText('请重新登录').waitFor()
  await page.getByLabel('登录口令').waitFor()
})

test('a window that ends before it begins is not sent, and no two fields of the settings share an id', async () => {
  const { page, troubles } = await consoleOf('sample-linyue')
  await visit(page, 'settings', '设置')
  await page.getByRole('button', { name: '生成我的钥匙' }).click()
  await page.getByLabel('钥匙口令').waitFor()
  expect(await doubleIds(page)).toEqual([])
  const hr = await consoleOf('sample-chenjing')
  await visit(hr.page, 'campaigns', '体检')
  await hr.page.getByRole('button', { name: '发一次体检' }).click()
  await hr.page.getByLabel('名称').fill('2026年度体检')
  await hr.page.getByLabel('开始日期').fill('2026-12-25')
  await hr.page.getByLabel('结束日期').fill('2026-11-30')
  await hr.page.getByLabel('地点').fill('市人民医院')
  let sent = 0
  hr.page.on('request', request => {
    if (request.method() === 'POST' && request.url().endsWith('/campaigns')) sent++
  })
  await hr.page.getByRole('button', { name: '发出去' }).click()
  await hr.page.getByText('结束日期比开始日期早').waitFor()
  await hr.page.getByLabel('开始日期').fill('2026-08-30')
  await hr.page.getByRole('button', { name: '发出去' }).click()
  await hr.page.locator('.ant-modal-confirm-title', { hasText: '前后一共93天' }).waitFor()
  await hr.page.getByRole('button', { name: '回去改' }).click()
  await hr.page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(sent).toBe(0)
  expect([...troubles, ...hr.troubles]).toEqual([])
})

test('a bulletin is looked at, published, and stays as it was', async () => {
  const { page, troubles } = await consoleOf('sample-chenjing')
  await page.goto(`${trial.url}/console/bulletins`)
  await page.getByRole('button', { name: '发一期通报' }).click()
  await page.getByRole('table', { name: '休假通报' }).getByText('样例街道办').waitFor()
  expect(await page.getByText('这个月还没过完').count()).toBe(0)
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
  await page.getByRole('link', { name: /^\d{4}年\d+月$/ }).click()
  await page.getByRole('heading', { name: /休假落实情况/ }).waitFor()
  await page.getByRole('table', { name: '休假通报' }).getByText('样例街道办').waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载XLSX' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/休假落实情况通报（第1版）\.xlsx$/)
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  expect(troubles).toEqual([])
})

test('HR hands in a leave for somebody who telephoned, and downloads balances and a ledger', async () => {
  const { page, troubles } = await consoleOf('sample-chenjing')
  await visit(page, 'applications', '申请')
  await page.getByRole('tab', { name: '代办' }).click()
  await choose(page, '谁', '欧阳明')
  await page.getByRole('combobox', { name: '假别' }).click()
  expect(await page.getByTitle('产假', { exact: true }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await choose(page, '假别', '事假')
  await page.getByLabel('从哪天').fill('2026-12-26')
  await page.getByLabel('到哪天').fill('2026-12-27')
  await page.getByLabel('省内').check()
  await page.getByLabel('去哪个城市').fill('宁波')
  await choose(page, '谁顶岗', '李刚')
  await page.getByLabel('事由').fill('家里有事')
  await page.getByLabel('为什么替他交').fill('电话请假')
  // Enter looks ahead, and hands nothing in.
  await page.getByLabel('为什么替他交').press('Enter')
  await page.getByRole('alert').getByText('都是休息日').waitFor()
  await page.getByLabel('到哪天').fill('2026-12-28')
  await page.getByLabel('到哪天').press('Enter')
  const look = page.getByRole('region', { name: '核对一遍' })
  const facts = ['12月26日（周六）上午到12月28日（周一）下午', '1天', '王主任', '宁波', '李刚', '电话请假']
  for (const fact of facts) await look.getByText(fact).first().waitFor()
  await page.keyboard.press('Enter')
  await look.getByRole('button', { name: '回去改' }).click()
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await look.getByRole('button', { name: '替他交' }).click()
  await page.getByText('交上去了，已经告诉本人和要批的人').waitFor()
  const ouyang = await openChat(browser, trial.url, 'sample-ouyang')
  await ouyang.heard('人事陈静替你请了假：')
  await choose(page, '单位', '样例街道办')
  const [sheet] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载余额' }).click(),
  ])
  expect(sheet.suggestedFilename()).toMatch(/^样例街道办\d{4}年假期余额\.xlsx$/)
  await choose(page, '谁的账', '欧阳明')
  await page.getByRole('button', { name: '看余额' }).click()
  await page.getByText(/年假还剩\d+(\.5)?天，是这样来的/u).waitFor()
  const [ledger] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载假期账' }).click(),
  ])
  expect(ledger.suggestedFilename()).toBe('假期账sample-ouyang.xlsx')
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  expect([...troubles, ...ouyang.troubles]).toEqual([])
})

test('HR gives a request whose decider has left to somebody who is asked at once', async () => {
  const malin = await openChat(browser, trial.url, 'sample-malin')
  await malin.say('下周四请一天事假，家里有事')
  await malin.tap('提交')
  const { storage, directory } = trial.program
  await storage.transaction(async tx => {
    const { person } = tx.t
    await tx.db.update(person).set({ supervisor: null }).where(eq(person.userid, 'sample-huang'))
    const huang = await directory.byUserid(tx, 'sample-huang')
    if (huang) await leave(tx, huang.id, { actor: 'cli', now: Date.parse('2026-11-23T01:00:00Z') })
  })
  await directory.refresh()
  const { page, troubles } = await consoleOf('sample-chenjing')
  await visit(page, 'applications', '申请')
  await page.getByRole('row', { name: /马琳/ }).getByRole('link', { name: /QJ-/ }).click()
  await page.getByText('该批的人已经离开').waitFor()
  await choose(page, '转给谁', '周样例')
  await page.getByRole('button', { name: '转给他' }).click()
  await page.getByText('该批的人已经离开').waitFor({ state: 'detached' })
  await page.getByText('1 周样例').waitFor()
  const zhou = await openChat(browser, trial.url, 'sample-zhou')
  await zhou.heard('马琳请事假')
  expect([...troubles, ...malin.troubles, ...zhou.troubles]).toEqual([])
})
