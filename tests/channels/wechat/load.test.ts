import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { log } from 'wechaty'
import { loadWechaty, SESSION_FILE } from '../../../src/channels/wechat/load.ts'
import { HOME } from '../../../src/data.ts'
import { FakeAccount } from '../../fakes/wechat/account.ts'
import { makeFolder } from '../../support/folder.ts'

test('nothing of wechaty is loaded where WECHATY_PUPPET is not set, though the channel’s own files are', () => {
  const program = `
    import { channelsOf } from '${join(HOME, 'src/cli/channels.ts')}'
    import { readConfig } from '${join(HOME, 'src/config.ts')}'
    const none = { info() {}, warn() {}, error() {}, counted() {}, alert() {}, over() {}, scan() {} }
    const { list } = channelsOf(readConfig({}, '/'), none, none, {})
    for (const channel of list) await channel.start(async () => {})
    console.log(list.map(channel => channel.name).join())
  `
  const seen = `
    import { registerHooks } from 'node:module'
    registerHooks({ load(url, context, next) { if (/node_modules\\/wechaty/.test(url)) console.log(url); return next(url, context) } })
  `
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module']
  const hook = `data:text/javascript,${encodeURIComponent(seen)}`
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--import', hook, '-e', program], {
    encoding: 'utf8',
  })
  expect(stdout.trim(), stderr).toBe('web')
})

test('only a dynamic import names wechaty in the source', () => {
  const files = readdirSync(join(HOME, 'src'), { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  )
  const statics = files.filter(name =>
    /^import (?!type)[^\n]*'wechaty/mu.test(readFileSync(join(HOME, 'src', name), 'utf8')),
  )
  expect(statics).toEqual([])
})

test('wechaty says nothing on its own; the session is kept over a restart, in a file that nobody else can read', async () => {
  const folder = join(makeFolder(), 'wechat')
  const account = new FakeAccount()
  const first = await loadWechaty({ puppet: 'mock', folder }, account.newPuppet())
  expect(first.saved).toBe(false)
  // At any other level wechaty and its puppets print what people write.
  expect(log.level()).toBe('silent')
  await first.bot.init()
  await account.puppet?.memory.set('session', 'kept')
  await account.puppet?.memory.save()
  const file = join(folder, SESSION_FILE)
  expect(readFileSync(file, 'utf8')).toContain('kept')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const second = await loadWechaty({ puppet: 'mock', folder }, account.newPuppet())
  expect(second.saved).toBe(true)
  await second.bot.init()
  expect(await account.puppet?.memory.get('session')).toBe('kept')
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
