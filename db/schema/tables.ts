import { careTables } from './care.ts'
import { caseTables } from './cases.ts'
import type { Columns } from './columns.ts'
import { contactTables } from './contacts.ts'
import { leaveLifeTables } from './leave-life.ts'
import { lifeTables } from './life.ts'
import { peopleTables } from './people.ts'
import { requestTables } from './requests.ts'
import { roadTables } from './road.ts'

/** Every table of the product, for one engine's kit. */
export const allTables = (c: Columns) => ({
  ...roadTables(c),
  ...peopleTables(c),
  ...contactTables(c),
  ...requestTables(c),
  ...careTables(c),
  ...leaveLifeTables(c),
  ...caseTables(c),
  ...lifeTables(c),
})

export type Tables = ReturnType<typeof allTables>
