import { areas } from '../../src/areas.ts'
import { localDate } from '../../src/kernel/clock.ts'
import { idOf, type Talk } from './talk.ts'

/** Thrown where the caller has none of the roles a route asks for: the server would answer 403. */
export class NoRole extends Error {}

/**
 * Calls a route of the admin API as a person, without a server: `call(talk, 'chenjing', 'GET', '/help')`. What
 * follows from it is done before this resolves.
 */
export async function call<T = unknown>(
  talk: Talk,
  who: string,
  method: string,
  path: string,
  input: { body?: unknown; query?: unknown } = {},
): Promise<T> {
  const { storage, directory, tools, road } = talk.program
  const actor = await storage.read(tx => directory.byUserid(tx, idOf(who)))
  if (!actor) throw new Error(`${who} is not on the roster`)
  for (const route of areas.flatMap(area => area.routes)) {
    const params = route.method === method ? match(route.path, path) : null
    if (!params) continue
    if (!route.roles.some(role => actor.roles.includes(role))) throw new NoRole(path)
    const now = talk.now()
    const given = { actor, params, query: input.query ?? {}, body: input.body }
    const services = { storage, tools, road }
    const answer = await route.handle({ ...given, now, today: localDate(now, tools.zone), services } as never)
    await talk.settled()
    return answer as T
  }
  throw new Error(`there is no route ${method} ${path}`)
}

function match(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = given[i] ?? ''
    else if (part !== given[i]) return null
  }
  return params
}
