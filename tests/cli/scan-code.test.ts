import { expect, test } from 'vitest'
import { showCode } from '../../src/cli/scan-code.ts'

const CODE = 'https://login.weixin.qq.com/l/secret'
const texts = { say: (name: string) => name } as Parameters<typeof showCode>[0]['texts']

async function shown(isTerminal: boolean): Promise<string> {
  const lines: string[] = []
  await showCode({ texts, out: line => lines.push(line) }, CODE, isTerminal)
  return lines.join('\n')
}

test('the code that logs WeChat in is drawn in a terminal, and never written as a link', async () => {
  const drawn = await shown(true)
  // Half blocks, as many lines as a telephone needs.
  expect(drawn.split('\n').length).toBeGreaterThan(10)
  expect(drawn).toMatch(/[\u2580\u2584\u2588]{3}/)
  expect(drawn).toContain('wechat.scan')
  expect(drawn).not.toContain(CODE)
})

test('without a terminal it is shown in the console alone: a log would keep it', async () => {
  expect(await shown(false)).toBe('wechat.scan_elsewhere')
})
