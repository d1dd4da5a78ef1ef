import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE, sideways, type TestBrowser, type TestPage } from '../../support/browser.ts'
import { openChat } from '../../support/chat-page.ts'
import { choose } from '../../support/choose.ts'
import { openTrial, type Trial } from '../../support/trial.ts'

/** One story, told in order: from the first start to a letter that was read and answered. */
let trial: Trial
let browser: TestBrowser
let admin: TestPage
let handler: TestPage
let oneTime = ''
let keyPassphrase = ''

const ADMIN = 'Guanli-2026-yuan'
const HANDLER = 'Linyue-2026-ok'

beforeAll(async () => {
  ;[trial, browser] = await Promise.all([openTrial(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await trial?.close()
})

async function signIn(page: Page, userid: string, passphrase: string): Promise<void> {
  await page.getByLabel('工号').fill(userid)
  await page.getByLabel('登录口令').fill(passphrase)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** By the menu where it is there, as people do; by its address on a telephone and on a fresh tab. */
async function visit(page: Page, section: string, title: string): Promise<void> {
  const link = page.locator('.shell-side').getByRole('link', { name: title, exact: true })
  if (await link.isVisible()) await link.click()
  else await page.goto(`${trial.url}/console/${section}`)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

test('until there is a reader and a duty contact, 心里话 is closed and says so', async () => {
  const chen = await openChat(browser, trial.url, 'sample-chenyu')
  expect(await chen.say('心里话')).toMatch('还没有开放')
})

test('the first start leads to the set-up, which makes an administrator', async () => {
  admin = await browser.open(trial.url)
  const { page } = admin
  await page.waitForURL('**/setup')
  await page.getByLabel('登录口令').fill('short')
  await page.getByRole('button', { name: '设为管理员' }).click()
  await page.getByRole('alert').getByText('口令', { exact: true }).waitFor()
  await page.getByLabel('登录口令').fill(ADMIN)
  await page.getByRole('button', { name: '设为管理员' }).click()
  await page.locator('.step-done').getByText('管理员').first().waitFor()
})

test('the administrator names the duty contact', async () => {
  const { page } = admin
  await choose(page, '值班联系人', '许安')
  await page.getByRole('button', { name: '定下来' }).click()
  await page.locator('.step-done').getByText('值班联系人').first().waitFor()
})

test('and gives a handler a passphrase for once', async () => {
  const { page } = admin
  await page.getByRole('button', { name: '去名单' }).click()
  await page.getByLabel('找人').fill('林悦')
  await page.getByText('共1人').waitFor()
  await page.getByRole('button', { name: '给登录口令' }).click()
  oneTime = await page.locator('.one-time').innerText()
  await page.getByRole('button', { name: '记下了' }).click()
  expect(oneTime).toMatch(/^Xq-/)
})

test('the handler must choose a passphrase of her own, then makes her key in the browser', async () => {
  handler = await browser.open(trial.url)
  const { page } = handler
  await signIn(page, 'sample-linyue', 'wrong')
  await page.getByRole('alert').waitFor()
  await signIn(page, 'sample-linyue', oneTime)
  await page.getByLabel('现在的口令').fill(oneTime)
  await page.getByLabel('新口令').fill(HANDLER)
  await page.getByRole('button', { name: '换口令' }).click()
  await page.getByRole('heading', { level: 1, name: '心里话' }).waitFor()

  await page.goto(`${trial.url}/setup`)
  await page.getByRole('button', { name: '帮我想一个' }).click()
  keyPassphrase = await page.getByLabel('钥匙口令').inputValue()
  const upload = page.waitForRequest(
    request => request.url().endsWith('/readers') && request.method() === 'POST',
  )
  await page.getByRole('button', { name: '生成钥匙' }).click()
  const sent = (await upload).postDataJSON()
  expect(Object.keys(sent).sort()).toEqual(['recipient', 'wrapped'])
  expect(sent.recipient).toMatch(/^age1/)
  expect(Buffer.from(sent.wrapped, 'base64').toString('latin1')).toMatch(
    /^age-encryption\.org\/v1\n-> scrypt /,
  )
  expect(JSON.stringify(sent)).not.toMatch(/AGE-SECRET-KEY/)
  await page.getByText('心里话已经开放').waitFor()
})

test('somebody hands over what is on her mind, hidden', async () => {
  const chen = await openChat(browser, trial.url, 'sample-chenyu')
  expect(await chen.say('心里话')).toMatch('能看的只有林科员')
  await chen.say('最近连着加班，睡不好，想调个岗位')
  await chen.say('说完了')
  await chen.tap('隐名')
  await chen.tap('岗位去留')
  await chen.tap('希望回复')
  await chen.tap('交上去')
  await chen.heard(/编号XS-20261123-\d{4}/)
  expect(chen.troubles).toEqual([])
})

test('the handler opens it with her key’s passphrase, and with nothing else', async () => {
  const { page } = handler
  await visit(page, 'cases', '心里话')
  await page.getByRole('link', { name: /XS-/ }).click()
  await page.getByText('隐名，看不到是谁').waitFor()
  expect(await page.getByText('睡不好').count()).toBe(0)
  await page.getByLabel('钥匙口令').fill(HANDLER)
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.getByText('口令不对').waitFor()
  await page.getByLabel('钥匙口令').fill(keyPassphrase)
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.getByText('最近连着加班，睡不好，想调个岗位').waitFor()
  await page.getByText('岗位去留，希望回复').waitFor()
  expect(await page.getByText('陈小雨').count()).toBe(0)
})

test('she answers, and the answer is read in the chat', async () => {
  const { page } = handler
  await page.getByRole('button', { name: '我来接' }).click()
  await page.getByText('我接了').waitFor()
  await page.getByLabel('写给对方').fill('看到了，这周找时间当面聊聊，好吗？')
  await page.getByRole('button', { name: '寄出' }).click()
  await page.locator('.letter-mine').getByText('这周找时间当面聊聊').waitFor()
  const chen = await openChat(browser, trial.url, 'sample-chenyu')
  await chen.heard('看回信')
  expect(await chen.say('看回信')).toMatch('这周找时间当面聊聊')
})

test('she labels it, plans a talk and keeps a note, and only the label’s reader sees what it says', async () => {
  const { page } = handler
  await page.getByLabel('标签').fill('要谈话')
  await page.getByLabel('标签').press('Enter')
  await page.getByTitle('要谈话').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByLabel('做什么').click()
  await page.locator('.ant-select-item').getByText('家访', { exact: true }).click()
  await page.getByLabel('哪天之前').fill('2099-01-05')
  await page.getByRole('button', { name: '定下' }).click()
  await page.getByText('家访，2099年1月5日前').waitFor()
  await page.getByText('记一条备注').click()
  await page.getByLabel('备注（只有看得了').fill('家里老人住院，先排家访')
  await page.getByRole('button', { name: '记下' }).click()
  await page.locator('.letter-note').getByText('先排家访').waitFor()
  await page.getByLabel('开头').click()
  await page.locator('.ant-select-item').getByText('听着不容易').click()
  await expect.poll(() => page.getByLabel('写给对方').inputValue()).toContain('一件一件来')
  await page.getByLabel('写给对方').fill('')
  await visit(page, 'cases', '心里话')
  await page.getByRole('cell', { name: '要谈话' }).waitFor()
  await page.getByText('约谈时间').click()
  await page.getByLabel('时间', { exact: true }).fill('2099-01-05T15:00')
  await page.getByLabel('地点').fill('302室')
  await page.getByRole('button', { name: '留出来' }).click()
  await page.getByText('302室，还没人约').waitFor()
  await page.getByText('季度统计').click()
  await page.getByText('这个季度写的人不足5个').waitFor()
  await page.getByRole('link', { name: /XS-/ }).click()
  await page.locator('.letter-note').waitFor()
  const chen = await openChat(browser, trial.url, 'sample-chenyu')
  expect(await chen.say('看回信')).not.toMatch('家访')
})

test('locked again, nothing of it is on the page', async () => {
  const { page } = handler
  await page.getByRole('button', { name: '锁上' }).click()
  await page.getByLabel('钥匙口令').waitFor()
  expect(await page.getByText('睡不好').count()).toBe(0)
  expect(handler.troubles).toEqual([])
})

test('the administrator sees how many there are, and nothing more', async () => {
  const { page } = admin
  await visit(page, 'cases', '心里话')
  await page.getByText('你只能看到件数').waitFor()
  // What came today is counted tomorrow.
  expect(await page.locator('.big-number').innerText()).toBe('0')
})

test('a roster with bad rows brings in nothing, and each bad row is named', async () => {
  const { page } = admin
  await visit(page, 'people', '名单')
  const bad =
    'userid,name,unit,mobile\nnew-1,新人,样例街道办,13800000099\n,没有工号,样例街道办,\nnew-2,,样例街道办,abc\n'
  await page
    .getByLabel('导入名单')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(bad) })
  const problem = page.getByRole('alert')
  await problem.getByText(/第3行/).waitFor()
  expect(await problem.getByText(/第4行/).count()).toBeGreaterThan(0)
  const good = 'userid,name,unit\nnew-1,新人,样例街道办\n'
  await page
    .getByLabel('导入名单')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(good) })
  await page.getByText('新增1人').waitFor()
  await page.getByText('共21人').waitFor()
})

test('a health check is announced, and only booked or not is shown', async () => {
  const { page } = admin
  await visit(page, 'campaigns', '体检')
  await page.getByRole('button', { name: '发一次体检' }).click()
  await page.getByLabel('名称').fill('2026年度体检')
  await page.getByLabel('开始日期').fill('2026-11-30')
  await page.getByLabel('结束日期').fill('2026-12-25')
  await page.getByLabel('地点').fill('市人民医院')
  await page.getByRole('button', { name: '发出去' }).click()
  await page.getByRole('dialog').getByText('所有人，一共21人').waitFor()
  await page.getByRole('button', { name: '对，发出去' }).click()
  await page.getByRole('link', { name: '2026年度体检' }).click()
  await page.getByRole('heading', { name: '2026年度体检' }).waitFor()
  await page.getByRole('table', { name: '名单' }).getByText('陈小雨').waitFor()
})

test('the conversations are read anew', async () => {
  const { page } = admin
  await visit(page, 'settings', '设置')
  await page.getByRole('button', { name: '检查并重新读' }).click()
  await page.getByText('都读好了').waitFor()
})

test('the hours of the hotline are set with the clock, said back, and taken away', async () => {
  const { page } = admin
  await visit(page, 'settings', '设置')
  await page.getByLabel('几点开').fill('08:00')
  await page.getByLabel('几点关').fill('02:00')
  await page.getByText('每天08:00到第二天02:00有人接').waitFor()
  const panel = page.locator('section.panel', { hasText: '12356几点有人接' })
  await panel.getByRole('button', { name: '记下' }).click()
  await panel
    .getByRole('row', { name: /所有单位/ })
    .getByText('08:00到第二天02:00')
    .waitFor()
  await panel.getByRole('button', { name: '去掉所有单位的时间' }).click()
  await panel.getByText('还没填').waitFor()
})

test('nothing has to be scrolled sideways on a telephone, and no page breaks a rule of the CSP', async () => {
  const sections = [
    ['cases', '心里话'],
    ['applications', '申请'],
    ['bulletins', '休假通报'],
    ['campaigns', '体检'],
    ['people', '名单'],
    ['trouble', '运行'],
    ['settings', '设置'],
  ] as const
  const { page } = admin
  await page.setViewportSize(PHONE)
  for (const [section, title] of sections) {
    await visit(page, section, title)
    await page.waitForFunction(() => document.querySelector('.page-wait') === null)
    expect(await sideways(page), section).toBe(0)
  }
  await page.getByRole('button', { name: '打开菜单' }).click()
  await page.locator('.ant-drawer').getByRole('link', { name: '名单' }).click()
  await page.getByRole('heading', { level: 1, name: '名单' }).waitFor()
  for (const path of ['/setup', '/']) {
    const fresh = await browser.open(trial.url + path, PHONE)
    await fresh.page.getByRole('heading', { level: 1 }).waitFor()
    expect(await sideways(fresh.page), path).toBe(0)
    expect(fresh.troubles).toEqual([])
  }
  expect(admin.troubles).toEqual([])
})

test('signed out, nothing is left open', async () => {
  const { page } = admin
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByLabel('登录口令').waitFor()
  await page.goBack()
  await page.getByLabel('登录口令').waitFor()
})
