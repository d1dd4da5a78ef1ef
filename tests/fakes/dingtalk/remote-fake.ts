import type { ApiName } from './api-names.ts'
import { CONTROL } from './control.ts'
import type { Fault, Scope } from './faults.ts'
import { isJson, type Json, parse } from './json.ts'
import type { LoadOptions } from './load.ts'

/** The fake in another process, by its control door. */
export interface RemoteFake {
  base: string
  /** Any command of `commands.ts`; its value, or an error in the fake's words. */
  ask(command: string, asked?: Json): Promise<unknown>
  say(userid: string, said: string | Json, options?: Json): Promise<unknown>
  tap(userid: string, title: string): Promise<unknown>
  waitFor(to: string, text?: string, timeoutMs?: number): Promise<Json>
  inbox(to: string): Promise<Json[]>
  order(api: ApiName | ApiName[], fault: Fault | string, scope?: Scope): Promise<unknown>
  load(options: Omit<LoadOptions, 'nextText' | 'userid'> & { script?: string[] }): Promise<Json>
  report(): Promise<Json>
}

export function remoteFake(base: string): RemoteFake {
  const ask = async (command: string, asked: Json = {}): Promise<unknown> => {
    const response = await fetch(`${base}${CONTROL}${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    })
    const answer = parse(await response.text())
    if (!isJson(answer)) throw new Error(`${base} is no fake DingTalk`)
    if (answer['ok'] !== true) throw new Error(String(answer['error']))
    return answer['value']
  }
  const askObject = async (command: string, asked?: Json): Promise<Json> => {
    const value = await ask(command, asked)
    if (!isJson(value)) throw new Error(`${command} answered ${JSON.stringify(value)}`)
    return value
  }
  return {
    base,
    ask,
    say: (userid, said, options = {}) => ask('say', { ...options, userid, said }),
    tap: (userid, title) => ask('tap', { userid, title }),
    waitFor: (to, text, timeoutMs) =>
      askObject('waitFor', {
        to,
        ...(text !== undefined && { text }),
        ...(timeoutMs !== undefined && { timeoutMs }),
      }),
    async inbox(to) {
      const value = await ask('inbox', { to })
      return Array.isArray(value) ? value.filter(isJson) : []
    },
    order: (api, fault, scope = {}) => ask('order', { api, fault, scope }),
    load: options => askObject('load', { ...options }),
    report: () => askObject('report'),
  }
}
