import { Type } from 'typebox'

/** What a route declares that answers with no body. */
export const Nothing = Type.Null({ description: 'Done; nothing to say' })
