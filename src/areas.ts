import { applicationsArea } from './care/applications/index.ts'
import { awayArea } from './care/away/index.ts'
import { awayKind } from './care/away/kind.ts'
import { calendarArea } from './care/calendar/index.ts'
import { encourageArea } from './care/encourage/index.ts'
import { formsArea } from './care/forms/index.ts'
import { hardshipArea } from './care/hardship/index.ts'
import { hardshipKind } from './care/hardship/kind.ts'
import { healthArea } from './care/health/index.ts'
import { heartArea } from './care/heart/index.ts'
import { helpArea } from './care/help/index.ts'
import { leaveArea } from './care/leave/index.ts'
import { leaveKind } from './care/leave/kind.ts'
import { lifeArea } from './care/life/index.ts'
import { overtimeArea } from './care/overtime/index.ts'
import { overtimeKind } from './care/overtime/kind.ts'
import { peopleArea } from './care/people/index.ts'
import { safetyArea } from './care/safety/index.ts'
import { wechatArea } from './care/wechat/index.ts'
import type { CareArea } from './runtime/care-area.ts'

const REQUESTS = [leaveKind, overtimeKind, hardshipKind, awayKind]

/** The product's substance. Adding an area = a folder, a flow file, one line here. */
export const areas: readonly CareArea[] = [
  applicationsArea(REQUESTS),
  formsArea(REQUESTS),
  leaveArea,
  awayArea,
  overtimeArea,
  encourageArea,
  heartArea,
  safetyArea,
  healthArea,
  hardshipArea,
  helpArea,
  peopleArea,
  calendarArea,
  lifeArea,
  wechatArea,
]
