import type { Option } from '../../dialogue/value.ts'
import { Refusal } from '../../kernel/faults.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import type { ApplicationKind } from '../applications/kind.ts'
import { findApplication, requestsOf } from '../applications/store.ts'
import { FORM_KINDS } from './kinds.ts'
import { FORMS } from './policy.ts'
import { makeLink } from './store.ts'

/** Requests of one person that are shown to choose from. */
const MOST = 8

/** @param applications the kinds of requests, for the words by which people know theirs */
export function printLookups(applications: readonly ApplicationKind[]) {
  return {
    /** My requests that can be put on paper, the newest first. */
    my_printable: lookup({ with: {}, returns: 'options' }, async context => {
      const { tx, person } = context
      const options: Option[] = []
      for (const found of await requestsOf(tx, person.id, null, MOST)) {
        const kind = applications.find(one => one.kind === found.kind)
        if (found.step === 0 || found.person !== person.id || !kind) continue
        options.push({ value: found.no, label: `${found.no} ${await kind.brief(context, found)}` })
      }
      return options
    }),
  }
}

export const printEffects = {
  /** A link to the form of one's own request, that opens once and not for long. */
  'form.link': effect(
    {
      with: { request: 'choice' },
      result: { no: 'text', link: 'text', minutes: 'number' },
      refusals: { gone: [], nowhere: [] },
    },
    async ({ tx, tools, person, now }, { request }) => {
      const found = await findApplication(tx, request)
      if (found?.person !== person.id || found.step === 0) throw new Refusal('gone')
      if (!FORM_KINDS.some(({ kind }) => kind === found.kind)) throw new Refusal('gone')
      if (tools.console === null) throw new Refusal('nowhere')
      const { link_minutes: minutes } = tools.policy(FORMS)
      const about = { no: found.no, person: person.id, expires: now + minutes * 60_000 }
      // Behind the #: it is sent to no server and stands in no log of one.
      const link = `${tools.console}/form#${await makeLink(tx, about, now)}`
      return { no: found.no, link, minutes }
    },
  ),
}
