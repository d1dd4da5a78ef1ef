import type { CareArea } from '../../runtime/care-area.ts'
import { helpEffects } from './effects.ts'
import { SWITCH, switchConversation } from './errands.ts'
import { stillOpen, WAITS } from './jobs.ts'
import { helpRoutes } from './routes.ts'

/** 找人: a colleague answers, in the same chat. */
export const helpArea: CareArea = {
  name: 'help',
  lookups: {},
  effects: helpEffects,
  privacy: 'confidential',
  atWork: ['help_new', 'help_waits', 'help_more'],
  notices: {
    help_new: ['no'],
    help_waits: ['no'],
    help_more: ['no'],
    help_reply: ['who', 'text'],
    help_reply_unsigned: ['who', 'text'],
  },
  jobs: { [WAITS]: stillOpen },
  errands: { [SWITCH]: switchConversation },
  routes: helpRoutes,
}
