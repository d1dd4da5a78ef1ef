import type { ApprovalsTable, ChainRule } from './table.ts'

/** What a rule looks at. */
export interface Asked {
  kind: keyof ApprovalsTable['chains']
  /** The kind of leave; '' where there is none. */
  of: string
  /** Length in half-days, counted as the kind counts; 0 where it has none. */
  halfDays: number
  leavesCity: boolean
  /** He leaves the country or the border behind (因私出国、出境); left out: no. */
  abroad?: boolean
  /** Its own rule leaves something of it to HR (leave.yaml), who decides after everybody else. */
  forHr?: boolean
}

/** The first rule that fits. @param rank of who asks, as in the roster */
export function ruleFor(table: ApprovalsTable, asked: Asked, rank: string | null): ChainRule {
  const rule = table.chains[asked.kind].find(
    ({ when }) => when === undefined || fits(table, when, asked, rank),
  )
  if (!rule)
    throw new Error(`No rule of approvals.yaml fits ${asked.kind}; the loader should have refused it.`)
  return rule
}

/** Whether it matters for who decides, or with whom it is filed, that somebody leaves the city. */
export function dependsOnCity(
  table: ApprovalsTable,
  asked: Omit<Asked, 'leavesCity'>,
  rank: string | null,
): boolean {
  const [out, here] = [true, false].map(leavesCity => ruleFor(table, { ...asked, leavesCity }, rank))
  return out !== here
}

/** Whether a request is of those that a condition names. @param rank of who asks, as in the roster */
export function fits(
  { bands }: Pick<ApprovalsTable, 'bands'>,
  when: NonNullable<ChainRule['when']>,
  { of, halfDays, leavesCity, abroad = false }: Asked,
  rank: string | null,
): boolean {
  if (when.bands && !when.bands.some(band => rank !== null && bands[band]?.includes(rank))) return false
  if (when.kinds && !when.kinds.includes(of)) return false
  if (when.more_than_half_days !== undefined && halfDays <= when.more_than_half_days) return false
  if (when.abroad !== undefined && when.abroad !== abroad) return false
  return when.leaves_city === undefined || when.leaves_city === leavesCity
}
