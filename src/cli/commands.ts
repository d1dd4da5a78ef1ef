import { assess } from './assess.ts'
import { auditVerify } from './audit.ts'
import { backup } from './backup.ts'
import { calendarImport, calendarSet } from './calendar.ts'
import { chat } from './chat.ts'
import type { Command } from './command.ts'
import { doctor } from './doctor.ts'
import { flowsCheck, flowsExport } from './flows.ts'
import { leave } from './leave.ts'
import { masterKeyForget, masterKeyRotate } from './master-key.ts'
import { balancesImport, peopleImport } from './people.ts'
import { restore } from './restore.ts'
import { start } from './start.ts'
import { understand } from './understand.ts'
import { dutySet, readersAdd, userAdd } from './users.ts'

/** Every command, in the order of the overview. */
export const commands: readonly Command[] = [
  start,
  chat,
  doctor,
  peopleImport,
  balancesImport,
  calendarImport,
  calendarSet,
  userAdd,
  readersAdd,
  dutySet,
  flowsCheck,
  flowsExport,
  understand,
  assess,
  leave,
  auditVerify,
  masterKeyRotate,
  masterKeyForget,
  backup,
  restore,
]
