import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOME } from '../../src/data.ts'
import { type FakeDingTalk, fault, startFakeDingTalk } from '../fakes/dingtalk/index.ts'
import { tempFolder } from '../support/folder.ts'
import { runCli, startCli } from './run-cli.ts'

const bad = (out: string) => out.split('\n').filter(line => line.startsWith('[要修]'))

describe('in trial mode', () => {
  test('a fresh folder is well, and stays as it is', async () => {
    const folder = tempFolder()
    const { code, out } = await runCli(folder, ['doctor'])
    expect([code, bad(out)]).toEqual([0, []])
    expect(out).toContain('不连钉钉')
    expect(out).toContain('第一次启动时会建在')
    expect(() => readFileSync(join(folder, 'data', 'trial', 'xinqiao.db'))).toThrow()
  })

  test('says what is so only in the trial', async () => {
    const { out } = await runCli(tempFolder(), ['doctor'])
    expect(out).toMatch(/\[留意\] 试用模式.*样例.*trial.*钉钉凭证/)
    expect(out).toContain('[正常] 控制台在 127.0.0.1，只有本机')
  })

  test.each([
    ['192.0.2.1', '[要修] HOST 填的 192.0.2.1 不是本机的地址', 1],
    ['no-such-host.invalid', '[要修] HOST 填的 no-such-host.invalid 不是本机的地址', 1],
    ['0.0.0.0', '[留意] 控制台在 0.0.0.0，别的机器也能进来', 0],
  ])('HOST=%s: %s', async (HOST, words, exit) => {
    const { code, out } = await runCli(tempFolder(), ['doctor'], { env: { HOST } })
    expect([code, out.includes(words)], out).toEqual([exit, true])
  })

  test.each([
    ['', '[正常] 没有开微信', 0],
    ['wechaty-puppet-mock', '[留意] 微信开着，用 wechaty-puppet-mock', 0],
    ['wechaty-puppet-wechat4u', '绑定要重来', 0],
    ['wechaty-puppet-nowhere', '[要修] 没有装 wechaty-puppet-nowhere', 1],
  ])('WECHATY_PUPPET=%s: %s', async (WECHATY_PUPPET, words, exit) => {
    const { code, out } = await runCli(tempFolder(), ['doctor'], { env: { WECHATY_PUPPET } })
    expect([code, out.includes(words)], out).toEqual([exit, true])
  })

  test('every trouble is named with what to do about it', async () => {
    const folder = tempFolder()
    const running = await startCli(folder)
    await say(running.url)
    await running.stop()
    const data = (name: string) => join(folder, 'data', 'trial', name)
    const look = async (env: Record<string, string> = {}) => {
      const { code, out } = await runCli(folder, ['doctor'], { env })
      return { code, bad: bad(out).join('\n') }
    }
    expect(await look()).toEqual({ code: 0, bad: '' })

    chmodSync(data('master.key'), 0o644)
    expect(await look()).toMatchObject({ code: 1, bad: expect.stringContaining('chmod 600') })
    chmodSync(data('master.key'), 0o600)

    const key = readFileSync(data('master.key'))
    rmSync(data('master.key'))
    expect(await look()).toMatchObject({ code: 1, bad: expect.stringContaining('不要新建') })
    writeFileSync(data('master.key'), 'not a key')
    expect(await look()).toMatchObject({ code: 1, bad: expect.stringContaining('内容不对') })
    writeFileSync(data('master.key'), key)

    const flows = join(folder, 'flows')
    mkdirSync(flows)
    writeFileSync(join(flows, 'leave.yaml'), '{{{')
    expect(await look({ FLOWS_DIR: flows })).toMatchObject({
      code: 1,
      bad: expect.stringContaining('xinqiao flows check'),
    })

    expect(await look({ DATABASE_URL: 'postgres://u:very-secret@h/x' })).toMatchObject({
      code: 1,
      bad: expect.not.stringContaining('very-secret'),
    })

    writeFileSync(data('xinqiao.db'), 'not a database, but long enough to look like a file of one'.repeat(50))
    for (const name of ['xinqiao.db-wal', 'xinqiao.db-shm']) rmSync(data(name), { force: true })
    expect(await look()).toMatchObject({ code: 1, bad: expect.stringContaining('已损坏或打不开') })
  })
})

describe('in live mode', () => {
  let fake: FakeDingTalk
  beforeEach(async () => {
    fake = await startFakeDingTalk()
  })
  afterEach(() => fake.stop())

  const look = async (env: Record<string, string> = {}) => {
    const { code, out, err } = await runCli(tempFolder(), ['doctor'], { env: { ...fake.env, ...env } })
    expect(out + err).not.toContain(fake.app.clientSecret)
    return { code, out, bad: bad(out).join('\n') }
  }

  test('DingTalk is there, takes the credentials and gives a connection', async () => {
    const { code, out } = await look()
    expect(code).toBe(0)
    for (const words of ['钉钉认可凭证', '同意建立 Stream 连接', '和钉钉的时钟一致'])
      expect(out).toContain(words)
  })

  test.each([
    [{}, '[正常] 控制台在 127.0.0.1'],
    [{ HOST: '0.0.0.0' }, '[留意] 控制台在 0.0.0.0，别的机器能进来，但没有加密'],
    [
      { HOST: '0.0.0.0', PUBLIC_URL: 'https://x.example.gov.cn' },
      '[正常] 控制台在 0.0.0.0，大家从 https://x',
    ],
  ])('who gets in is said: %o', async (env, words) => {
    expect((await look(env)).out).toContain(words)
  })

  test('a safe reply that no clinician has read is brought up, until his name stands in the file', async () => {
    expect((await look()).out).toContain('[留意] 对绝望的话怎么回')
    const flows = join(tempFolder(), 'flows')
    cpSync(process.env['XQ_FLOWS'] ?? join(HOME, 'flows'), flows, { recursive: true })
    const file = join(flows, 'policy', 'safety.yaml')
    const signed = readFileSync(file, 'utf8')
      .replace('reviewed_by: ""', 'reviewed_by: 样例医师')
      .replace('reviewed_on: ""', 'reviewed_on: "2026-11-20"')
    writeFileSync(file, signed)
    expect((await look({ FLOWS_DIR: flows })).out).not.toContain('对绝望的话怎么回')
  })

  test('wrong credentials are told from a robot that is not in stream mode', async () => {
    expect((await look({ DINGTALK_CLIENT_SECRET: 'wrong-secret-1' })).bad).toContain(
      '请核对 DINGTALK_CLIENT_ID',
    )
    fake.faults.order('open', fault.badOpen())
    expect((await look()).bad).toContain('消息接收模式选了 Stream')
    fake.faults.order('accessToken', fault.badIp())
    expect((await look()).bad).toContain('白名单')
  })

  test('nobody there is told as that, with the hosts that must be reachable', async () => {
    const { code, bad } = await look({ DINGTALK_API_BASE: 'http://127.0.0.1:9' })
    expect(code).toBe(1)
    expect(bad).toContain('wss-open-connection.dingtalk.com')
  })
})

/** One message through the chat of the trial, so that something is sealed. */
async function say(url: string): Promise<void> {
  const body = JSON.stringify({ as: 'sample-chenyu', id: 'message-1', text: '请假' })
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(`${url}/api/trial/say`, { method: 'POST', headers, body })).status).toBe(204)
}
