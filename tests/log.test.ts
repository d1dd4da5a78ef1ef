import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLog } from '../src/log.ts'

function logged(level = 'info') {
  const lines: string[] = []
  return { lines, log: openLog(level, line => void lines.push(line)) }
}

test('a line is JSON with a name, a level and ids', () => {
  const { lines, log } = logged()
  log.warn({ lane: 'b3c1', tries: 2, fault: 'PLATFORM_REFUSED', live: false }, 'send.later')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'warn',
    name: 'send.later',
    lane: 'b3c1',
    tries: 2,
    fault: 'PLATFORM_REFUSED',
    live: false,
  })
})

test('the level holds back what is below it', () => {
  const { lines, log } = logged('error')
  log.info({}, 'a')
  log.warn({}, 'b')
  log.error({}, 'c')
  expect(lines).toHaveLength(1)
})

test.each([
  ['words', { lane: '我不想活了' }],
  ['words under an innocent name', { about: '我不想活了' }],
  ['a secret by its name', { clientSecret: 'abc' }],
  ['a passphrase by its name', { passphrase: 'Correct-horse-1' }],
  [
    'a webhook, which is a key too',
    { sessionWebhook: 'https://oapi.dingtalk.com/robot/sendBySession?session=x' },
  ],
  ['an error, whose message may hold anything', { err: new Error('我不想活了') }],
  ['an error by another name', { fault: new Error('secret words') }],
  ['whole objects', { row: { text: 'plain words' } }],
  ['lists', { rows: ['plain words'] }],
  ['long text', { lane: 'plain words '.repeat(50) }],
])('%s never gets into it', (_, about) => {
  const { lines, log } = logged()
  log.error(about, 'test.line')
  expect(lines.join('')).not.toMatch(/不想活|abc|horse|oapi|words/)
})

test('whatever is passed, no line holds a Chinese character or breaks', () => {
  const { lines, log } = logged()
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: fc.constantFrom('a', 'b', '名'), maxLength: 5 }), fc.anything()),
      about => {
        lines.length = 0
        log.info(about, 'test.line')
        expect(lines).toHaveLength(1)
        const { name } = JSON.parse(lines[0] ?? '')
        expect(name).toBe('test.line')
      },
    ),
  )
})
