import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { ApplicationKind } from '../applications/kind.ts'
import { eraseForm } from './form.ts'
import { watchDue } from './jobs.ts'
import { leaderOf } from './officers.ts'
import { agreedBy } from './store.ts'

/** What becomes of a hardship request: an officer checks it, a leader decides; the person hears of each step. */
export const hardshipKind: ApplicationKind = {
  kind: 'hardship',
  quiet: true,

  /** That it is one, and nothing of what it says: not even its category or its sum. */
  async brief({ tx, tools, person }, application) {
    if (application.person === person.id || application.author !== person.id)
      return tools.text('hardship_brief')
    const whom = await tools.directory.byId(tx, application.person)
    return tools.text('hardship_brief_for', { name: whom?.name ?? '' })
  },

  /** Whoever pays from the fund; and nobody before the person has agreed that it was written. */
  mayKnow: (actor, { step }) => step >= 1 && actor.roles.includes('fund'),

  async agreed(context, application, applicant) {
    const { tx, tools, person, push } = context
    const { no } = application
    if (application.step === 1) {
      const leader = await leaderOf(tx, tools.directory, person, [application.person, application.author])
      if (!leader) throw new Refusal('no_leader')
      await push(leader, 'hardship_to_decide', {
        key: `decide/${no}/2`,
        values: { no, officer: titleOf(person) },
      })
      await push(applicant, 'hardship_checked', {
        key: `checked/${no}`,
        values: { no, officer: titleOf(person), second: titleOf(leader) },
      })
      await watchDue(context, no, 2)
      return leader
    }
    const officer = await officerOf(context, no)
    await push(applicant, 'hardship_approved', {
      key: `approved/${no}`,
      values: { no, leader: titleOf(person), officer: officer ? titleOf(officer) : '' },
    })
    if (officer) await push(officer, 'hardship_to_pay', { key: `pay/${no}`, values: { no } })
    return null
  },

  async refused(context, { no }, applicant, reason) {
    await context.push(applicant, 'hardship_refused', {
      key: `refused/${no}`,
      values: { no, approver: titleOf(context.person), reason },
    })
  },

  /** Money that was granted is not given back by a word in the chat. */
  mayWithdraw: async () => false,

  /** With the request the consent is withdrawn: what was written is erased (个人信息保护法 art. 15, 47). */
  async withdrawn({ tx, tools }, application) {
    await eraseForm(tx, tools, application)
    return tools.text('hardship_erased')
  },
}

async function officerOf({ tx, tools }: Parameters<ApplicationKind['agreed']>[0], no: string) {
  const id = await agreedBy(tx, no, 1)
  return id ? tools.directory.byId(tx, id) : null
}
