import type { Static, TSchema } from 'typebox'
import type { Person, Role } from '../kernel/person.ts'
import type { Storage } from '../storage/storage.ts'
import type { Tools } from './context.ts'
import type { Road } from './road.ts'

/**
 * One route of the admin API, as a value: who may call it, what it takes and gives. Mounted by `admin/`, which
 * denies everything that no route allows.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/api/v1`, for example `/applications/:no`. */
  readonly path: string
  readonly summary: string
  /** Roles that may call it; `staff` = everybody signed in. */
  readonly roles: readonly Role[]
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  readonly returns: TSchema
  /** Name of the audit line; null where nothing personal is seen or changed. */
  readonly audit: string | null
  handle(call: Call<unknown, unknown, unknown>): Promise<unknown>
}

export interface Call<P, Q, B> {
  readonly actor: Person
  readonly params: P
  readonly query: Q
  readonly body: B
  /** ms UTC. */
  readonly now: number
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly services: Services
}

/** What routes work with. */
export interface Services {
  readonly storage: Storage
  readonly tools: Tools
  readonly road: Road
}

/** A call by the schemas of its route. Invariant: to work that out from what schemas are costs the compiler seconds. */
interface CallOf<in out P, in out Q, in out B> extends Call<In<P>, In<Q>, In<B>> {}

type In<S> = S extends TSchema ? Static<S> : Record<string, never>

/** Declares a route; what it takes is typed by its schemas. */
export function route<
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(
  about: Omit<Route, 'handle' | 'params' | 'query' | 'body'> & { params?: P; query?: Q; body?: B },
  handle: (call: CallOf<P, Q, B>) => Promise<unknown>,
): Route {
  return { ...about, handle: call => handle(call as CallOf<P, Q, B>) } as Route
}
