import { errand } from '../../runtime/declare.ts'
import { requestByNo } from './store.ts'

export const SWITCH = 'help.switch'

/** A colleague takes a conversation over, or gives it back: told to the conversation, once. @example 'RG-… takes' */
export const switchConversation = errand<null>({
  prepare: async () => null,
  async finish(context, about) {
    const [no = '', does] = about.split(' ')
    const request = await requestByNo(context.tx, no)
    if (!request || (does !== 'takes' && does !== 'returns')) return
    await context.tell(request.person, { type: 'colleague', does }, `help:${about.replace(' ', ':')}`)
  },
})
