import type { ApprovalsTable, ChainRule, When } from './table.ts'

/** Something wrong in the table, and where. */
export interface TableFault {
  readonly path: readonly (string | number)[]
  readonly what: string
}

/**
 * What the shape alone does not say: names that are not there, rules that are never reached, chains too short.
 * @param leaveKinds the kinds of `leave.yaml`
 */
export function faultsOf(table: ApprovalsTable, leaveKinds: readonly string[]): TableFault[] {
  const faults: TableFault[] = []
  for (const [kind, rules] of Object.entries(table.chains)) {
    const open = rules.findIndex(rule => rule.when === undefined)
    rules.forEach((rule, i) => {
      const path = ['chains', kind, i]
      faults.push(
        ...faultsOfRule(table, rule, kind === 'leave' ? leaveKinds : []).map(f => ({
          ...f,
          path: [...path, ...f.path],
        })),
      )
      if (open >= 0 && i > open)
        faults.push({ path, what: 'is never reached: the rule before it has no condition' })
    })
    if (open < 0)
      faults.push({ path: ['chains', kind], what: 'the last rule must have no condition (no “when”)' })
  }
  for (const [band, ranks] of Object.entries(table.bands))
    ranks.forEach((rank, i) => {
      const other = Object.entries(table.bands).find(([name, all]) => name !== band && all.includes(rank))
      if (other && other[0] < band)
        faults.push({ path: ['bands', band, i], what: `“${rank}” stands in ${other[0]} too` })
    })
  return faults
}

/** Names in a condition that are not there. @param kinds those that there are */
export function faultsOfWhen(
  { bands }: Pick<ApprovalsTable, 'bands'>,
  when: When,
  kinds: readonly string[],
): TableFault[] {
  const faults: TableFault[] = []
  when.bands?.forEach((band, i) => {
    if (!(band in bands))
      faults.push({
        path: ['bands', i],
        what: `there is no band “${band}”; there are ${Object.keys(bands).join(', ')}`,
      })
  })
  when.kinds?.forEach((kind, i) => {
    if (!kinds.includes(kind))
      faults.push({
        path: ['kinds', i],
        what: `there is no kind “${kind}”; there are ${kinds.join(', ') || 'none here'}`,
      })
  })
  return faults
}

function faultsOfRule(table: ApprovalsTable, rule: ChainRule, kinds: readonly string[]): TableFault[] {
  const faults = faultsOfWhen(table, rule.when ?? {}, kinds).map(({ path, what }) => ({
    path: ['when', ...path],
    what,
  }))
  if (rule.when && Object.keys(rule.when).length === 0)
    faults.push({ path: ['when'], what: 'an empty condition fits nothing or everything: leave “when” out' })
  if (rule.approve[0] === 'above')
    faults.push({
      path: ['approve', 0],
      what: '“above” is the superior of the one before, and there is none: say supervisor',
    })
  if ((rule.least ?? 1) > rule.approve.length)
    faults.push({ path: ['least'], what: `no more than ${rule.approve.length} can decide by this rule` })
  return faults
}
