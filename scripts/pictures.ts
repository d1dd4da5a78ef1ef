import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { putSetting } from '../src/admin/put-setting.ts'
import { addReader } from '../src/admin/readers.ts'
import { openBrowser, type TestBrowser } from '../tests/support/browser.ts'
import { openChat } from '../tests/support/chat-page.ts'
import { openTrial, type Trial } from '../tests/support/trial.ts'

/**
 * Takes the pictures of the README anew, from the real pages with the sample people: `node scripts/pictures.ts`
 * with the Node of the program, after the pages were built (`npm start` does). Needs a Chinese font.
 */
const FOLDER = join(import.meta.dirname, '..', 'docs', 'pictures')
const CHAT = { width: 1120, height: 760 }
const CONSOLE = { width: 1120, height: 760 }

const [trial, browser] = await Promise.all([openTrial('2026-11-23T09:12'), openBrowser()])
try {
  mkdirSync(FOLDER, { recursive: true })
  await takeChat(browser, trial)
  await takeConsole(browser, trial)
} finally {
  await browser.close()
  await trial.close()
}

/** 陈小雨 asks for a day of leave, and hears that it was agreed to. */
async function takeChat(browser: TestBrowser, { url }: Trial): Promise<void> {
  const chen = await openChat(browser, url, 'sample-chenyu', CHAT)
  await chen.say('下周三请一天年假')
  await chen.say('陪孩子去医院复查')
  await chen.tap('提交')
  const sun = await openChat(browser, url, 'sample-sunli', CHAT)
  await sun.heard('陈小雨')
  await sun.tap('同意')
  await chen.heard('批了')
  await chen.page.screenshot({ path: join(FOLDER, 'chat.png') })
}

/** What HR sees: requests of several people in several states. */
async function takeConsole(browser: TestBrowser, trial: Trial): Promise<void> {
  const asks: [who: string, says: string[]][] = [
    ['sample-ligang', ['明天下午请半天事假', '办点私事', '提交']],
    ['sample-zhaolei', ['12月8日到9日请两天年假', '回老家', '提交']],
    ['sample-wumin', ['后天请一天事假', '搬家', '提交']],
  ]
  await openHeart(trial)
  for (const [who, says] of asks) {
    await trial.clock.forward(17)
    const chat = await openChat(browser, trial.url, who, CHAT)
    for (const text of says) await chat.say(text)
    await chat.page.context().close()
  }
  // The administrator first, or the set-up would be shown.
  await trial.enter('sample-zhou')
  const { page } = await browser.open(`${trial.url}/healthz`, CONSOLE)
  const cookie = { name: 'xinqiao', value: await trial.enter('sample-chenjing'), url: trial.url }
  await page.context().addCookies([cookie])
  await page.goto(`${trial.url}/console/applications`)
  await page.getByRole('link', { name: /QJ-/ }).first().waitFor()
  await page.screenshot({ path: join(FOLDER, 'console.png') })
}

/** A reader and a duty contact, so that no page says that something is left to set up. */
async function openHeart({ program }: Trial): Promise<void> {
  const recipient = await identityToRecipient(await generateX25519Identity())
  await program.storage.transaction(async tx => {
    const reader = await program.directory.byUserid(tx, 'sample-linyue')
    const key = { person: reader?.id ?? '', recipient, wrapped: null, actor: 'cli' }
    await addReader(tx, key, program.clock.now())
    const duty = { key: 'duty:*', value: 'sample-xuan', actor: 'cli' }
    await putSetting(tx, program.directory, duty, program.clock.now())
  })
}
