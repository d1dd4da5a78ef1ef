import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { startFakeDingTalk } from '../fakes/dingtalk/index.ts'
import { tempFolder } from '../support/folder.ts'
import { runCli, startCli } from './run-cli.ts'

const post = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

test('in trial mode it says what to open, works, and stops well when asked', async () => {
  const running = await startCli(tempFolder())
  expect(running.out()).toContain('试用模式')
  expect(running.out()).toContain(`${running.url}/setup`)
  expect(running.out()).not.toContain('设置码')
  expect(await (await fetch(`${running.url}/readyz`)).json()).toEqual({ status: 'ready' })
  const ended = await running.stop('SIGTERM')
  expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('心桥已停下。') })
  for (const line of ended.err.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
})

test('a port that is taken is said so', async () => {
  const running = await startCli(tempFolder())
  const { port } = new URL(running.url)
  const { code, err } = await runCli(tempFolder(), ['start'], { env: { PORT: port } })
  expect([code, err]).toEqual([1, expect.stringContaining(`127.0.0.1:${port} 已被占用`)])
  await running.stop()
})

test('a HOST that is no address of this machine is named', async () => {
  const { code, err } = await runCli(tempFolder(), ['start'], { env: { HOST: '300.1.1.1', PORT: '0' } })
  expect([code, err]).toEqual([1, expect.stringMatching(/HOST.*本机没有这个地址/)])
})

test('in live mode every call is counted as what DingTalk counts it as, also across restarts', async () => {
  const fake = await startFakeDingTalk({ people: [{ userid: 'zhang', name: '张三' }] })
  const folder = tempFolder()
  const quota = () => {
    const db = new Database(join(folder, 'data', 'xinqiao.db'), { readonly: true })
    const rows = db.prepare('select kind, used from quota order by kind').all()
    db.close()
    return rows
  }
  const running = await startCli(folder, fake.env)
  await fake.stream.connected()
  fake.say('zhang', '在吗')
  await fake.waitFor('zhang')
  await running.stop()
  // The message, and the answer by its webhook.
  expect(quota()).toEqual([{ kind: 'stream', used: 2 }])

  const again = await startCli(folder, fake.env)
  await fake.stream.connected()
  fake.say('zhang', '还在吗', { webhookTtlMs: 0 })
  await fake.reached(2)
  await again.stop()
  // The second answer had no webhook any more.
  expect(quota()).toEqual([
    { kind: 'api', used: 1 },
    { kind: 'stream', used: 3 },
  ])
  await fake.stop()
})

test('in live mode it connects to DingTalk, and the first administrator needs the code it prints', async () => {
  const fake = await startFakeDingTalk()
  const folder = tempFolder()
  const running = await startCli(folder, fake.env)
  await fake.stream.connected()
  const [code = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(running.out()) ?? []
  expect(running.out()).not.toContain(fake.app.clientSecret)
  const admin = { userid: 'zhang', name: '张三', unit: '组织部', passphrase: 'Correct-horse-1' }
  const setup = `${running.url}/api/v1/setup/admin`
  expect((await post(setup, { ...admin, code: 'AAAA-AAAA-AAAA' })).status).toBe(403)
  expect((await post(setup, { ...admin, code })).status).toBe(204)
  const { userid, passphrase } = admin
  expect((await post(`${running.url}/api/v1/session`, { userid, passphrase })).status).toBe(200)
  expect((await fetch(`${running.url}/chat`)).status).toBe(404)
  expect(await (await fetch(`${running.url}/metrics`)).text()).toContain('xinqiao_dingtalk_connected 1')
  expect((await running.stop('SIGINT')).code).toBe(0)
  const db = new Database(join(folder, 'data', 'xinqiao.db'), { readonly: true })
  // Tests hash at a lower cost; what people start does not.
  expect(db.prepare('select passphrase from account').pluck().get()).toMatch(
    /^\$argon2id\$v=19\$m=65536,t=3,/,
  )
  db.close()
  const again = await startCli(folder, fake.env)
  expect(again.out()).not.toMatch(/设置码/)
  await again.stop()
  await fake.stop()
})
