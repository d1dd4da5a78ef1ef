import type { Message } from '../../kernel/channel.ts'
import type { Api } from './api.ts'
import { templateOf } from './encode.ts'
import { listOf, recordOf } from './json.ts'
import { SENT, type Verdict } from './verdict.ts'

/** Most people of one call; the text of DingTalk's error still says 100. */
export const PEOPLE_AT_ONCE = 20

/** One message to up to twenty people; a verdict for each, in order. */
export type Batch = (message: Message, userids: readonly string[]) => Promise<Verdict[]>

export function batchSend(api: Api, robotCode: string): Batch {
  return async function send(message, userids): Promise<Verdict[]> {
    const { verdict, answer } = await api.post('/v1.0/robot/oToMessages/batchSend', {
      robotCode,
      userIds: [...new Set(userids)],
      ...templateOf(message),
    })
    if (verdict.state === 'never' && userids.length > 1 && ABOUT_PEOPLE.test(verdict.code)) {
      // One id spoils the call for all: halves find out whose it is.
      const half = Math.ceil(userids.length / 2)
      return [...(await send(message, userids.slice(0, half))), ...(await send(message, userids.slice(half)))]
    }
    if (verdict.state !== 'sent') return userids.map(() => verdict)
    const { invalidStaffIdList, flowControlledStaffIdList } = recordOf(answer.body)
    const invalid = new Set(listOf(invalidStaffIdList))
    const slowed = new Set(listOf(flowControlledStaffIdList))
    return userids.map(userid => (invalid.has(userid) ? UNKNOWN : slowed.has(userid) ? SLOWED : SENT))
  }
}

const ABOUT_PEOPLE = /staffId|userId/i
const UNKNOWN: Verdict = { state: 'never', code: 'INVALID_STAFF' }
const SLOWED: Verdict = { state: 'later', code: 'FLOW_CONTROLLED', wait: 60_000 }
