import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  DESKTOP,
  openBrowser,
  PHONE,
  sideways,
  type TestBrowser,
  type TestPage,
} from '../../support/browser.ts'
import { openChat } from '../../support/chat-page.ts'
import { choose } from '../../support/choose.ts'
import { openTrial, type Trial } from '../../support/trial.ts'

/** One story of keys, told in order: whatever is opened or sealed in it is so in a browser. */
let trial: Trial
let browser: TestBrowser
let lin: TestPage
let linPassphrase = ''
let paper = ''
const TEXT = '补贴一直没有发下来，心里不踏实'

beforeAll(async () => {
  ;[trial, browser] = await Promise.all([openTrial(), openBrowser('reduce')])
  const { storage, directory } = trial.program
  await storage.transaction(async tx => {
    await tx.db.insert(tx.t.setting).values({ key: 'duty:*', value: 'sample-ouyang', author: null, at: 0 })
    await tx.db
      .update(tx.t.person)
      .set({ roles: ['handler'] })
      .where(eq(tx.t.person.userid, 'sample-heqing'))
  })
  await directory.refresh()
})
afterAll(async () => {
  await browser?.close()
  await trial?.close()
})

/** The console, open as somebody who is signed in. The administrator comes first, or the set-up would be shown. */
async function consoleOf(userid: string, section: string, title: string): Promise<TestPage> {
  await trial.enter('sample-zhou')
  const tab = await browser.open(`${trial.url}/healthz`)
  await tab.page.context().addCookies([{ name: 'xinqiao', value: await trial.enter(userid), url: trial.url }])
  await visit(tab.page, section, title)
  return tab
}

async function visit(page: Page, section: string, title: string): Promise<void> {
  await page.goto(`${trial.url}/console/${section}`)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/** The same as a link of the console does it: an open key stays open, and deriving it again costs seconds. */
async function goOn(page: Page, section: string, title: string): Promise<void> {
  await page.evaluate(path => {
    history.pushState(null, '', path)
    dispatchEvent(new PopStateEvent('popstate'))
  }, `/console/${section}`)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/** Fills in the form for a new key. @returns its passphrase */
async function makeKey(page: Page): Promise<string> {
  await page.getByRole('button', { name: '帮我想一个' }).click()
  const passphrase = await page.getByLabel('钥匙口令').inputValue()
  await page.getByRole('button', { name: '生成钥匙', exact: true }).click()
  await page.getByLabel('钥匙口令').waitFor({ state: 'detached', timeout: 30_000 })
  return passphrase
}

async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('钥匙口令').fill(passphrase)
  await page.getByRole('button', { name: '打开', exact: true }).click()
}

/** With a key that is open. */
async function openCase(page: Page): Promise<void> {
  await goOn(page, 'cases', '心里话')
  await page.getByRole('link', { name: /XS-/ }).click()
  await page.getByText(TEXT).waitFor({ timeout: 30_000 })
}

/** The security officer has asked and agrees. */
async function agree(button: string): Promise<void> {
  const { page, troubles } = await consoleOf('sample-fangrui', 'settings', '设置')
  await page.getByRole('button', { name: button, exact: true }).first().click()
  const sure = page.getByRole('dialog').getByRole('button', { name: button, exact: true })
  if (button === '同意') await sure.click()
  await page.getByText(/同意了/).waitFor()
  expect(troubles).toEqual([])
}

test('a reader lets a new one in to what was handed over before: he reads it with his own key', async () => {
  lin = await consoleOf('sample-linyue', 'settings', '设置')
  await lin.page.getByRole('button', { name: '生成我的钥匙' }).click()
  linPassphrase = await makeKey(lin.page)
  const chenyu = await openChat(browser, trial.url, 'sample-chenyu')
  for (const said of ['心里话', TEXT, '说完了']) await chenyu.say(said)
  for (const button of ['隐名', '工作压力', '希望回复', '交上去']) await chenyu.tap(button)
  await chenyu.heard(/编号XS-/)

  const chen = await consoleOf('sample-chenjing', 'settings', '设置')
  await chen.page.getByRole('button', { name: '生成我的钥匙' }).click()
  await makeKey(chen.page)
  await agree('同意')
  await goOn(lin.page, 'cases', '心里话')
  await goOn(lin.page, 'settings', '设置')
  await lin.page.getByRole('button', { name: '让他也能看' }).click()
  await lin.page.getByRole('button', { name: '让陈静也能看' }).click()
  await lin.page.getByText('补上了1件').waitFor()
  await openCase(chen.page)
  await chenyu.heard('陈主任现在也能看了')
  expect([...lin.troubles, ...chen.troubles, ...chenyu.troubles]).toEqual([])
})

test('a reader changes her key: the old passphrase opens nothing any more, the new one opens everything', async () => {
  const { page, troubles } = lin
  await visit(page, 'settings', '设置')
  await page.getByRole('button', { name: '换这把钥匙' }).click()
  await unlock(page, linPassphrase)
  await page.getByText('旧的自动停掉').waitFor()
  const fresh = await makeKey(page)
  await page.getByRole('table', { name: '带钥匙的人' }).getByText('停了').waitFor()
  await visit(page, 'cases', '心里话')
  await page.getByRole('link', { name: /XS-/ }).click()
  await unlock(page, linPassphrase)
  await page.getByText('口令不对').waitFor({ timeout: 30_000 })
  await unlock(page, fresh)
  await page.getByText(TEXT).waitFor({ timeout: 30_000 })
  linPassphrase = fresh
  expect(troubles).toEqual([])
})

test('the recovery key is shown once and agreed to by another; no request ever holds it', async () => {
  const { page, troubles } = await consoleOf('sample-zhou', 'settings', '设置')
  const bodies: string[] = []
  page.on('request', request => void bodies.push(request.postData() ?? ''))
  await page.getByRole('button', { name: '要，生成应急钥匙' }).click()
  paper = await page.locator('.paper-key-text').innerText()
  expect(paper.replaceAll(' ', '')).toMatch(/^AGE-SECRET-KEY-1/)
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  await page.getByRole('button', { name: '印好收好了，登记' }).click()
  await page.getByText(/还等另一位/).waitFor()
  expect(await page.locator('.paper-key-text').count()).toBe(0)
  expect(bodies.join('\n')).toContain('age1')
  expect(bodies.join('\n')).not.toMatch(/AGE-SECRET-KEY/i)
  await agree('同意用应急钥匙')
  expect(troubles).toEqual([])
})

test('with the paper, somebody whom nobody let in opens what was sealed to it, and everybody hears so', async () => {
  await goOn(lin.page, 'settings', '设置')
  await lin.page.getByText('把以前交的也封给应急钥匙').click()
  await lin.page.getByRole('button', { name: '让应急钥匙也能看' }).click()
  await lin.page.getByText('补上了1件').waitFor()

  const { page, troubles } = await consoleOf('sample-heqing', 'settings', '设置')
  await page.getByRole('button', { name: '生成我的钥匙' }).click()
  await makeKey(page)
  await agree('同意')
  await goOn(page, 'cases', '心里话')
  await goOn(page, 'settings', '设置')
  await page.getByText('用应急钥匙打开以前的').click()
  await page.getByLabel('纸上的应急钥匙').fill('AGE-SECRET-KEY-1 WRONG')
  await page.getByRole('button', { name: '用应急钥匙', exact: true }).click()
  await page.getByText('这不是现在的应急钥匙').waitFor()
  await page.getByLabel('纸上的应急钥匙').fill(paper)
  await page.getByRole('button', { name: '用应急钥匙', exact: true }).click()
  await page.getByText('打开了1件').waitFor()
  await openCase(page)
  const chen = await openChat(browser, trial.url, 'sample-chenjing')
  await chen.heard('刚用了心里话的应急钥匙')
  expect([...troubles, ...lin.troubles]).toEqual([])
})

test('who wrote a hidden case is shown once to the handler, after the custodian’s yes, and the writer hears it', async () => {
  const { page } = lin
  await openCase(page)
  await page.getByRole('button', { name: '我来接' }).click()
  await page.getByText('想知道是谁写的').click()
  await page.getByLabel('为什么一定要知道').fill('补贴要凭本人的工号才能查，回信问过没有答复。')
  await page.getByRole('button', { name: '请保管员定' }).click()
  await page.getByText('等保管员定').waitFor()

  const xuan = await consoleOf('sample-xuan', 'reveals', '隐名')
  await xuan.page.getByText('补贴要凭本人的工号才能查').waitFor()
  await xuan.page.setViewportSize(PHONE)
  expect(await sideways(xuan.page)).toBe(0)
  await xuan.page.getByRole('button', { name: '同意', exact: true }).click()
  await xuan.page.getByText('同意了', { exact: true }).waitFor()
  expect(await xuan.page.getByText('陈小雨').count()).toBe(0)

  await page.reload()
  await page.getByText('想知道是谁写的').click()
  await page.getByRole('button', { name: /看是谁写的/ }).click()
  await page.getByText('陈小雨，样例街道办').waitFor()
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  await page.reload()
  await page.getByText('想知道是谁写的').click()
  await page.getByText(/看过了/).waitFor()
  expect(await page.getByText('陈小雨').count()).toBe(0)
  const chenyu = await openChat(browser, trial.url, 'sample-chenyu')
  await chenyu.heard('现在能知道是你')
  expect([...lin.troubles, ...xuan.troubles, ...chenyu.troubles]).toEqual([])
})

test('two cases under one name become one, whose letters are all read; it is put back, and danger is called out', async () => {
  const { page, troubles } = lin
  const chenyu = await openChat(browser, trial.url, 'sample-chenyu')
  const letters = ['第一封：值班太密', '第二封：还想换个岗位']
  const numbers: string[] = []
  const photo = await chenyu.page.screenshot({ type: 'jpeg' })
  for (const letter of letters) {
    for (const said of ['心里话', letter]) await chenyu.say(said)
    if (letter === letters[0]) {
      expect(await chenyu.attach('排班.jpg', 'image/jpeg', photo)).toContain('拍照的时间、地点、机型我去掉了')
      await chenyu.attach('排班.pdf', 'application/pdf', Buffer.from('%PDF-1.7 a roster'))
    }
    await chenyu.say('说完了')
    for (const button of ['实名', '工作压力', '希望回复', '都可以看', '交上去']) await chenyu.tap(button)
    await chenyu.heard(/编号XS-/)
    numbers.push(/XS-[\d-]+/.exec(await chenyu.last.innerText())?.[0] ?? '')
  }
  const [from = '', into = ''] = numbers
  await visit(page, 'cases', '心里话')
  await page.getByRole('link', { name: from }).click()
  await unlock(page, linPassphrase)
  await page.getByText(letters[0] ?? '').waitFor({ timeout: 30_000 })
  await page.getByText('并到同一个人的另一件').click()
  await choose(page, '并到哪一件', into)
  await page.getByRole('button', { name: '并过去' }).click()
  await page.getByRole('heading', { level: 1, name: into }).waitFor()
  for (const letter of letters) await page.getByText(letter).waitFor({ timeout: 30_000 })
  await chenyu.heard(`你交的${from}并到了${into}`)
  // Files go along, and are opened with the words they came with.
  await page.getByRole('button', { name: /^看图片1（/u }).click()
  const shown = page.getByRole('img', { name: '图片1', exact: true })
  await shown.waitFor()
  expect(await shown.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(
    DESKTOP.width,
  )
  // As large as the window, by the keyboard alone; then as large as it is, on a phone too.
  await page.getByRole('button', { name: '放大图片1' }).press('Enter')
  const large = page.getByRole('dialog', { name: '放大的图片1' })
  await large.getByRole('img').waitFor()
  expect(
    await large.getByRole('button', { name: '关闭' }).evaluate(one => one === document.activeElement),
  ).toBe(true)
  await page.setViewportSize(PHONE)
  await large.getByRole('button', { name: '原图大小' }).click()
  expect((await large.getByRole('img').boundingBox())?.width).toBe(DESKTOP.width)
  expect(await sideways(page)).toBe(0)
  await page.keyboard.press('Escape')
  await large.waitFor({ state: 'hidden' })
  await page.setViewportSize(DESKTOP)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: /^保存PDF（/u }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe(`${into}附件2.pdf`)
  expect(readFileSync(await saved.path(), 'utf8')).toBe('%PDF-1.7 a roster')

  await page.getByRole('button', { name: '我来接' }).click()
  await page.getByRole('button', { name: '放回去' }).click()
  await page.getByRole('button', { name: '我来接' }).waitFor()
  await page.getByText('升为有生命危险', { exact: true }).click()
  await page.getByLabel('为什么觉得有生命危险').fill('第二封的口气像在道别，我怕今晚出事。')
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  await page.getByRole('button', { name: '请值班的人马上联系' }).click()
  await chenyu.heard('林科员看了你写的话，担心有生命危险')
  expect([...troubles, ...chenyu.troubles]).toEqual([])
})

test('纪检 receives reports once an administrator has written its agreement down, and until it is taken back', async () => {
  const { storage, directory } = trial.program
  await storage.transaction(tx =>
    tx.db
      .update(tx.t.person)
      .set({ roles: ['discipline'] })
      .where(eq(tx.t.person.userid, 'sample-malin')),
  )
  await directory.refresh()
  const ma = await consoleOf('sample-malin', 'settings', '设置')
  await ma.page.getByRole('button', { name: '生成我的钥匙' }).click()
  await makeKey(ma.page)
  await agree('同意')

  const { page, troubles } = await consoleOf('sample-zhou', 'people', '名单')
  await page.getByText('哪些角色不放在一个人身上').click()
  await page.getByText('纪检不兼关爱专员、组织人事、管理员').waitFor()
  await visit(page, 'settings', '设置')
  await page.getByText('带钥匙的纪检干部：马琳').waitFor()
  await page.getByRole('button', { name: '记下纪检同意收' }).click()
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.getByText('写姓名和职务').waitFor()
  await page.getByLabel('纪检谁定的').fill('纪检组组长')
  await page.getByLabel('文号和依据').fill('纪〔2026〕3号，书面同意')
  await page.getByLabel('纪检哪天定的').fill('2026-12-30')
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('纪检哪天定的').fill('2026-11-20')
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.getByText('纪检已同意收').waitFor()

  const chenyu = await openChat(browser, trial.url, 'sample-chenyu')
  const report = '站长挪用公款两万块'
  for (const said of ['心里话', report, '说完了']) await chenyu.say(said)
  for (const button of ['隐名', '其他', '只想说说', '交给纪检', '交上去']) await chenyu.tap(button)
  await chenyu.heard(/编号DX-/)
  await goOn(ma.page, 'reports', '举报')
  await ma.page.getByRole('link', { name: /DX-/ }).click()
  await ma.page.getByText(report).waitFor({ timeout: 30_000 })
  await visit(lin.page, 'cases', '心里话')
  expect(await lin.page.getByText('DX-').count()).toBe(0)

  await page.getByRole('button', { name: '记下不再收' }).click()
  await page.getByLabel('纪检谁定的').fill('纪检组组长')
  await page.getByLabel('纪检哪天定的').fill('2026-11-23')
  await page.getByLabel('文号和依据').fill('改由上级直接受理')
  await page.getByRole('button', { name: '关掉', exact: true }).click()
  await page.getByText('现在没有开。带钥匙').waitFor()
  await visit(ma.page, 'reports', '举报')
  await ma.page.getByText('现在没有开').waitFor()
  expect([...troubles, ...ma.troubles, ...chenyu.troubles]).toEqual([])
})
