import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { balanceOf, holdingsOf } from '../../../src/care/leave/holdings.ts'
import { addLine } from '../../../src/care/leave/ledger.ts'
import { importBalances } from '../../../src/care/people/import-balances.ts'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
beforeEach(async () => {
  p = await openTestProgram()
})
afterEach(() => p.close())

const bring = (lines: string) =>
  importBalances(
    p.program.storage,
    { name: 'b.csv', bytes: Buffer.from(`userid,year,annual,comp\n${lines}\n`) },
    { actor: 'cli', now: p.now() },
  )
const person = (userid: string) => p.program.storage.read(tx => p.program.directory.byUserid(tx, userid))
/** Days of annual leave and comp-days, and whether they were checked. */
async function left(userid: string) {
  const who = await person(userid)
  if (!who) throw new Error(userid)
  const { annual, comp, checked } = await p.program.storage.read(tx =>
    balanceOf(tx, who, { today: '2026-11-23', tools: p.program.tools }),
  )
  return { annual: annual === null ? null : annual / 2, comp: comp / 2, checked }
}
const ledger = () => p.program.storage.read(tx => tx.db.select().from(tx.t.ledger))

describe('a balance that is brought in', () => {
  test('is what there is from then on, and counts as checked', async () => {
    expect(await left('sample-wang')).toMatchObject({ checked: false })
    await bring('sample-wang,2026,7.5,2')
    expect(await left('sample-wang')).toEqual({ annual: 7.5, comp: 2, checked: true })
  })

  test('takes what was taken before into account', async () => {
    const wang = await person('sample-wang')
    const line = {
      person: wang?.id ?? '',
      account: 'annual',
      year: 2026,
      cause: 'leave',
      ref: 'QJ-1',
      grant: '',
      at: 0,
    } as const
    await p.program.storage.transaction(tx => addLine(tx, { ...line, halfDays: -4 }))
    await bring('sample-wang,2026,5,')
    expect(await left('sample-wang')).toMatchObject({ annual: 5, checked: true })
    expect((await ledger()).map(row => [row.cause, row.halfDays])).toEqual([
      ['leave', -4],
      ['opening', 14],
    ])
  })

  test('a second time is a correction by the difference; the first line stays', async () => {
    await bring('sample-wang,2026,5,1')
    await bring('sample-wang,2026,3.5,2')
    expect(await left('sample-wang')).toEqual({ annual: 3.5, comp: 2, checked: true })
    expect(
      (await ledger()).filter(row => row.account === 'annual').map(row => [row.cause, row.halfDays]),
    ).toEqual([
      ['opening', 10],
      ['correction', -3],
    ])
  })

  test('said anew after a rise, it is what was said: the rise is in it', async () => {
    const wang = await person('sample-wang')
    if (!wang) throw new Error('nobody there')
    const risen = { ...wang, staffType: '公务员', workStart: '2006-10-09' }
    const leftThen = () =>
      p.program.storage.read(tx => balanceOf(tx, risen, { today: '2026-11-23', tools: p.program.tools }))
    const at = (date: string) => ({ actor: 'cli', now: Date.parse(`${date}T01:00:00Z`) })
    const file = { name: 'b.csv', bytes: Buffer.from('userid,year,annual\nsample-wang,2026,4\n') }
    await importBalances(p.program.storage, file, at('2026-03-02'))
    expect((await leftThen()).annual).toBe(18)
    await importBalances(p.program.storage, file, at('2026-11-20'))
    expect((await leftThen()).annual).toBe(8)
  })

  test('the same again writes nothing', async () => {
    expect(await bring('sample-wang,2026,5,1')).toEqual({ people: 1, lines: 2 })
    expect(await bring('sample-wang,2026,5,1')).toEqual({ people: 1, lines: 0 })
  })

  test('of nothing is checked too: 0 days are 0 days', async () => {
    expect(await bring('sample-wang,2026,0,0')).toEqual({ people: 1, lines: 2 })
    expect(await left('sample-wang')).toEqual({ annual: 0, comp: 0, checked: true })
  })

  test('of another year leaves this year alone, and an empty cell leaves its account alone', async () => {
    const before = await left('sample-wang')
    await bring('sample-wang,2027,9,')
    expect(await left('sample-wang')).toEqual(before)
  })

  test('of a thousand lines is one transaction: a bad one among them undoes all', async () => {
    const good = Array.from({ length: 20 }, (_, i) => `sample-wang,${2010 + i},5,`).join('\n')
    await expect(bring(`${good}\nsample-wang,2026,999,`)).rejects.toMatchObject({ code: 'BALANCES_INVALID' })
    expect(await ledger()).toEqual([])
  })
})

describe('what came over from last year, and comp-days that lapse', () => {
  const bringAll = (lines: string) =>
    importBalances(
      p.program.storage,
      { name: 'b.csv', bytes: Buffer.from(`userid,year,annual,carry,comp,comp_expires\n${lines}\n`) },
      { actor: 'cli', now: p.now() },
    )
  const held = async () => {
    const who = await person('sample-wang')
    if (!who) throw new Error()
    return p.program.storage.read(tx => holdingsOf(tx, who, p.program.tools, { today: '2026-11-23' }))
  }

  test('are kept apart, each with its last day', async () => {
    expect(await bringAll('sample-wang,2026,5,2,1,2026-12-15\nsample-wang,2026,,,1.5,')).toEqual({
      people: 1,
      lines: 4,
    })
    const { annual, grants } = await held()
    expect(annual(2026, '2026-11-23')).toMatchObject({ left: 14, carry: 4, checked: true })
    expect(grants.map(({ expires, left }) => [expires, left])).toEqual(
      expect.arrayContaining([
        ['2026-12-15', 2],
        [null, 3],
      ]),
    )
    expect((await ledger()).find(row => row.cause === 'carry')?.expires).toBe('2026-12-31')
  })

  test('brought in again write nothing, and changed the difference alone', async () => {
    const file = 'sample-wang,2026,5,2,1,2026-12-15\nsample-wang,2026,,,1.5,'
    await bringAll(file)
    expect(await bringAll(file)).toEqual({ people: 1, lines: 0 })
    expect(await bringAll('sample-wang,2026,5,1.5,0.5,2026-12-15\nsample-wang,2026,,,2,')).toEqual({
      people: 1,
      lines: 3,
    })
    const { annual, grants } = await held()
    expect(annual(2026, '2026-11-23')).toMatchObject({ left: 13, carry: 3 })
    const left = (end: string | null) =>
      grants.reduce((sum, grant) => sum + (grant.expires === end ? grant.left : 0), 0)
    expect([left('2026-12-15'), left(null)]).toEqual([1, 4])
  })

  test('an end that the file does not name any more holds nothing', async () => {
    await bringAll('sample-wang,2026,5,,1,2026-12-15')
    await bringAll('sample-wang,2026,5,,2,2026-12-20')
    expect((await held()).grants.filter(({ left }) => left > 0)).toMatchObject([
      { expires: '2026-12-20', left: 4 },
    ])
  })

  test('what came over is not carried over a second time', async () => {
    await bringAll('sample-wang,2026,5,2,,\nsample-wang,2025,3,,,')
    const lines = await ledger()
    expect(lines.map(({ year, grant, cause, halfDays }) => [year, grant, cause, halfDays])).toEqual(
      expect.arrayContaining([
        [2026, 'carry', 'carry', 4],
        [2026, '', 'opening', 10],
        [2025, '', 'opening', 6],
      ]),
    )
  })

  test.each([
    ['a day that is none', 'sample-wang,2026,5,,1,2026-02-30', ['2 comp_expires date']],
    ['an end of nothing', 'sample-wang,2026,5,,,2026-12-15', ['2 comp required']],
    ['a quarter of a day', 'sample-wang,2026,5,0.25,,', ['2 carry half_days']],
    [
      'one end twice',
      'sample-wang,2026,,,1,2026-12-15\nsample-wang,2026,,,1,2026-12-15',
      ['3 comp duplicate'],
    ],
  ])('bad rows are named: %s', async (_, lines, wanted) => {
    const fault = await bringAll(lines).catch(error => error)
    expect(fault.details.map((d: { where: string; rule: string }) => `${d.where} ${d.rule}`)).toEqual(wanted)
    expect(await ledger()).toEqual([])
  })
})

describe('bad rows are named:', () => {
  test.each([
    ['a quarter of a day', 'sample-wang,2026,5.25,', ['2 annual half_days']],
    ['less than nothing', 'sample-wang,2026,-1,', ['2 annual half_days']],
    ['more than a year has', 'sample-wang,2026,201,', ['2 annual half_days']],
    ['words', 'sample-wang,2026,five,two', ['2 annual half_days', '2 comp half_days']],
    ['a year that is none', 'sample-wang,26,5,', ['2 year number']],
    ['somebody nobody knows', 'ghost,2026,5,', ['2 userid unknown_person']],
    ['nothing to set', 'sample-wang,2026,,', ['2 annual required']],
    ['the same year twice', 'sample-wang,2026,5,\nsample-wang,2026,6,', ['3 userid duplicate']],
    [
      'comp-days twice, which belong to no year',
      'sample-wang,2026,5,1\nsample-wang,2027,5,1',
      ['3 comp duplicate'],
    ],
  ])('%s', async (_, lines, wanted) => {
    const fault = await bring(lines).catch(error => error)
    expect(fault.details.map((d: { where: string; rule: string }) => `${d.where} ${d.rule}`)).toEqual(wanted)
  })
})
