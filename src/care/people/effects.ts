import { effect } from '../../runtime/declare.ts'
import { wipeFailedOf } from '../../runtime/second-chance.ts'
import { countsOf, looseFiles } from './my-data.ts'

export const peopleEffects = {
  /**
   * Deletes drafts, unfinished forms and what is remembered of the conversation; what was handed in stays, and is
   * named (个人信息保护法 art. 47).
   */
  'people.forget': effect(
    { with: { what: 'yes_no' }, result: { text: 'text' } },
    async (context, { what }) => {
      const { tx, tools } = context
      if (!what) return { text: tools.text('data_left') }
      const files = await looseFiles(context)
      await tools.attachments.forget(tx, files)
      await wipeFailedOf(tx, context.person.id)
      context.forgetConversation()
      const { leave, overtime, hardship } = await countsOf(context)
      return {
        text: tools.text('data_deleted', { files: files.length, kept: leave + overtime + hardship }),
      }
    },
  ),
}
