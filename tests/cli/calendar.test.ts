import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
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
})
