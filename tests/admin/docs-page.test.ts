import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { openTestProgram, type TestProgram } from '../support/program.ts'

let p: TestProgram
let browser: TestBrowser
beforeAll(async () => {
  p = await openTestProgram()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await p.close()
})

test('the description of the API opens in a browser, with everything its policy allows', async () => {
  const url = await p.app.listen({ host: '127.0.0.1', port: 0 })
  const { page, troubles } = await browser.open(`${url}/api/docs/`)
  await page.getByPlaceholder('Filter by tag').fill('people')
  await page.locator('[data-path="/api/v1/people/import"]').click()
  await page.locator('option[value="multipart/form-data"]').waitFor({ state: 'attached' })
  expect(troubles).toEqual([])
})
