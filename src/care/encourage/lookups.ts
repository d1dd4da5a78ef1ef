import { lookup } from '../../runtime/declare.ts'
import { bulletins } from './bulletin-store.ts'
import { bulletinText } from './bulletin-words.ts'

export const encourageLookups = {
  /** The bulletin published last, as one text. */
  bulletin_latest: lookup({ with: {}, returns: { found: 'yes_no', text: 'text' } }, async ({ tx, tools }) => {
    const [latest] = await bulletins(tx, 1)
    return latest ? { found: true, text: bulletinText(tools, latest) } : { found: false, text: '' }
  }),
}
