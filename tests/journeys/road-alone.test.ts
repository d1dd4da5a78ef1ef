import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli, startCli } from '../cli/run-cli.ts'
import { tempFolder } from '../support/folder.ts'

test('a second program on the same data is refused, and says which process is in its way', async () => {
  const folder = tempFolder()
  const running = await startCli(folder)
  const [start, chat] = await Promise.all([
    runCli(folder, ['start'], { env: { PORT: '0' } }),
    runCli(folder, ['chat'], { input: '请假\n' }),
  ])
  for (const { code, out, err } of [start, chat]) {
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^已经有一个心桥在用这个数据文件夹（进程\d+）：\S+trial。/m)
  }
  expect((await running.stop()).code).toBe(0)
})

test('commands that read or write a row work beside it', async () => {
  const folder = tempFolder()
  const running = await startCli(folder)
  const roster = join(folder, 'roster.csv')
  writeFileSync(roster, 'userid,name,unit\nsample-new,新来,样例街道办\n')
  const ended = await Promise.all([
    runCli(folder, ['people', 'import', roster]),
    runCli(folder, ['user', 'add', 'sample-zhou']),
    runCli(folder, ['audit', 'verify']),
    runCli(folder, ['doctor']),
    runCli(folder, ['backup', join(folder, 'backup')]),
  ])
  const codes = ended.map(({ code, err }) => (code === 0 ? 0 : err))
  expect(codes.filter((_, at) => at !== 3)).toEqual([0, 0, 0, 0])
  expect(ended[3]?.out).toContain('数据库')
  await running.stop()
})

test('after a kill -9 it starts again at once', async () => {
  const folder = tempFolder()
  const running = await startCli(folder)
  const dead = await running.stop('SIGKILL')
  expect(dead.code).toBeNull()
  const again = await startCli(folder)
  expect((await again.stop()).code).toBe(0)
})
