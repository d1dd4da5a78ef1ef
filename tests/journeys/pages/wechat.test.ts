import { afterAll, beforeAll, expect, test } from 'vitest'
import { bind } from '../../../src/care/wechat/store.ts'
import { doubleIds, openBrowser, PHONE, sideways, type TestBrowser } from '../../support/browser.ts'
import { openTrial, type Trial } from '../../support/trial.ts'

let trial: Trial
let browser: TestBrowser
beforeAll(async () => {
  const session = {
    state: 'scan',
    since: Date.UTC(2026, 10, 23, 1),
    code: 'https://login.weixin.qq.com/l/x',
  } as const
  ;[trial, browser] = await Promise.all([openTrial('2026-11-23T09:00', () => session), openBrowser('reduce')])
})
afterAll(async () => {
  await browser?.close()
  await trial?.close()
})

test('an administrator sees the code to scan, unbinds somebody, and decides with a reason what may be spoken of', async () => {
  const { storage, directory } = trial.program
  const chen = await storage.read(tx => directory.byUserid(tx, 'sample-chenyu'))
  await storage.transaction(tx =>
    bind(tx, { contact: 'wx-chenyu', person: chen?.id ?? '', at: Date.UTC(2026, 10, 23) }),
  )
  const { page, troubles } = await browser.open(`${trial.url}/healthz`)
  await page
    .context()
    .addCookies([{ name: 'xinqiao', value: await trial.enter('sample-zhou'), url: trial.url }])
  await page.goto(`${trial.url}/console/settings`)
  await page.getByRole('heading', { name: '微信', exact: true }).waitFor()
  await page.getByText('现在等人扫码').waitFor()
  expect(await page.locator('.ant-qrcode').count()).toBe(1)

  await page.getByRole('button', { name: '给陈小雨解绑' }).click()
  await page.getByText('还没有人绑定。').waitFor()
  await page.getByRole('button', { name: '体检和病情证明：打开' }).click()
  await page.getByLabel('打开“体检和病情证明”：谁定的，为什么').fill('党组会2026年第9次会议定的')
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.getByText('党组会2026年第9次会议定的').first().waitFor()
  await page.getByRole('button', { name: '体检和病情证明：关掉' }).waitFor()
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  expect(await doubleIds(page)).toEqual([])
  expect(troubles).toEqual([])
})
