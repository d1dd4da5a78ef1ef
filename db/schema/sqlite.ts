import type { Columns } from './columns.ts'
import { sqliteColumns } from './columns.ts'
import { allTables } from './tables.ts'

// For drizzle-kit, which wants each table exported by name.
export const {
  inbox,
  dialogue,
  outbox,
  piece,
  bulk,
  timer,
  dataKey,
  quota,
  alert,
  person,
  setting,
  reader,
  account,
  session,
  audit,
  counter,
  application,
  decision,
  attachment,
  leave,
  overtime,
  ledger,
  concern,
  caseFile,
  caseKey,
  caseMessage,
  caseLink,
  caseReply,
  campaign,
  invitation,
  helpRequest,
  helpMessage,
} = allTables(sqliteColumns as unknown as Columns)
