import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE, sideways, type TestBrowser, type TestPage } from '../../support/browser.ts'
import { openChat } from '../../support/chat-page.ts'
import { openTrial, type Trial } from '../../support/trial.ts'

/** How long things are kept, as HR and as the person they are about sees it. */
let trial: Trial
let browser: TestBrowser
const DAY_MINUTES = 24 * 60

beforeAll(async () => {
  ;[trial, browser] = await Promise.all([openTrial(), openBrowser('reduce')])
})
afterAll(async () => {
  await browser?.close()
  await trial?.close()
})

async function consoleOf(userid: string): Promise<TestPage> {
  await trial.enter('sample-zhou')
  const tab = await browser.open(`${trial.url}/healthz`)
  await signIn(tab.page, userid)
  return tab
}

/** Also again: a session does not last as long as these stories. */
async function signIn(page: Page, userid: string): Promise<void> {
  await page.context().addCookies([{ name: 'xinqiao', value: await trial.enter(userid), url: trial.url }])
}

test('what HR has closed is announced before it is deleted, and put off with a reason', async () => {
  const li = await openChat(browser, trial.url, 'sample-ligang')
  await li.say('找人')
  await li.say('想问问怎么销假')
  const { page, troubles } = await consoleOf('sample-chenjing')
  await page.goto(`${trial.url}/console/help`)
  await page.getByRole('link', { name: /RG-/ }).click()
  await page.getByRole('button', { name: '我来接' }).click()
  await page.getByRole('button', { name: '结束，交回心桥' }).click()
  await li.heard('我接着帮你')
  await page.goto(`${trial.url}/console/expiring`)
  await page.getByText('最近没有要删的').waitFor()

  await trial.clock.forward(DAY_MINUTES)
  // A year does not pass in a test: it ended a year ago, less the days between warning and deletion.
  await trial.program.storage.transaction(tx => tx.db.update(tx.t.expiry).set({ ended: '2025-11-10' }))
  await trial.clock.forward(DAY_MINUTES)
  await li.heard(/RG-20261123-\d{4}到了保存期/)
  await signIn(page, 'sample-chenjing')
  await page.reload()
  const line = page.getByRole('row').filter({ hasText: /RG-/ })
  await line.getByRole('button', { name: /^延后RG-/ }).click()
  await page.getByLabel(/延后几天/).fill('60')
  await page.getByRole('button', { name: '延后', exact: true }).click()
  await page.getByText('请填理由').waitFor()
  await page.getByLabel('理由').fill('销假的事还没办完')
  await page.getByRole('button', { name: '延后', exact: true }).click()
  await page.getByText('最近没有要删的').waitFor()
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  expect([...troubles, ...li.troubles]).toEqual([])
})

test('a copy of one’s own data is taken once by a link from the chat', async () => {
  const li = await openChat(browser, trial.url, 'sample-ligang', PHONE)
  await li.say('我的数据')
  const told = await li.say('下载我的数据')
  const link = /\/mydata#\S+/.exec(told)?.[0] ?? ''
  const { page, troubles } = await browser.open(`${trial.url}${link}`, PHONE)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载' }).click(),
  ])
  expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toMatchObject({
    roster: { name: '李刚' },
    seen: [{ actor: '陈主任' }, {}, {}],
  })
  await page.getByText('下载好了').waitFor()
  expect(page.url()).not.toContain('#')
  expect(await sideways(page)).toBe(0)
  const again = await browser.open(`${trial.url}${link}`, PHONE)
  await again.page.getByRole('button', { name: '下载' }).click()
  await again.page.getByText('链接用过了').waitFor()
  expect([...troubles, ...li.troubles]).toEqual([])
})
