import type { Answer } from './answers.ts'
import type { ApiName } from './api-names.ts'
import type { Clock } from './clock.ts'
import type { Random } from './random.ts'

/** What may go wrong. `accept` = it is done all the same, only the caller does not hear of it. */
export type Fault =
  | { kind: 'answer'; answer: Answer; accept?: boolean }
  | { kind: 'hang'; accept?: boolean }
  | { kind: 'reset'; accept?: boolean }
  | { kind: 'slow'; ms: number }
  | { kind: 'partial'; invalid: string[]; flowControlled: string[] }
  | { kind: 'undelivered'; errorMsg: string }
  | { kind: 'spoil'; how: Spoiled }

/** How a pushed frame may be spoiled; `lost` = sent by DingTalk, never seen by the client. */
export type Spoiled = 'malformed' | 'binary' | 'unknownType' | 'missingData' | 'lost'

/** When an order holds. Nothing given = once. Several given = all of them must allow it. */
export interface Scope {
  /** The next N calls. */
  times?: number
  /** Until so many milliseconds of the fake's clock have passed. */
  forMs?: number
  /** 0 to 1, drawn from the seeded generator. */
  probability?: number
  /** Only calls whose body, or pushes whose data, contain this text. */
  containing?: string
}

export interface Order {
  readonly api: ApiName
  readonly hits: number
  /** Takes the order back. */
  lift(): void
}

export interface Faults {
  order(api: ApiName | readonly ApiName[], fault: Fault, scope?: Scope): Order
  /** The fault for this call, and one use of it. Called by the doors. */
  next(api: ApiName, content: string | Buffer): Fault | undefined
  /** Takes every order back. */
  lift(): void
}

interface Standing extends Order {
  hits: number
  apis: readonly ApiName[]
  fault: Fault
  scope: Scope
  left: number
  until: number
}

export function createFaults(clock: Clock, random: Random): Faults {
  const orders = new Set<Standing>()
  return {
    order(api, fault, scope = {}) {
      const apis = typeof api === 'string' ? [api] : api
      const [first] = apis
      if (first === undefined) throw new Error('faults.order: name at least one API')
      const bounded = scope.forMs !== undefined || scope.probability !== undefined
      const standing: Standing = {
        api: first,
        apis,
        fault,
        scope,
        hits: 0,
        left: scope.times ?? (bounded ? Number.POSITIVE_INFINITY : 1),
        until: scope.forMs === undefined ? Number.POSITIVE_INFINITY : clock.elapsed() + scope.forMs,
        lift: () => {
          orders.delete(standing)
        },
      }
      orders.add(standing)
      return standing
    },
    next(api, content) {
      if (orders.size === 0) return undefined
      for (const order of orders) {
        if (!order.apis.includes(api)) continue
        if (clock.elapsed() >= order.until) {
          orders.delete(order)
          continue
        }
        if (order.scope.containing !== undefined && !content.includes(order.scope.containing)) continue
        if (order.scope.probability !== undefined && random.next() >= order.scope.probability) continue
        order.hits += 1
        order.left -= 1
        if (order.left <= 0) orders.delete(order)
        return order.fault
      }
      return undefined
    },
    lift() {
      orders.clear()
    },
  }
}
