import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE, sideways, type TestBrowser } from '../../support/browser.ts'
import { openChat } from '../../support/chat-page.ts'
import { openTrial, type Trial } from '../../support/trial.ts'

let trial: Trial
let browser: TestBrowser
beforeAll(async () => {
  ;[trial, browser] = await Promise.all([openTrial(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await trial?.close()
})

describe('two people in two tabs', () => {
  test('a leave is asked for in one and agreed to in the other', async () => {
    const chen = await openChat(browser, trial.url, 'sample-chenyu')
    await chen.say('下周三请一天年假')
    expect(await chen.say('家里有事')).toMatch('提交吗？')
    expect(await chen.tap('提交')).toMatch(/编号QJ-20261123-\d{4}/)

    const sun = await openChat(browser, trial.url, 'sample-sunli')
    await sun.heard('陈小雨请年假')
    expect(await sun.tap('同意')).toMatch('已告诉陈小雨')
    await chen.heard('批了')
    expect([...chen.troubles, ...sun.troubles]).toEqual([])
  })

  test('who has something new is marked, until it is looked at', async () => {
    const zhang = await openChat(browser, trial.url, 'sample-zhangwei1')
    await zhang.say('明天下午请半天事假')
    await zhang.say('办点私事')
    await zhang.tap('提交')
    const wang = zhang.page.locator('.side [data-userid=sample-wang]')
    await wang.getByText('条未读').waitFor({ state: 'attached' })
    await wang.click()
    await zhang.page.getByText('我是王建国').waitFor()
    expect(new URL(zhang.page.url()).searchParams.get('as')).toBe('sample-wang')
    await wang.getByText('条未读').waitFor({ state: 'detached' })
  })
})

describe('buttons', () => {
  test('look used once they are tapped, and the conversation survives a reload', async () => {
    const wu = await openChat(browser, trial.url, 'sample-wumin')
    await wu.say('后天请一天事假')
    await wu.say('搬家')
    await wu.tap('提交')
    const used = wu.page.locator('.choices-used')
    const chosen = used.last().getByRole('button', { name: '提交' })
    expect(await chosen.getAttribute('aria-pressed')).toBe('true')
    expect(await used.last().getByRole('button', { name: '再改改' }).isDisabled()).toBe(true)
    const lines = await wu.page.locator('.row').count()
    await wu.page.reload()
    await wu.page
      .locator('.row')
      .nth(lines - 1)
      .waitFor()
    expect(await wu.page.locator('.choices-used').count()).toBe(await used.count())
    expect(wu.troubles).toEqual([])
  })
})

describe('writing', () => {
  test('Enter that ends a composition of the input method does not send', async () => {
    const zhao = await openChat(browser, trial.url, 'sample-zhaolei')
    const field = zhao.page.getByLabel('写消息')
    await field.fill('qingjia')
    await field.evaluate(box =>
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })),
    )
    await field.evaluate(box =>
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true })),
    )
    expect(await field.inputValue()).toBe('qingjia')
    await field.fill('第一行')
    await field.press('Shift+Enter')
    expect(await field.inputValue()).toBe('第一行\n')
    expect(await zhao.page.locator('.row').count()).toBe(0)
    expect(await zhao.say('帮助')).toMatch('请假')
  })

  test('what is taken back is gone from sight', async () => {
    const ma = await openChat(browser, trial.url, 'sample-malin')
    await ma.say('在吗')
    const mine = ma.page.locator('.row-mine').last()
    await mine.hover()
    await mine.getByRole('button', { name: '撤回' }).click()
    await ma.page.getByText('你撤回了一条消息').waitFor()
    expect(await ma.page.getByText('在吗').count()).toBe(0)
  })

  test('the newest message is told to screen readers, the old ones are not', async () => {
    const liu = await openChat(browser, trial.url, 'sample-liufang')
    const live = liu.page.locator('[aria-live=polite]').first()
    const answer = await liu.say('我的假期')
    expect(await live.innerText()).toMatch(answer.slice(0, 10))
    await liu.page.reload()
    await liu.page.locator('.row').first().waitFor()
    expect(await live.innerText()).toBe('')
  })
})

describe('files', () => {
  const pdf = Buffer.from('%PDF-1.4\n%test\n')

  test('a certificate is handed over for a sick leave', async () => {
    const qian = await openChat(browser, trial.url, 'sample-qianjun')
    expect(await qian.say('明天到后天请病假')).toMatch('证明')
    await qian.attach('诊断证明.pdf', 'application/pdf', pdf)
    await qian.page.locator('.row-mine .sent-file').getByText('诊断证明.pdf').waitFor()
    await qian.heard(/收到1份|事由/)
    expect(qian.troubles).toEqual([])
  })

  test('one that is dropped on the page is sent', async () => {
    const zheng = await openChat(browser, trial.url, 'sample-zhengli')
    await zheng.page.locator('.talk').evaluate(talk => {
      const carried = new DataTransfer()
      carried.items.add(new File(['x'], '照片.png', { type: 'image/png' }))
      talk.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }))
    })
    await zheng.page.locator('.row-mine .sent-file').getByText('照片.png').waitFor()
    await zheng.page.locator('.row:not(.row-mine)').first().waitFor()
  })

  test('one that is too large is not even sent, and the page says why', async () => {
    const huang = await openChat(browser, trial.url, 'sample-huang')
    // Made in the page: twenty megabytes take long on their way into the browser.
    await huang.page.getByLabel('选择图片或文件').evaluate((field: HTMLInputElement) => {
      const chosen = new DataTransfer()
      chosen.items.add(new File([new Uint8Array(21_000_000)], '大.pdf', { type: 'application/pdf' }))
      field.files = chosen.files
      field.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await huang.page.getByText('超过20MB').waitFor()
    expect(await huang.page.getByRole('button', { name: '重发' }).count()).toBe(0)
  })
})

describe('the clock', () => {
  test('moved on, it shows the nudge of a form that was left open', async () => {
    const ou = await openChat(browser, trial.url, 'sample-ouyang')
    await ou.say('请年假')
    const before = await ou.page.locator('.clock-now').innerText()
    await ou.page.getByRole('button', { name: '+30分钟' }).click()
    await ou.heard('接着填吗')
    await ou.page.waitForFunction(old => document.querySelector('.clock-now')?.textContent !== old, before)
  })
})

describe('on a telephone', () => {
  test('nothing has to be scrolled sideways, and another identity is a tap away', async () => {
    const first = await browser.open(`${trial.url}/chat`, PHONE)
    await first.page.locator('[data-userid=sample-ouyang]').waitFor()
    expect(await sideways(first.page)).toBe(0)
    const wang = await openChat(browser, trial.url, 'sample-wang', PHONE)
    await wang.say('菜单')
    await wang.say('长'.repeat(900) + 'https://example.org/' + 'x'.repeat(200))
    expect(await sideways(wang.page)).toBe(0)
    await wang.page.getByRole('button', { name: /换人/ }).click()
    await wang.page.locator('.ant-drawer [data-userid=sample-sunli]').click()
    await wang.page.getByText('我是孙丽').waitFor()
    expect([...first.troubles, ...wang.troubles]).toEqual([])
  })
})
