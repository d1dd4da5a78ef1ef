import type { Route } from './route.ts'

export interface Match {
  route: Route
  params: Record<string, string>
}

export type Router = (method: string, path: string) => Match | undefined

const NONE: Record<string, string> = {}

/** Finds the route of a request: fixed paths by one look-up, those with `{names}` one after another. */
export function createRouter(routes: readonly Route[]): Router {
  const fixed = new Map<string, Match>()
  const open: { route: Route; segments: string[] }[] = []
  for (const route of routes) {
    if (route.path.includes('{')) open.push({ route, segments: route.path.split('/') })
    else fixed.set(`${route.method} ${route.path}`, { route, params: NONE })
  }
  return (method, path) => {
    const known = fixed.get(`${method} ${path}`)
    if (known !== undefined) return known
    const segments = path.split('/')
    for (const candidate of open) {
      const params = candidate.route.method === method ? paramsOf(candidate.segments, segments) : undefined
      if (params !== undefined) return { route: candidate.route, params }
    }
    return undefined
  }
}

function paramsOf(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== path.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, part] of pattern.entries()) {
    const given = path[at] ?? ''
    if (part.startsWith('{')) params[part.slice(1, -1)] = decode(given)
    else if (part !== given) return undefined
  }
  return params
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
