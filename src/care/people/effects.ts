import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { wipeFailedOf } from '../../runtime/second-chance.ts'
import { withdrawCertificates } from '../applications/consents.ts'
import { FORMS } from '../forms/policy.ts'
import { makeLink } from '../forms/store.ts'
import { withdrawConsents } from '../hardship/consents.ts'
import { accessInWords } from './my-access.ts'
import { MY_DATA } from './my-copy.ts'
import { countsOf, looseFiles } from './my-data.ts'

export const peopleEffects = {
  /** What somebody does with what is kept about him: individual rights of 个人信息保护法 art. 15 and 44–47. */
  'people.data': effect(
    {
      with: { what: 'choice', drop: 'yes_no', revoke: 'yes_no' },
      optional: ['drop', 'revoke'],
      result: { text: 'text' },
    },
    async (context, { what, drop, revoke }) => {
      const { tools } = context
      if (what === 'delete' && drop) return { text: await forget(context) }
      if (what === 'seen') return { text: await accessInWords(context) }
      if (what === 'copy') return { text: await copyLink(context) }
      if (what === 'fix') return { text: tools.text('data_fix') }
      if (what === 'withdraw' && revoke) {
        const [n, papers] = [await withdrawConsents(context), await withdrawCertificates(context)]
        const said = [
          n > 0 ? tools.text('data_withdrawn', { n }) : '',
          papers > 0 ? tools.text('data_papers_gone', { n: papers }) : '',
        ].filter(text => text !== '')
        return { text: said.length > 0 ? said.join('\n') : tools.text('data_no_consent') }
      }
      return { text: tools.text('data_left') }
    },
  ),
}

/** Drafts, unfinished forms and what is remembered of the conversation go; what was handed in stays, and is named. */
async function forget(context: EffectContext): Promise<string> {
  const { tx, tools } = context
  const files = await looseFiles(context)
  await tools.attachments.forget(tx, files)
  await wipeFailedOf(tx, context.person.id)
  context.forgetConversation()
  const { leave, overtime, hardship } = await countsOf(context)
  return tools.text('data_deleted', { files: files.length, kept: leave + overtime + hardship })
}

/** Behind the #: it is sent to no server and stands in no log of one. */
async function copyLink({ tx, tools, person, now }: EffectContext): Promise<string> {
  if (tools.console === null) return tools.text('data_nowhere')
  const { link_minutes: minutes } = tools.policy(FORMS)
  const about = { no: MY_DATA, person: person.id, expires: now + minutes * 60_000 }
  return tools.text('data_copy', {
    link: `${tools.console}/mydata#${await makeLink(tx, about, now)}`,
    minutes,
  })
}
