import { formatValue } from '../../dialogue/format.ts'
import { titleOf } from '../../kernel/person.ts'
import { lookup } from '../../runtime/declare.ts'
import { findApplication, formOf } from '../applications/store.ts'
import type { HardshipForm } from './form.ts'
import { officersFor } from './officers.ts'
import { HARDSHIP } from './policy.ts'
import { waitingForConsent } from './store.ts'

export const hardshipLookups = {
  /** Who would see a request of mine, and who would decide it. */
  hardship_officer: lookup(
    { with: {}, returns: { found: 'yes_no', name: 'text', second: 'text', days: 'number' } },
    async ({ tx, tools, person }) => {
      const pair = await officersFor({ tx, tools }, { person, author: person })
      const days = tools.policy(HARDSHIP).answer_workdays
      return pair
        ? { found: true, name: titleOf(pair.officer), second: titleOf(pair.leader), days }
        : { found: false, name: '', second: '', days }
    },
  ),

  /** What colleagues have written for me and I have not agreed to. */
  to_consent: lookup({ with: {}, returns: 'options' }, async ({ tx, tools, person }) => {
    const options = []
    for (const { no, author } of await waitingForConsent(tx, person.id)) {
      const who = await tools.directory.byId(tx, author)
      options.push({ value: no, label: `${no} ${who?.name ?? ''}` })
    }
    return options
  }),

  /** One of them, all of it: nobody agrees to what he has not read. */
  consent_brief: lookup(
    {
      with: { request: 'choice' },
      returns: {
        author: 'text',
        category: 'text',
        cost: 'text',
        story: 'text',
        papers: 'number',
        officer: 'text',
        second: 'text',
      },
    },
    async (context, { request }) => {
      const { tx, tools, person, today } = context
      const found = await findApplication(tx, request)
      if (found?.person !== person.id || found.status !== 'consent') return null
      const form = await formOf<HardshipForm>(context, request)
      const author = await tools.directory.byId(tx, found.author)
      const pair = author && (await officersFor(context, { person, author }))
      if (!form || !pair) return null
      return {
        author: author.name,
        category: tools.text(`hardship_${form.category}`),
        cost: formatValue(form.cost, 'money', tools.words(), today),
        story: form.story,
        papers: form.evidence.length,
        officer: titleOf(pair.officer),
        second: titleOf(pair.leader),
      }
    },
  ),
}
