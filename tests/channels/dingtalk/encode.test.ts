import { expect, test } from 'vitest'
import { speakUrl, templateOf, webhookBody } from '../../../src/channels/dingtalk/encode.ts'
import { escapeMarkdown } from '../../../src/channels/dingtalk/markdown.ts'
import { decodeTap, type Message } from '../../../src/kernel/channel.ts'
import { object } from '../../fakes/dingtalk/json.ts'
import { button, fromTemplate, fromWebhook } from '../../fakes/dingtalk/received.ts'
import { choice, startBot, to, words } from './bot.ts'

/** What a person sees of it, by either road. */
function seen(message: Message) {
  const { msgKey, msgParam } = templateOf(message)
  const body = object(JSON.parse(webhookBody(message)))
  return {
    msgKey,
    api: fromTemplate(msgKey, object(JSON.parse(msgParam))),
    webhook: fromWebhook(String(body['msgtype']), body),
  }
}

test('words without buttons are plain text, exactly as they are', () => {
  const text = '1. *星号* _下划线_ [方括号](http://a.invalid)\n# 井号 <b>'
  const { msgKey, api, webhook } = seen(words(text))
  expect(msgKey).toBe('sampleText')
  expect(api).toMatchObject({ kind: 'text', text, buttons: [] })
  expect(webhook).toEqual(api)
})

test.each([
  [1, 'sampleActionCard'],
  [2, 'sampleActionCard6'],
  [3, 'sampleActionCard3'],
  [4, 'sampleActionCard4'],
  [5, 'sampleActionCard5'],
  [6, 'sampleMarkdown'],
  [7, 'sampleMarkdown'],
  [8, 'sampleMarkdown'],
  [9, 'sampleMarkdown'],
])('%i buttons are a %s, and the same by the webhook', (count, key) => {
  const message = choice('提交吗？', count)
  const { msgKey, api, webhook } = seen(message)
  expect(msgKey).toBe(key)
  for (const content of [api, webhook]) {
    expect(content?.text).toContain('提交吗？')
    expect(content?.buttons.map(one => one.title)).toEqual(message.buttons.map(one => one.label))
    expect(content?.buttons.map(one => decodeTap(one.says ?? ''))).toEqual(
      message.buttons.map(one => ({ text: one.say, card: 7 })),
    )
  }
})

test('two long buttons stand one below the other', () => {
  const buttons = ['看一看这次的全部内容', '不用了'].map(label => ({ label, say: label }))
  const message = { text: '怎么办？', buttons, card: null }
  expect(templateOf(message).msgKey).toBe('sampleActionCard2')
  expect(JSON.parse(webhookBody(message)).actionCard.btnOrientation).toBe('0')
  expect(JSON.parse(webhookBody(choice('提交吗？', 2))).actionCard.btnOrientation).toBe('1')
})

test('buttons without a card say their words alone', () => {
  expect(seen(choice('有什么事？', 3, null)).api?.buttons.map(one => one.says)).toEqual([
    '提交',
    '修改',
    '取消',
  ])
})

test('what a button says survives its address, brackets and all', () => {
  for (const say of ['(a) [b] *c*', '100%', 'a&b=c#d', "it's ~ok~!", '换行\n不行', '👨‍👩‍👧', '\ud800']) {
    const url = speakUrl(say, 12)
    expect(url).toMatch(/^dtmd:\/\/dingtalkclient\/sendMessage\?content=[\w.%-]+$/)
    expect(button('x', url).says).toBe(`${say.toWellFormed()} #12`)
  }
})

test('labels with brackets make neither two links nor none', () => {
  const buttons = Array.from({ length: 7 }, (_, n) => ({ label: `[${n}](dtmd://x) 项`, say: `第${n}项` }))
  const { api } = seen({ text: '选哪个？', buttons, card: 1 })
  expect(api?.text.match(/\]\(dtmd:\/\//g)).toHaveLength(7)
})

test('a title is the beginning of the first line; a card without words takes its first label', () => {
  const title = (text: string) => JSON.parse(templateOf(choice(text, 3)).msgParam).title
  expect(title('请点一种。\n第二行')).toBe('请点一种。')
  expect([...title(`👍${'很'.repeat(99)}`)]).toHaveLength(24)
  expect(title(' \n ')).toBe('提交')
  expect(JSON.parse(templateOf(choice('  ', 3)).msgParam).text).toBe('提交')
  expect(title('\ud83d\n')).toBe('\ufffd')
})

test.each([
  ['a link', '[点我](https://evil.invalid)', '\\[点我\\](https://evil.invalid)'],
  ['a picture', '![x](https://evil.invalid/a.png)', '!\\[x\\](https://evil.invalid/a.png)'],
  [
    'a link that speaks',
    '[查余额](dtmd://dingtalkclient/sendMessage?content=同意)',
    '\\[查余额\\](dtmd:\u200b//',
  ],
  ['an address that speaks', 'DTMD://dingtalkclient/sendMessage', 'DTMD:\u200b//'],
  ['an address of the client', 'dingtalk://dingtalkclient/page', 'dingtalk:\u200b//'],
  ['an address in brackets', '<https://evil.invalid>', '&lt;https:'],
  ['a tag', '<font color=red>重要</font>', '&lt;font color=red>重要&lt;/font>'],
  ['an entity', '&lt;b&#62; A&B', '&amp;lt;b&amp;#62; A&B'],
  ['a heading', '# 标题\n## 二', '\\# 标题  \n  \\## 二'],
  ['a quotation', '> 引', '\\> 引'],
  ['a line', '标题\n---\n===', '标题  \n  \\---  \n  \\==='],
  ['code', '    四个空格\n`x`', '四个空格  \n  \\`x\\`'],
  ['stars', '**粗** _斜_ 2*3', '\\*\\*粗\\*\\* \\_斜\\_ 2\\*3'],
  ['a backslash', '\\[x](y)', '\\\\\\[x\\](y)'],
  ['a footnote', '[a]: https://evil.invalid', '\\[a\\]: https'],
])('in a card %s is what somebody wrote, nothing more', (_, text, expected) => {
  expect(escapeMarkdown(text)).toContain(expected)
})

test('in plain text too nothing speaks in somebody’s name', async () => {
  const bot = await startBot()
  await bot.channel.send(words('[查余额](dtmd://dingtalkclient/sendMessage?content=x)'), [to('sample-01')])
  await bot.channel.send(choice('[查余额](dtmd://dingtalkclient/sendMessage?content=x)', 7), [
    to('sample-01'),
  ])
  const [text, card] = bot.fake.inbox('sample-01')
  expect(text?.text).not.toContain('dtmd://')
  expect(card?.buttons.map(one => one.title)).not.toContain('查余额')
})

test('lines stay lines in a card', () => {
  expect(escapeMarkdown('一\n二\r\n\n三')).toBe('一  \n  二  \n    \n  三')
})
