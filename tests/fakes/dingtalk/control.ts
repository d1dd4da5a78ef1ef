import { json } from './answers.ts'
import { commandsOf } from './commands.ts'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { isJson, parse } from './json.ts'
import { type Aside, readBody, write } from './server.ts'

export const CONTROL = '/_control/'

/**
 * The fake's own door, for a test or a bench in another process: `POST /_control/<command>` with a JSON object,
 * answered `{ok: true, value}` or `{ok: false, error}`. Only from this machine, and only as JSON, so that no
 * web page can knock. `GET /_control/` lists the commands.
 */
export function controlAside(fake: FakeDingTalk): Aside {
  const commands = commandsOf(fake)
  return (request, response, path) => {
    if (!path.startsWith(CONTROL)) return false
    const refuse = (status: number, error: string) => write(response, json({ ok: false, error }, status))
    if (!isLoopback(request.socket.remoteAddress)) {
      refuse(403, 'only from this machine')
      return true
    }
    const name = path.slice(CONTROL.length)
    if (request.method === 'GET' && name === '') {
      write(response, json({ ok: true, value: Object.keys(commands) }))
      return true
    }
    readBody(request, body => {
      const command = Object.hasOwn(commands, name) ? commands[name] : undefined
      if (command === undefined) return refuse(404, `no command "${name}"; GET ${CONTROL} lists them`)
      const asked = body.length === 0 ? {} : parse(body.toString())
      if (!isJson(asked)) return refuse(400, 'the body is no JSON object')
      if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
        return refuse(415, 'content-type: application/json')
      }
      Promise.try(command, asked).then(
        value => write(response, json({ ok: true, value: value ?? null })),
        error => refuse(400, error instanceof Error ? error.message : String(error)),
      )
    })
    return true
  }
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address)
}
