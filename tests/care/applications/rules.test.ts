import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  type ApprovalsTable,
  type Asked,
  type Circle,
  chainFor,
  faultsOf,
  ruleFor,
} from '../../../src/care/applications/rules.ts'
import { HOME } from '../../../src/main.ts'

const table = parse(readFileSync(join(HOME, 'flows/policy/approvals.yaml'), 'utf8')) as ApprovalsTable

interface P {
  id: string
  unit: string
  rank: string | null
  supervisor: string | null
  roles: readonly string[]
}

/** The sample roster in short: who is whose supervisor, and who has a role. */
const PEOPLE: Readonly<Record<string, P>> = Object.fromEntries(
  (
    [
      ['zhou', '组宣部', '正科', null, []],
      ['chenjing', '组宣部', '副科', 'zhou', ['hr', 'fund']],
      ['linyue', '组宣部', '科员', 'chenjing', []],
      ['wang', '街道办', '正科', 'zhou', []],
      ['sunli', '街道办', '副科', 'wang', []],
      ['chenyu', '街道办', '科员', 'sunli', []],
      ['zhangwei', '街道办', '科员', 'wang', []],
      ['huang', '城投公司', '中层正职', 'zhou', []],
      ['malin', '城投公司', null, 'huang', []],
    ] as const
  ).map(([id, unit, rank, supervisor, roles]) => [id, { id, unit, rank, supervisor, roles }]),
)
const of = (id: string): P => PEOPLE[id] as P

function superiors(person: P): P[] {
  const next = person.supervisor === null ? null : of(person.supervisor)
  return next ? [next, ...superiors(next)] : []
}

function circle(who: string, author = who): Circle<P> {
  return {
    applicant: of(who),
    barred: [who, author],
    superiors,
    withRole: role => Object.values(PEOPLE).filter(person => person.roles.includes(role)),
  }
}

function chain(who: string, asked: Partial<Asked>, author = who): string {
  const rule = ruleFor(
    table,
    { kind: 'leave', of: 'annual', halfDays: 2, leavesCity: false, ...asked },
    of(who).rank,
  )
  const found = chainFor(rule, circle(who, author))
  if (!found) return 'nobody'
  const copies = found.copies.map(copy => copy.id)
  return [found.approvers.map(link => link.person.id).join(' > '), ...copies.map(id => `file ${id}`)].join(
    ', ',
  )
}

// 奉节县: 1–3 working days the deputy, 4–15 the head, 16 and more 组织/人社. Leaders: the next level up, filed with 组织部.
describe('who decides a leave, by the rules shipped', () => {
  test.each<[string, string, Partial<Asked>, string]>([
    ['half a day of a clerk', 'chenyu', { halfDays: 1 }, 'sunli'],
    ['three days: the supervisor', 'chenyu', { halfDays: 6 }, 'sunli'],
    ['three days and a half: the head of the unit too', 'chenyu', { halfDays: 7 }, 'sunli > wang'],
    ['fifteen days', 'chenyu', { halfDays: 30 }, 'sunli > wang'],
    ['fifteen days and a half: HR too', 'chenyu', { halfDays: 31 }, 'sunli > wang > chenjing'],
    ['sixteen days: HR too', 'chenyu', { halfDays: 32 }, 'sunli > wang > chenjing'],
    ['whose supervisor is the head is asked once', 'zhangwei', { halfDays: 20 }, 'wang'],
    ['in a company', 'malin', { halfDays: 8 }, 'huang'],
    ['half a day of a leader', 'sunli', { halfDays: 1 }, 'wang'],
    ['a day of a leader is filed', 'sunli', { halfDays: 2 }, 'wang, file chenjing'],
    [
      'half a day of a leader outside the city is filed',
      'sunli',
      { halfDays: 1, leavesCity: true },
      'wang, file chenjing',
    ],
    [
      'abroad: the head of the unit and HR, who knows whether it was granted',
      'chenyu',
      { halfDays: 1, leavesCity: true, abroad: true },
      'sunli > wang > chenjing',
    ],
    ['a leader abroad', 'sunli', { halfDays: 2, leavesCity: true, abroad: true }, 'wang > chenjing'],
    ['the head of a unit abroad', 'wang', { halfDays: 2, leavesCity: true, abroad: true }, 'zhou > chenjing'],
    ['HR abroad', 'chenjing', { halfDays: 2, leavesCity: true, abroad: true }, 'zhou'],
    ['the head of a unit goes to the next level up', 'wang', { halfDays: 4 }, 'zhou, file chenjing'],
    ['long leave of a head', 'huang', { halfDays: 40 }, 'zhou, file chenjing'],
    ['who would be filed with about himself is not', 'chenjing', { halfDays: 4 }, 'zhou'],
    ['HR does not decide its own', 'linyue', { halfDays: 40 }, 'chenjing > zhou'],
    ['nobody is above', 'zhou', { halfDays: 2 }, 'nobody'],
  ])('%s', (_, who, asked, expected) => expect(chain(who, asked)).toBe(expected))
})

describe('who confirms overtime, and who decides hardship', () => {
  test.each<[string, string, Partial<Asked>, string, string?]>([
    ['overtime: the supervisor', 'chenyu', { kind: 'overtime' }, 'sunli'],
    ['hardship: the fund, then its superior', 'chenyu', { kind: 'hardship' }, 'chenjing > zhou'],
    ['the officer’s own goes to nobody', 'chenjing', { kind: 'hardship' }, 'nobody'],
    ['one alone cannot do both', 'zhou', { kind: 'hardship' }, 'nobody'],
    ['never the one who wrote it', 'chenyu', { kind: 'hardship' }, 'nobody', 'chenjing'],
  ])('%s', (_, who, asked, expected, author) => expect(chain(who, asked, author)).toBe(expected))

  test('an officer whose superior it is about is passed over for one who has another', () => {
    const rule = { approve: [{ roles: ['hr'] }, 'above'], least: 2 } as const
    const people = { ...circle('chenyu'), barred: ['chenyu', 'zhou'] }
    const both = [of('chenjing'), of('linyue')]
    const found = chainFor(
      { ...rule, approve: [...rule.approve].map(a => (typeof a === 'string' ? a : { roles: [...a.roles] })) },
      {
        ...people,
        withRole: () => both,
      },
    )
    expect(found?.approvers.map(link => link.person.id)).toEqual(['linyue', 'chenjing'])
  })

  test('one of the applicant’s own unit comes first', () => {
    const people = { ...circle('chenyu'), withRole: () => [of('chenjing'), of('wang')] }
    const found = chainFor({ approve: [{ roles: ['hr'] }] }, people)
    expect(found?.approvers.map(link => link.person.id)).toEqual(['wang'])
  })
})

describe('a table that is not right is refused, every fault with its place', () => {
  const kinds = ['annual', 'sick']
  const faults = (leave: unknown[], bands: unknown = { leaders: ['正科'] }) =>
    faultsOf({ ...table, bands, chains: { ...table.chains, leave } } as unknown as ApprovalsTable, kinds).map(
      ({ path, what }) => `${path.join('.')}: ${what}`,
    )

  test('the table shipped is right', () => {
    expect(faultsOf(table, kinds)).toEqual([])
  })

  test.each<[string, unknown[], string]>([
    [
      'no rule for the rest',
      [{ when: { kinds: ['sick'] }, approve: ['supervisor'] }],
      'chains.leave: the last rule must have no condition (no “when”)',
    ],
    [
      'a rule that is never reached',
      [{ approve: ['supervisor'] }, { when: { kinds: ['sick'] }, approve: ['supervisor'] }],
      'chains.leave.1: is never reached: the rule before it has no condition',
    ],
    [
      'a band that is not there',
      [{ when: { bands: ['bosses'] }, approve: ['supervisor'] }, { approve: ['supervisor'] }],
      'chains.leave.0.when.bands.0: there is no band “bosses”; there are leaders',
    ],
    [
      'a kind that is not there',
      [{ when: { kinds: ['holiday'] }, approve: ['supervisor'] }, { approve: ['supervisor'] }],
      'chains.leave.0.when.kinds.0: there is no kind “holiday”; there are annual, sick',
    ],
    [
      'above whom',
      [{ approve: ['above'] }],
      'chains.leave.0.approve.0: “above” is the superior of the one before, and there is none: say supervisor',
    ],
    [
      'more than there are',
      [{ approve: ['supervisor'], least: 2 }],
      'chains.leave.0.least: no more than 1 can decide by this rule',
    ],
  ])('%s', (_, leave, expected) => expect(faults(leave)).toEqual([expected]))

  test('a rank in two bands', () => {
    expect(faults([{ approve: ['supervisor'] }], { a: ['正科'], b: ['正科'] })).toEqual([
      'bands.b.0: “正科” stands in a too',
    ])
  })

  test('all at once', () => {
    expect(faults([{ when: { bands: ['x'] }, approve: ['above'], least: 3 }])).toHaveLength(4)
  })
})
