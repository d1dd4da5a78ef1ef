import type { Route } from '../../runtime/route.ts'
import type { House } from '../house.ts'
import type { UploadRoute } from '../upload.ts'
import { accountRoutes } from './accounts.ts'
import { auditRoutes } from './audit.ts'
import { departureRoutes } from './departures.ts'
import { flowRoutes } from './flows.ts'
import { peopleRoutes } from './people.ts'
import { quotaRoutes } from './quota.ts'
import { readerRoutes } from './readers.ts'
import { reportRoutes } from './reports.ts'
import { settingRoutes } from './settings.ts'
import { troubleRoutes } from './trouble.ts'
import { wechatRoutes } from './wechat.ts'

/** The server's own routes, beside those of the care areas. */
export function ownRoutes(house: House): (Route | UploadRoute)[] {
  return [
    ...accountRoutes(house),
    ...peopleRoutes(house),
    ...departureRoutes(house),
    ...reportRoutes(house),
    ...readerRoutes,
    ...settingRoutes(house),
    ...troubleRoutes,
    ...quotaRoutes,
    ...flowRoutes(house),
    ...wechatRoutes(house),
    ...auditRoutes,
  ]
}
