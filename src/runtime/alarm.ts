import type { AlertCode } from '../kernel/alerts.ts'
import type { Tx } from '../storage/storage.ts'
import { raiseAlert } from './alerts.ts'
import { type PushParts, pusher } from './push.ts'

/** Somebody may be in danger, and nobody sees to it: said in words, at once, and of nobody. */
const DANGER: readonly AlertCode[] = ['duty_not_reached', 'duty_not_confirmed']

/** Opens an alert; a new one is also pushed to the administrators: its code, and nothing of whom it is about. */
export type Alarm = (tx: Tx, code: AlertCode, about: string, now: number) => Promise<void>

export function openAlarm(parts: PushParts): Alarm {
  return async (tx, code, about, now) => {
    if (!(await raiseAlert(tx, code, about, now))) return
    const push = pusher(tx, now, parts)
    const notice = DANGER.includes(code) ? 'alert_danger' : 'alert'
    for (const admin of await parts.directory.withRole(tx, 'admin'))
      await push(admin, notice, { key: `alert/${code}/${about}/${now}`, values: { code } })
  }
}
