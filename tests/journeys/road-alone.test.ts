import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli, startCli } from '../cli/run-cli.ts'
import { tempFolder } from '../support/folder.ts'

/** Wall time, ms: a busy machine may take its time; nothing here is about speed. */
const SLOWEST = 240_000

test(
  'one program at a time works on the data; commands work beside it; a kill -9 leaves nothing in the way',
  async () => {
    const folder = tempFolder()
    const running = await startCli(folder)

    const refused = await Promise.all([
      runCli(folder, ['start'], { env: { PORT: '0' } }),
      runCli(folder, ['chat'], { input: '请假\n' }),
    ])
    for (const { code, out, err } of refused) {
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(/^已经有一个心桥在用这个数据文件夹（进程\d+）：\S+trial。/m)
    }

    const roster = join(folder, 'roster.csv')
    writeFileSync(roster, 'userid,name,unit\nsample-new,新来,样例街道办\n')
    const beside = await Promise.all([
      runCli(folder, ['people', 'import', roster]),
      runCli(folder, ['user', 'add', 'sample-zhou']),
      runCli(folder, ['audit', 'verify']),
      runCli(folder, ['backup', join(folder, 'backup')]),
      // It names what is missing in a trial, and ends with 1.
      runCli(folder, ['doctor']),
    ])
    expect(beside.slice(0, 4).map(({ code, err }) => err || code)).toEqual([0, 0, 0, 0])
    expect(beside[4]?.out).toContain('数据库')

    expect((await running.stop('SIGKILL')).code).toBeNull()
    const again = await startCli(folder)
    expect((await again.stop()).code).toBe(0)
  },
  SLOWEST,
)
