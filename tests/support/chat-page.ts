import type { Locator, Page } from 'playwright-core'
import { DESKTOP, type Size, type TestBrowser } from './browser.ts'

/** The chat page, open as somebody of the sample roster. */
export interface ChatTab {
  readonly page: Page
  readonly troubles: readonly string[]
  /** What the bot said last. */
  readonly last: Locator
  /** Writes, sends, and waits for an answer. @returns the answer */
  say(text: string): Promise<string>
  /** Taps a button of the last message that has any, and waits for an answer. @returns the answer */
  tap(label: string): Promise<string>
  /** Hands a file over. @returns the answer */
  attach(name: string, type: string, bytes: Buffer): Promise<string>
  /** Waits until the bot has said something with these words in it. */
  heard(words: string | RegExp): Promise<void>
}

export async function openChat(
  browser: TestBrowser,
  url: string,
  userid: string,
  size: Size = DESKTOP,
): Promise<ChatTab> {
  const { page, troubles } = await browser.open(`${url}/chat?as=${userid}`, size)
  const field = page.getByLabel('写消息')
  const said = page.locator('.row:not(.row-mine) .bubble')
  await field.waitFor()
  await page.locator('.clock-now').waitFor()

  async function answered(act: () => Promise<void>): Promise<string> {
    const before = await said.count()
    await act()
    await said.nth(before).waitFor()
    return said.nth(before).innerText()
  }

  return {
    page,
    troubles,
    last: said.last(),
    say: text =>
      answered(async () => {
        await field.fill(text)
        await field.press('Enter')
      }),
    tap: label =>
      answered(() =>
        page.locator('.choices').last().getByRole('button', { name: label, exact: true }).click(),
      ),
    attach: (name, mimeType, buffer) =>
      answered(() => page.getByLabel('选择图片或文件').setInputFiles({ name, mimeType, buffer })),
    heard: words => said.filter({ hasText: words }).last().waitFor(),
  }
}
