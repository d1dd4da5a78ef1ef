import type { Clock } from '../kernel/clock.ts'
import type { Program } from '../main.ts'
import { closeAlerts } from '../runtime/alerts.ts'
import type { Log } from '../runtime/log.ts'
import type { Hooks } from './channels.ts'

/** What channels report is kept as alerts, pushed to the administrators, and closed once a channel says it is over. */
export function alertHooks(
  { storage, road }: Pick<Program, 'storage' | 'road'>,
  clock: Clock,
  log: Log,
): Pick<Hooks, 'alert' | 'over'> {
  return {
    alert: (code, about) =>
      void storage
        .transaction(tx => road.alarm(tx, code, about, clock.now()))
        .catch(() => log.error({ code }, 'alert.not_kept')),
    over: codes =>
      void storage
        .transaction(tx => closeAlerts(tx, codes, clock.now()))
        .catch(() => log.error({ codes }, 'alert.not_closed')),
  }
}
