import type { Outcome } from '../../kernel/channel.ts'
import type { Api } from './api.ts'
import { isRecord, listOf, recordOf } from './json.ts'

/** A DING: `app` in DingTalk, `sms` a text message, `call` the telephone; the last two cost extra. */
export type Ring = (
  userids: readonly string[],
  text: string,
  kind: 'app' | 'sms' | 'call',
) => Promise<Outcome[]>

const KINDS = {
  app: { remindType: 1, most: 200 },
  sms: { remindType: 2, most: 20 },
  call: { remindType: 3, most: 20 },
}

/** Rings people up, for the duty contact; one outcome each, in order. Never throws. */
export function ringer(api: Api, robotCode: string): Ring {
  return async (userids, text, kind) => {
    const { remindType, most } = KINDS[kind]
    const outcomes: Outcome[] = []
    for (let from = 0; from < userids.length; from += most) {
      const receiverUserIdList = userids.slice(from, from + most)
      const { verdict, answer } = await api.post('/v1.0/robot/ding/send', {
        robotCode,
        remindType,
        receiverUserIdList,
        content: text.toWellFormed(),
      })
      const failed = failedOf(recordOf(answer.body)['failedList'])
      for (const userid of receiverUserIdList) {
        if (verdict.state === 'later') outcomes.push(verdict)
        else if (verdict.state !== 'sent') outcomes.push({ state: 'never', code: verdict.code })
        else outcomes.push(failed.has(userid) ? { state: 'never', code: 'DING_FAILED' } : { state: 'sent' })
      }
    }
    return outcomes
  }
}

/** A list of ids, or an object with the ids as its names: both are in the documents. */
function failedOf(list: unknown): Set<unknown> {
  return new Set(isRecord(list) ? Object.keys(list) : listOf(list))
}
