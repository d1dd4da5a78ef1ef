import { randomUUID } from 'node:crypto'
import { type Answer, apiError, json, oapi, oapiError } from './answers.ts'
import type { App } from './app.ts'
import type { Clock } from './clock.ts'
import type { Route } from './route.ts'
import type { World } from './world.ts'

interface Issued {
  app: App
  /** Whose token it is; empty for the app's own. */
  userid: string
  until: number
}

export interface Tokens {
  /** The app's token: the same one as long as it lives. */
  issue(app: App): { token: string; seconds: number }
  /** The token of a person who signed in. */
  issueTo(app: App, userid: string): string
  holder(token: string): { app: App; userid: string } | undefined
  /** All tokens are void from now on, as after a change of the secret. */
  expire(): void
}

export function createTokens(clock: Clock, ttlMs: number): Tokens {
  const issued = new Map<string, Issued>()
  const mint = (app: App, userid: string) => {
    const token = randomUUID().replaceAll('-', '')
    issued.set(token, { app, userid, until: clock.elapsed() + ttlMs })
    return token
  }
  return {
    issue(app) {
      for (const [token, one] of issued) {
        const left = one.until - clock.elapsed()
        if (one.app === app && one.userid === '' && left > 0)
          return { token, seconds: Math.ceil(left / 1000) }
      }
      return { token: mint(app, ''), seconds: Math.ceil(ttlMs / 1000) }
    },
    issueTo: mint,
    holder(token) {
      const one = issued.get(token)
      return one !== undefined && one.until > clock.elapsed() ? one : undefined
    },
    expire() {
      issued.clear()
    },
  }
}

/** The three ways to the same token: new, newer, and legacy. */
export function tokenRoutes(world: World): Route[] {
  const appFor = (id: unknown, secret: unknown) =>
    world.settings.apps.find(app => app.clientId === id && app.clientSecret === secret)
  const badSecret = (): Answer => apiError(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret')
  return [
    {
      api: 'accessToken',
      method: 'POST',
      path: '/v1.0/oauth2/accessToken',
      road: 'none',
      answer({ json: body }) {
        const app = appFor(body['appKey'], body['appSecret'])
        if (app === undefined) return badSecret()
        const { token, seconds } = world.tokens.issue(app)
        return json({ accessToken: token, expireIn: seconds })
      },
    },
    {
      api: 'corpToken',
      method: 'POST',
      path: '/v1.0/oauth2/{corpId}/token',
      road: 'none',
      answer({ json: body, params }) {
        const app = appFor(body['client_id'], body['client_secret'])
        if (app === undefined || app.corpId !== params['corpId']) return badSecret()
        if (body['grant_type'] !== 'client_credentials')
          return apiError(400, 'invalidGrantType', 'grant_type')
        const { token, seconds } = world.tokens.issue(app)
        return json({ access_token: token, expires_in: seconds })
      },
    },
    {
      api: 'gettoken',
      method: 'GET',
      path: '/gettoken',
      road: 'none',
      answer({ query }) {
        const app = appFor(query.get('appkey'), query.get('appsecret'))
        if (app === undefined) return oapiError(40089, '不合法的corpid或corpsecret')
        const { token, seconds } = world.tokens.issue(app)
        return oapi({ access_token: token, expires_in: seconds })
      },
    },
  ]
}
