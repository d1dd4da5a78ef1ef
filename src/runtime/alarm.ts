import type { AlertCode } from '../kernel/alerts.ts'
import type { Tx } from '../storage/storage.ts'
import { raiseAlert } from './alerts.ts'
import { type PushParts, pusher } from './push.ts'

/** Opens an alert; a new one is also pushed to the administrators, as a code and nothing else. */
export type Alarm = (tx: Tx, code: AlertCode, about: string, now: number) => Promise<void>

export function openAlarm(parts: PushParts): Alarm {
  return async (tx, code, about, now) => {
    if (!(await raiseAlert(tx, code, about, now))) return
    const push = pusher(tx, now, parts)
    for (const admin of await parts.directory.withRole(tx, 'admin'))
      await push(admin, 'alert', { key: `alert/${code}/${about}/${now}`, values: { code } })
  }
}
