import { afterAll, beforeAll, expect, test } from 'vitest'
import { bind } from '../../../src/care/wechat/store.ts'
import type { WeChatStatus } from '../../../src/channels/wechat/index.ts'
import { doubleIds, openBrowser, PHONE, sideways, type TestBrowser } from '../../support/browser.ts'
import { openTrial, type Trial } from '../../support/trial.ts'

let trial: Trial
let browser: TestBrowser
let session: WeChatStatus
beforeAll(async () => {
  const opening = [openTrial('2026-11-23T09:00', () => session), openBrowser('reduce')] as const
  ;[trial, browser] = await Promise.all(opening)
})
afterAll(async () => {
  await browser?.close()
  await trial?.close()
})

const SINCE = Date.UTC(2026, 10, 23, 1)
const TO_SCAN = { state: 'scan', since: SINCE, code: 'https://login.weixin.qq.com/l/x' } as const

async function settings(who: string) {
  const { page, troubles } = await browser.open(`${trial.url}/healthz`)
  await page.context().addCookies([{ name: 'xinqiao', value: await trial.enter(who), url: trial.url }])
  await page.goto(`${trial.url}/console/settings`)
  await page.getByRole('heading', { name: '微信', exact: true }).waitFor()
  return { page, troubles }
}

test('an administrator sees the code to scan, that somebody is logged in, and the alert when he no longer is', async () => {
  session = TO_SCAN
  const { page, troubles } = await settings('sample-zhou')
  await page.getByText('现在等人扫码').waitFor()
  expect(await page.locator('.ant-qrcode').count()).toBe(1)
  session = { state: 'online', since: SINCE, code: null }
  await page.reload()
  await page.getByText('现在在线').waitFor()
  expect(await page.locator('.ant-qrcode').count()).toBe(0)

  session = { state: 'offline', since: SINCE, code: null }
  const { storage, road } = trial.program
  await storage.transaction(tx => road.alarm(tx, 'wechat_logged_out', 'logout', SINCE))
  await page.reload()
  await page.getByText('现在掉线了，要发的都留着').waitFor()
  await page.goto(`${trial.url}/console/trouble`)
  await page.getByText('微信号掉线或被限制，要重新扫码').first().waitFor()
  expect(troubles).toEqual([])
})

test('an administrator unbinds somebody, gives a code, and decides with a reason what may be spoken of, and back', async () => {
  session = TO_SCAN
  const { storage, directory } = trial.program
  const chen = await storage.read(tx => directory.byUserid(tx, 'sample-chenyu'))
  await storage.transaction(tx =>
    bind(tx, { contact: 'wx-chenyu', person: chen?.id ?? '', at: Date.UTC(2026, 10, 23) }),
  )
  const { page, troubles } = await settings('sample-zhou')
  await page.getByRole('button', { name: '给陈小雨解绑' }).click()
  await page.getByText('还没有人绑定。').waitFor()

  const reasons = [
    ['打开', '党组会2026年第9次会议定的'],
    ['关掉', '党组会2026年第10次会议收回'],
  ] as const
  for (const [does, why] of reasons) {
    await page.getByRole('button', { name: `体检和病情证明：${does}` }).click()
    await page.getByLabel(`${does}“体检和病情证明”：谁定的，为什么`).fill(why)
    await page.getByRole('button', { name: does, exact: true }).click()
    await page.getByRole('row', { name: new RegExp(`11月23日.*${why}.*周`) }).waitFor()
  }
  await page.getByRole('button', { name: '体检和病情证明：打开' }).waitFor()
  await page.setViewportSize(PHONE)
  expect(await sideways(page)).toBe(0)
  expect(await doubleIds(page)).toEqual([])
  expect(troubles).toEqual([])
})
