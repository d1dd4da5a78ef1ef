import { randomUUID } from 'node:crypto'
import { type Answer, apiError, html, json, oapi, oapiError } from './answers.ts'
import type { Clock } from './clock.ts'
import { filled, text } from './json.ts'
import type { Route } from './route.ts'
import type { World } from './world.ts'

/** Codes that stand for a person for five minutes, once. */
export interface Codes {
  /** What the sign-in page of a browser brings back as `authCode`. */
  web(userid: string): string
  /** What `dd.requestAuthCode` gives a page inside DingTalk. */
  inApp(userid: string): string
  redeem(kind: 'web' | 'inApp', code: unknown): string | undefined
}

const TTL_MS = 5 * 60_000

export function createCodes(clock: Clock): Codes {
  const codes = new Map<string, { kind: string; userid: string; until: number }>()
  const mint = (kind: string) => (userid: string) => {
    const code = randomUUID().replaceAll('-', '')
    codes.set(code, { kind, userid, until: clock.elapsed() + TTL_MS })
    return code
  }
  return {
    web: mint('web'),
    inApp: mint('inApp'),
    redeem(kind, code) {
      const found = typeof code === 'string' ? codes.get(code) : undefined
      if (typeof code !== 'string' || found?.kind !== kind) return undefined
      codes.delete(code)
      return clock.elapsed() < found.until ? found.userid : undefined
    },
  }
}

/** Sign-in on the web (OAuth) and inside DingTalk (H5). */
export function signInRoutes(world: World): Route[] {
  const { people, codes, tokens, settings } = world
  return [
    {
      api: 'userAccessToken',
      method: 'POST',
      path: '/v1.0/oauth2/userAccessToken',
      road: 'none',
      answer({ json: body }) {
        const app = settings.apps.find(one => one.clientId === body['clientId'])
        if (app === undefined || app.clientSecret !== body['clientSecret']) {
          return apiError(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret')
        }
        if (body['grantType'] !== 'authorization_code') return apiError(400, 'invalidGrantType', 'grantType')
        const userid = codes.redeem('web', body['code'])
        if (userid === undefined) return apiError(400, 'invalidAuthCode', '无效的code')
        const accessToken = tokens.issueTo(app, userid)
        return json({
          accessToken,
          refreshToken: randomUUID(),
          expireIn: 7200,
          corpId: corpOf(userid, app.corpId),
        })
      },
    },
    {
      api: 'me',
      method: 'GET',
      path: '/v1.0/contact/users/me',
      road: 'user',
      answer({ userid }) {
        const person = people.must(userid)
        return json({ nick: person.name, avatarUrl: '', openId: person.openid, unionId: person.unionid })
      },
    },
    {
      api: 'userInfo',
      method: 'POST',
      path: '/topapi/v2/user/getuserinfo',
      road: 'oapi',
      answer({ json: body }) {
        const person = people.get(codes.redeem('inApp', body['code']) ?? '')
        if (person === undefined) return oapiError(40078, '不存在的临时授权码')
        const { userid, unionid, name, admin } = person
        const result = {
          userid,
          unionid,
          name,
          sys: admin,
          sys_level: admin ? 1 : 0,
          device_id: 'sample-device',
        }
        return oapi({ result })
      },
    },
    {
      api: 'signIn',
      method: 'GET',
      path: '/oauth2/auth',
      road: 'none',
      answer: ({ query }) => signInPage(world, query),
    },
  ]

  function corpOf(userid: string, corpId: string): string {
    return people.get(userid)?.outside === true ? 'dingsampleoutside' : corpId
  }
}

/** The page at login.dingtalk.com: whoever is chosen is sent back with a code and the same state. */
function signInPage(world: World, query: URLSearchParams): Answer {
  const target = query.get('redirect_uri')
  const known = world.settings.apps.some(app => app.clientId === query.get('client_id'))
  if (!known || !filled(target) || query.get('response_type') !== 'code') return html(400, 'invalid request')
  const userid = text(query.get('as'))
  if (userid !== undefined && world.people.get(userid) !== undefined) {
    const back = new URL(target)
    const code = world.codes.web(userid)
    back.searchParams.set('authCode', code)
    back.searchParams.set('code', code)
    back.searchParams.set('state', query.get('state') ?? '')
    return { status: 302, type: 'text/plain', body: '', headers: { location: back.href } }
  }
  const links = world.people.list().map(person => {
    const href = new URLSearchParams([...query, ['as', person.userid]])
    return `<p><a href="/oauth2/auth?${href}">${person.name}</a></p>`
  })
  return { status: 200, type: 'text/html;charset=utf-8', body: links.join('\n') }
}
