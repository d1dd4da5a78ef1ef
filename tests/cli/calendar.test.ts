import { globSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { enterDay } from '../../src/care/calendar/enter.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { tempFolder } from '../support/folder.ts'
import { runCli } from './run-cli.ts'

describe('the calendar from the command line', () => {
  test('a year is brought in, a day is set, and mistakes are named in Chinese', async () => {
    const folder = tempFolder()
    const file = join(folder, '2027.json')
    const days = [{ name: '国庆节', date: '2027-10-04', isOffDay: true }]
    writeFileSync(file, JSON.stringify({ year: 2027, papers: [], days }))
    const broken = join(folder, 'broken.json')
    writeFileSync(
      broken,
      JSON.stringify({ year: 2027, papers: [], days: [{ ...days[0], date: '2027-02-30' }] }),
    )

    const done = await runCli(folder, ['calendar', 'import', file])
    expect([done.code, done.out.trim()]).toEqual([0, '2027年的放假安排已导入，写明的日子有1天。'])
    const day = await runCli(folder, ['calendar', 'set', '2026-09-10', 'off', '台风停工'])
    expect([day.code, day.out.trim()]).toEqual([0, '2026-09-10按休息日算。'])

    const refused = await runCli(folder, ['calendar', 'import', broken])
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('什么都没有导入')])
    const unclear = await runCli(folder, ['calendar', 'set', '2026-09-10', 'maybe', '台风'])
    expect([unclear.code, unclear.err]).toEqual([1, expect.stringContaining('off（休息）')])
  })

  test('lines are read by the days entered, also beside a running server, and nothing is changed by it', async () => {
    const folder = tempFolder()
    const line = { text: '9月9日起请假2个工作日', ref: '2026-09-08T09:00' }
    const endOf = async () => {
      const { out } = await runCli(folder, ['understand'], { input: JSON.stringify(line) })
      return JSON.parse(out).end
    }
    expect(await endOf()).toBe('2026-09-10')
    expect(readdirSync(folder)).toEqual([])

    await runCli(folder, ['calendar', 'set', '2026-09-10', 'off', '台风停工'])
    expect(await endOf()).toBe('2026-09-11')

    const [file = ''] = globSync(join(folder, '**', 'xinqiao.db'))
    const server = openSqlite(file)
    await server.transaction(tx =>
      enterDay(tx, { date: '2026-09-11', off: true, reason: '停电' }, { actor: 'cli', now: 1 }),
    )
    expect(await endOf()).toBe('2026-09-14')
    await server.close()
  })
})
