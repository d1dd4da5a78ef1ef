import { WECHAT } from '../../kernel/channel.ts'
import { Fault, Refusal } from '../../kernel/faults.ts'
import { inGroups } from '../../kernel/ids.ts'
import { effect, type Job, lookup } from '../../runtime/declare.ts'
import { CODE_LIFE } from './rules.ts'
import { type Binding, bindingOf, endCode, makeCode, unbind } from './store.ts'

/** Unbinds once the answer has been sent, which may have to go to the very contact: `<how> <person> <at> <contact>`. */
export const UNBIND = 'wechat.unbind'
/** Where the answer cannot be sent it is done all the same, so long after, ms. */
const AT_THE_LATEST = 60_000

export const wechatLookups = {
  wechat: lookup(
    { with: {}, returns: { on: 'yes_no', bound: 'yes_no', free: 'yes_no' } },
    async ({ tx, tools, person }) => {
      const bound = (await bindingOf(tx, person.id)) !== null
      return { on: tools.channels.has(WECHAT), bound, free: !bound }
    },
  ),
}

export const wechatEffects = {
  /** A code for the person himself. */
  'wechat.code': effect(
    { with: {}, result: { code: 'text', minutes: 'number' }, refusals: { many: [] } },
    async ({ tx, person, now }) => {
      try {
        const { code } = await makeCode(tx, person.id, person.id, now)
        return { code: inGroups(code), minutes: CODE_LIFE / 60_000 }
      } catch (error) {
        if (error instanceof Fault && error.code === 'TOO_MANY_REQUESTS') throw new Refusal('many')
        throw error
      }
    },
  ),

  'wechat.unbind': effect(
    { with: {}, result: {}, refusals: { none: [] } },
    async ({ tx, person, now, whenSaid, later }) => {
      const bound = await bindingOf(tx, person.id)
      if (!bound) throw new Refusal('none')
      await endCode(tx, person.id)
      whenSaid({ job: UNBIND, about: aboutOf(bound) })
      await later(UNBIND, `later ${aboutOf(bound)}`, now + AT_THE_LATEST)
      return {}
    },
  ),
}

/** That very binding and no other: whoever has bound himself anew meanwhile stays bound. */
export const unbindNow: Job = async ({ tx, now, tools }, about) => {
  const [, person = '', at, ...contact] = about.split(' ')
  const only = { person, at: Number(at), contact: contact.join(' ') }
  if ((await unbind(tx, only, person, now)) !== null)
    tx.afterCommit(() => tools.directory.bound(only.contact, null))
}

function aboutOf({ person, at, contact }: Binding): string {
  return `${person} ${at} ${contact}`
}
