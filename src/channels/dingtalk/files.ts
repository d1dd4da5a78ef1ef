import { Fault } from '../../kernel/faults.ts'
import { pause, type Timers } from '../common/timers.ts'
import type { Api } from './api.ts'
import type { Http } from './http.ts'
import { recordOf, textOf } from './json.ts'

export interface FileParts {
  readonly api: Api
  readonly http: Http
  readonly timers: Timers
  readonly robotCode: string
}

/** Larger ones are refused, not fetched: they would stand in memory whole. */
export const LARGEST_FILE = 25_000_000
const TRIES = 3
const PAUSE = 1_000
const FETCH_LIMIT = 60_000

/**
 * Fetches what somebody sent: a download code is changed into an address, which is good for some minutes only.
 * @throws Fault PLATFORM_REFUSED
 */
export function fileFetcher({
  api,
  http,
  timers,
  robotCode,
}: FileParts): (ref: string) => Promise<Uint8Array> {
  return async downloadCode => {
    let reason = ''
    for (let tries = 1; tries <= TRIES; tries++) {
      if (tries > 1) await pause(timers, PAUSE)
      const { verdict, answer } = await api.post('/v1.0/robot/messageFiles/download', {
        downloadCode,
        robotCode,
      })
      if (verdict.state === 'later') {
        reason = verdict.code
        continue
      }
      const url = textOf(recordOf(answer.body)['downloadUrl'])
      if (verdict.state !== 'sent' || url === '') throw refused('code' in verdict ? verdict.code : 'NO_URL')
      const { status, what, bytes } = await http.call({
        method: 'GET',
        url,
        timeout: FETCH_LIMIT,
        limit: LARGEST_FILE,
      })
      if (status === 200) return bytes
      reason = status === 0 ? what : `HTTP_${status}`
      if (what === 'TOO_LARGE') break
    }
    throw refused(reason)
  }
}

function refused(reason: string): Fault {
  return new Fault('PLATFORM_REFUSED', {
    details: [{ where: 'file', rule: 'problem', values: { value: reason } }],
  })
}
