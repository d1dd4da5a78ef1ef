import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { appOf } from './app.ts'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { isJson, parse } from './json.ts'
import { remoteFake } from './remote-fake.ts'
import { echoBot } from './test-client.ts'

interface Cli {
  child: ChildProcessWithoutNullStreams
  /** The first line of this stream that fits. */
  line(stream: 'stdout' | 'stderr', fits: RegExp): Promise<string>
}

function cli(...args: string[]): Cli {
  const file = fileURLToPath(new URL('./cli.ts', import.meta.url))
  const child = spawn(process.execPath, [file, ...args])
  onTestFinished(() => {
    child.kill()
  })
  const seen: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] }
  const waiting = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    createInterface({ input: child[name] }).on('line', line => {
      seen[name].push(line)
      for (const look of waiting) look()
    })
  }
  return {
    child,
    line: (stream, fits) =>
      new Promise(resolve => {
        const look = () => {
          const found = seen[stream].find(one => fits.test(one))
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}

/** As much of the fake as a client needs to know of one in another process. */
function farFake(base: string, change: Partial<FakeDingTalk> = {}): FakeDingTalk {
  return Object.assign(Object.create(null), { base, app: appOf(), ...change })
}

const BASE = /^DINGTALK_API_BASE=/
const settingIn = (line: string) => line.slice(line.indexOf('=') + 1)

test('by hand: the lines to start a bot with, and a chat', async () => {
  const { child, line } = cli('--port', '0')
  const base = settingIn(await line('stdout', BASE))
  expect(await line('stdout', /^DINGTALK_CLIENT_ID=/)).toBe(`DINGTALK_CLIENT_ID=${appOf().clientId}`)
  expect(settingIn(await line('stdout', /^DINGTALK_OAPI_BASE=/))).toBe(base)
  await echoBot(farFake(base))
  await line('stdout', /^\* bot connected/)
  child.stdin.write('在吗\n')
  expect(await line('stdout', /回声/)).toBe('示例甲 ← 回声：在吗')
  const ended = once(child, 'exit')
  child.stdin.write('/quit\n')
  expect((await ended)[0]).toBe(0)
}, 20_000)

test('at the end of its input it says why it ends', async () => {
  const { child, line } = cli('--port', '0')
  const ended = once(child, 'exit')
  child.stdin.end()
  expect(await line('stdout', /the input has ended/)).toContain('--serve')
  expect((await ended)[0]).toBe(0)
}, 20_000)

test('--load: waits for its bot, prints one JSON line, and ends', async () => {
  const { child, line } = cli(
    '--load',
    '--port',
    '0',
    '--messages',
    '50',
    '--conversations',
    '5',
    '--text',
    '在吗',
  )
  const ended = once(child, 'exit')
  await echoBot(farFake(settingIn(await line('stderr', BASE))))
  const report = parse(await line('stdout', /./))
  expect(isJson(report) && report).toMatchObject({ unanswered: 0, violations: 0 })
  expect((await ended)[0]).toBe(0)
}, 20_000)

test('the control door of a fake in another process', async () => {
  const { child, line } = cli('--serve', '--port', '0', '--client-id', 'dingsampleclient09', '--no-quota')
  const remote = remoteFake(settingIn(await line('stdout', BASE)))
  await echoBot(farFake(remote.base, { app: appOf({ clientId: 'dingsampleclient09' }) }))
  await remote.say('sample-02', '在吗')
  expect(await remote.waitFor('sample-02')).toMatchObject({ text: '回声：在吗' })
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  expect((await ended)[0]).toBe(0)
}, 20_000)

test('--help', async () => {
  const { line } = cli('--help')
  expect(await line('stdout', /--script/)).toContain('nextText')
}, 20_000)
