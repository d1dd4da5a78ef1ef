import chromium from '@sparticuz/chromium'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { chromiumPath } from './chromium.ts'

/** A real browser for tests; the one inside the package, so that a machine needs none. */
export interface TestBrowser {
  /** A new tab of its own (cookies shared with none). */
  open(url: string, size?: Size): Promise<TestPage>
  close(): Promise<void>
}

export interface TestPage {
  readonly page: Page
  /** Errors of scripts, of the console, refused by the CSP, and answers of 500: a page that works has none. */
  readonly troubles: readonly string[]
}

export type Size = { readonly width: number; readonly height: number }

export const DESKTOP: Size = { width: 1440, height: 900 }
export const PHONE: Size = { width: 390, height: 844 }

/**
 * What the package recommends for Lambda, but no user has: one process for all tabs (which then share their
 * cookies), and no web security.
 */
const UNLIKE_ANYBODYS = [
  'single-process',
  'no-zygote',
  'disable-web-security',
  'allow-running-insecure-content',
  'disable-site-isolation',
  'disable-features',
]
/** An imitated graphics card costs twice what the pages do. */
const GRAPHICS = [
  'use-gl',
  'use-angle',
  'enable-unsafe-swiftshader',
  'ignore-gpu-blocklist',
  'in-process-gpu',
]
const LEFT_OUT = [...UNLIKE_ANYBODYS, ...GRAPHICS].map(name => `--${name}`)

/** @param motion whether its user wants things to move; a page must work for who does not, too */
export async function openBrowser(
  motion: 'no-preference' | 'reduce' = 'no-preference',
): Promise<TestBrowser> {
  const browser: Browser = await playwright.launch({
    executablePath: await chromiumPath(),
    args: [
      ...chromium.args.filter(arg => !LEFT_OUT.some(name => arg.startsWith(name))),
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
    ],
    headless: true,
  })
  return {
    async open(url, size = DESKTOP) {
      const context = await browser.newContext({
        viewport: size,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: motion,
      })
      // Shorter than a test's own time, so that it ends by saying what was waited for.
      context.setDefaultTimeout(12_000)
      const page = await context.newPage()
      const troubles: string[] = []
      page.on('pageerror', error => troubles.push(`script: ${error.message}`))
      page.on('console', message => {
        // Every refused request is one of these: “who is signed in?” is answered 401 to whoever is not.
        const refused = message.text().startsWith('Failed to load resource')
        if (message.type() === 'error' && !refused) troubles.push(`console: ${message.text()}`)
      })
      page.on('response', answer => {
        if (answer.status() >= 500) troubles.push(`${answer.status()} ${answer.url()}`)
      })
      await page.goto(url)
      return { page, troubles }
    },
    close: () => browser.close(),
  }
}

/**
 * How far a page can be scrolled sideways, px: 0 on a page that fits. A page that was just made narrower is drawn
 * anew by its own script, so it is given a moment to fit.
 */
export async function sideways(page: Page): Promise<number> {
  const beyond = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  await page.waitForFunction(`(${beyond})() === 0`, undefined, { timeout: 5000 }).catch(() => {})
  return page.evaluate(beyond)
}

/** Ids that stand on a page more than once: labels would lead to the wrong field. */
export function doubleIds(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(element => element.id)
    return [...new Set(ids.filter((id, n) => ids.indexOf(id) !== n))]
  })
}
