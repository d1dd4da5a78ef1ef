import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { tempFolder } from '../support/folder.ts'
import { runCli, spawnedCli } from './run-cli.ts'

const RECIPIENT = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
const LIVE = { DINGTALK_CLIENT_ID: 'dingabc', DINGTALK_CLIENT_SECRET: 'very-secret-value-1' }

describe('called wrongly', () => {
  test('it says how, and ends with 2', async () => {
    const folder = tempFolder()
    const [nothing, unknown, few, many, option] = await Promise.all([
      runCli(folder, []),
      runCli(folder, ['people', 'export']),
      runCli(folder, ['people', 'import']),
      runCli(folder, ['duty', 'set', 'a', 'b', 'c']),
      runCli(folder, ['audit', 'verify', '--all']),
    ])
    expect([nothing, unknown, few, many, option].map(ended => ended.code)).toEqual([2, 2, 2, 2, 2])
    for (const { name } of commands) expect(nothing.err + nothing.out).toContain(`  ${name} `)
    expect(unknown.err).toContain('没有“people export”这条命令。')
    expect(few.err).toContain('xinqiao people import FILE')
  })

  test('and as a process of its own it ends so too, with each stream where it belongs', async () => {
    const folder = tempFolder()
    const [wrong, right] = await Promise.all([
      spawnedCli(folder, ['people', 'export']),
      spawnedCli(folder, ['understand'], { input: '请假\n明天\n' }),
    ])
    expect(wrong).toMatchObject({ code: 2, out: '', err: expect.stringContaining('没有“people export”') })
    expect(right).toMatchObject({ code: 0, err: '' })
    expect(right.out.trim().split('\n')).toHaveLength(2)
  })

  test('asked for help it gives it, and ends with 0', async () => {
    const folder = tempFolder()
    const [all, one] = await Promise.all([
      runCli(folder, ['--help']),
      runCli(folder, ['balances', 'import', '--help']),
    ])
    expect([all.code, one.code, all.err, one.err]).toEqual([0, 0, '', ''])
    expect(one.out).toContain('userid、year、annual、carry、comp')
  })
})

test('settings that are wrong are all named in Chinese, and no secret is repeated', async () => {
  const env = { PORT: 'x', LOG_LEVEL: 'loud', DINGTALK_CLIENT_SECRET: 'very-secret-value-1' }
  const { code, err } = await runCli(tempFolder(), ['doctor'], { env })
  expect(code).toBe(1)
  expect(err.trim().split('\n')).toEqual([
    '配置有误，改好后再启动。',
    expect.stringMatching(/^ {2}PORT：应为0到65535之间的整数。/),
    expect.stringMatching(/^ {2}LOG_LEVEL：只能是其中之一/),
    expect.stringMatching(/^ {2}DINGTALK_CLIENT_ID：要和 DINGTALK_CLIENT_SECRET 一起设置。/),
  ])
})

test('PostgreSQL for the whole product is refused, rather than written past', async () => {
  const env = { DATABASE_URL: 'postgres://u:very-secret@localhost/x' }
  const { code, err } = await runCli(tempFolder(), ['audit', 'verify'], { env })
  expect([code, err]).toEqual([1, expect.stringContaining('DATABASE_URL：这个版本还不支持')])
  expect(err).not.toContain('very-secret')
})

describe('people', () => {
  test('are brought into an empty live database, then used by the other commands', async () => {
    const folder = tempFolder()
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return name
    }
    const run = (...words: string[]) => runCli(folder, words, { env: LIVE })
    const roster = file(
      'r.csv',
      'userid,name,unit,mobile,roles\nzhang,张三,街道办,13900000001,handler|duty\nli,李四,街道办,,hr\n',
    )
    expect(await run('people', 'import', roster)).toMatchObject({
      code: 0,
      out: '名单已导入：新增2人，更新0人。\n',
    })
    const balances = file('b.csv', 'userid,year,annual,comp\nzhang,2026,7.5,2\nli,2026,10,\n')
    expect(await run('balances', 'import', balances)).toMatchObject({
      code: 0,
      out: '假期余额已导入：2人，台账记了3笔。\n',
    })
    const known = file('k.csv', 'userid,name,unit,staff_type,work_start\nli,李四,街道办,公务员,2014-08-01\n')
    expect(await run('people', 'import', known)).toMatchObject({ code: 0 })
    const above = file('a.csv', 'userid,year,annual\nli,2026,16\n')
    expect(await run('balances', 'import', above)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/第2行 annual.*写了16天，按工作年限当年最多10天[\s\S]*--above-law/),
    })
    expect(await run('balances', 'import', above, '--above-law')).toMatchObject({ code: 0 })
    expect(await run('user', 'add', 'zhang')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/张三（zhang）的一次性口令：Xq(-[a-z0-9]{4}){4}\n/),
    })
    expect(await run('readers', 'add', 'zhang', RECIPIENT)).toMatchObject({ code: 0 })
    expect(await run('duty', 'set', 'zhang')).toMatchObject({
      code: 0,
      out: '所有单位的值班联系人：张三。\n',
      err: '',
    })
    expect(await run('duty', 'set', 'li', '街道办')).toMatchObject({
      code: 0,
      err: expect.stringContaining('没有李四的电话'),
    })
    expect(await run('audit', 'verify')).toMatchObject({ code: 0, out: '审计记录完整，共11行。\n' })
  })

  test('that are wrong are named row by row, and nothing is brought in', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'r.csv'), 'userid,name,unit,sex\na,甲,街道办,不详\n,乙,,\n')
    const { code, err } = await runCli(folder, ['people', 'import', 'r.csv'], { env: LIVE })
    expect(code).toBe(1)
    expect(err.trim().split('\n')).toEqual([
      '名单有错，一行都没有导入。逐条如下。',
      '  第2行 sex：只能是其中之一：男、女',
      '  第3行 userid：没有填',
      '  第3行 unit：没有填',
    ])
  })

  test('and keys that do not fit are refused', async () => {
    const folder = tempFolder()
    const [ghost, key, role, unit, file] = await Promise.all([
      runCli(tempFolder(), ['user', 'add', 'ghost']),
      runCli(tempFolder(), ['readers', 'add', 'sample-linyue', 'age1nothing']),
      runCli(tempFolder(), ['readers', 'add', 'sample-wang', RECIPIENT]),
      runCli(tempFolder(), ['duty', 'set', 'sample-wang', '月球办']),
      runCli(folder, ['people', 'import', 'nothing.csv']),
    ])
    expect([ghost, key, role, unit, file].map(ended => ended.code)).toEqual([1, 1, 1, 1, 1])
    expect(ghost.err).toContain('名单里没有这个人（ghost）')
    expect(key.err).toContain('应为 age 公钥')
    expect(role.err).toContain('要有handler角色')
    expect(unit.err).toContain('名单里没有这个单位（月球办）')
    expect(file.err).toMatch(/^找不到文件 .*nothing\.csv。$/m)
  })
})

test('a changed audit log is noticed', async () => {
  const folder = tempFolder()
  expect((await runCli(folder, ['audit', 'verify'])).code).toBe(0)
  const raw = new Database(join(folder, 'data', 'trial', 'xinqiao.db'))
  raw.exec(`drop trigger audit_no_update; update audit set about = 'other' where seq = 1`)
  raw.close()
  expect(await runCli(folder, ['audit', 'verify'])).toMatchObject({
    code: 1,
    err: '审计记录第1行被改过。请保留现场，联系安全员。\n',
  })
})

describe('flows', () => {
  test('are checked, and exported to an empty folder only', async () => {
    const folder = tempFolder()
    expect(await runCli(folder, ['flows', 'check'])).toMatchObject({ code: 0, err: '' })
    expect((await runCli(folder, ['flows', 'export', 'out'])).code).toBe(0)
    expect((await runCli(folder, ['flows', 'check'], { env: { FLOWS_DIR: join(folder, 'out') } })).code).toBe(
      0,
    )
    expect(await runCli(folder, ['flows', 'export', 'out'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('不是空文件夹'),
    })
  })

  test('that have problems are named with file and line, all of them', async () => {
    const folder = tempFolder()
    const flows = join(folder, 'flows')
    mkdirSync(flows)
    writeFileSync(join(flows, 'leave.yaml'), 'schema: 1\nflow: leaving\n')
    writeFileSync(join(flows, '_system.yaml'), 'schema: 1\n')
    const { code, err } = await runCli(folder, ['flows', 'check'], { env: { FLOWS_DIR: flows } })
    expect(code).toBe(1)
    expect(err).toMatch(/^leave\.yaml:\d+/m)
    expect(err).toMatch(/^_system\.yaml:\d+/m)
    expect(err).toMatch(/共\d+个问题。/)
    for (const line of err.trim().split('\n')) expect(line).toMatch(/\p{Script=Han}/u)
  })
})

test.each(['understand', 'assess'])('%s names what is wrong with the flow files', async command => {
  const flows = tempFolder()
  writeFileSync(join(flows, 'leave.yaml'), 'id: leave\nslots: [')
  const { code, err } = await runCli(tempFolder(), [command], { env: { FLOWS_DIR: flows } })
  expect(code).toBe(1)
  expect(err).toMatch(/leave\.yaml:\d+/)
})

describe('understand', () => {
  test('answers each line, JSON or plain, with every field; what is absent is null', async () => {
    const input = [
      '{"id":"a","text":"下周三下午请假半天","ref":"2026-11-23T09:00"}',
      '{"text":"血压150/95","ref":"2026-09-10T09:30"}',
      '请假',
      '',
      '{"text":5}',
      '{broken',
    ].join('\n')
    const { code, out } = await runCli(tempFolder(), ['understand'], { input })
    const lines = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(code).toBe(0)
    expect(lines).toHaveLength(6)
    expect(lines[0]).toMatchObject({
      id: 'a',
      kind: 'halfday',
      start: '2026-12-02',
      startPart: 'pm',
      amount: 0.5,
      unit: 'day',
      intents: [{ flow: 'leave' }],
    })
    expect(lines[1]).toMatchObject({
      id: null,
      kind: 'none',
      start: null,
      end: null,
      amount: null,
      unit: null,
    })
    for (const line of lines)
      expect(Object.keys(line)).toEqual([
        'id',
        'text',
        'kind',
        'start',
        'end',
        'startPart',
        'endPart',
        'amount',
        'unit',
        'future',
        'past',
        'alt',
        'endWork',
        'fuzzy',
        'provisional',
        'dates',
        'invalid',
        'needs',
        'intents',
      ])
  })
})

describe('assess', () => {
  test('answers each line with level, way and reasons', async () => {
    const { code, out } = await runCli(tempFolder(), ['assess'], {
      input: '{"id":1,"text":"真的不想活了"}\n今天天气不错\n',
    })
    const [grave, plain] = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(code).toBe(0)
    expect(grave).toMatchObject({
      id: 1,
      level: 'high',
      category: 'self_harm',
      urgent: true,
      safe: true,
      route: 'duty',
      reasons: [{ quote: expect.any(String) }],
    })
    expect(plain).toMatchObject({
      level: 'none',
      urgent: false,
      safe: false,
      route: 'none',
      routes: [],
      reasons: [],
    })
  })
})
