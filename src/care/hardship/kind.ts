import { formatDate } from '../../dialogue/format.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { ApplicationKind } from '../applications/kind.ts'
import { eraseForm } from './form.ts'
import { dueOf, watchDue } from './jobs.ts'
import { askOfficer } from './notices.ts'
import { firstAgreed } from './store.ts'

/** What becomes of a hardship request: an officer checks it, a leader decides; the person hears of each step. */
export const hardshipKind: ApplicationKind = {
  kind: 'hardship',
  quiet: true,

  /** The hardship of a household is its money, and more often than not somebody's illness. */
  topics: async () => ['money', 'health'],

  /** That it is one, and nothing of what it says: not even its category or its sum. */
  async brief({ tx, tools, person }, application) {
    if (application.person === person.id || application.author !== person.id)
      return tools.text('hardship_brief')
    const whom = await tools.directory.byId(tx, application.person)
    return tools.text('hardship_brief_for', { name: whom?.name ?? '' })
  },

  /** Whoever pays from the fund; and nobody before the person has agreed that it was written. */
  mayKnow: (actor, { step }) => step >= 1 && actor.roles.includes('fund'),

  async ask(telling, { no, step }, { to, first }) {
    const { tx, tools, today, push } = telling
    await watchDue(telling, no, step)
    if (first)
      return askOfficer(push, to, { no, step, due: formatDate(dueOf(telling), tools.words(), today) })
    const officer = await officerOf({ tx, tools }, no)
    const values = { no, officer: officer ? titleOf(officer) : '' }
    await push(to, 'hardship_to_decide', { key: `decide/${no}/${step}`, values })
  },

  async passedOn({ person, push }, { no, step }, applicant, next) {
    const values = { no, officer: titleOf(person), second: titleOf(next) }
    await push(applicant, 'hardship_checked', { key: `checked/${no}/${step}`, values })
  },

  async approved(context, { no }, applicant, by) {
    const { push } = context
    const officer = await officerOf(context, no)
    await push(applicant, 'hardship_approved', {
      key: `approved/${no}`,
      values: { no, leader: by, officer: officer ? titleOf(officer) : '' },
    })
    if (officer) await push(officer, 'hardship_to_pay', { key: `pay/${no}`, values: { no } })
  },

  async refused(context, { no }, applicant, { reason, by }) {
    const values = { no, approver: by, reason }
    await context.push(applicant, 'hardship_refused', { key: `refused/${no}`, values })
  },

  /** Money that was granted is not given back by a word in the chat. */
  mayWithdraw: async () => false,

  /** With the request the consent is withdrawn: what was written is erased (个人信息保护法 art. 15, 47). */
  async withdrawn({ tx, tools }, application) {
    await eraseForm(tx, tools, application)
    return tools.text('hardship_erased')
  },
}

async function officerOf({ tx, tools }: Pick<CareContext, 'tx' | 'tools'>, no: string) {
  const id = await firstAgreed(tx, no)
  return id ? tools.directory.byId(tx, id) : null
}
