import { randomId } from '../../kernel/ids.ts'
import type { CareArea } from '../../runtime/care-area.ts'
import { effect, errand } from '../../runtime/declare.ts'
import { tellReaders } from '../heart/errands.ts'
import { dropPieces, readPieces } from '../heart/pieces.ts'
import { impartialReaders, readersFor } from '../heart/readers.ts'
import { type CaseKeys, newCaseKeys, sealMessage } from '../heart/sealing.ts'
import { createCase } from '../heart/store.ts'
import { ANSWERED, answered, askWhetherReached, STILL } from './answer.ts'
import { callRound, callWatch, callWent, ROUND, WATCH, WENT } from './call.ts'
import { OF_SELF, raiseConcern } from './concern.ts'
import type { Flag } from './flag.ts'
import { RISK, SAFETY, SECRECY, WHOM } from './policy.ts'
import { concernRoutes } from './routes.ts'
import { CALLS } from './words-for.ts'

/** Despair heard anywhere: the duty contact at once, the flagged sentence to the readers of cases. */
export const safetyArea: CareArea = {
  name: 'safety',
  lookups: {},
  effects: {
    /** “我现在需要帮助”: said by the person himself, so that nothing has to be judged. */
    'safety.call': effect({ with: {}, result: { text: 'text' } }, async context => {
      const { reply } = await raiseConcern(context, 'crisis', [OF_SELF], context.key)
      return { text: reply }
    }),
  },
  notices: {
    ...Object.fromEntries(CALLS.map(name => [name, ['name', 'unit', 'phone', 'no']])),
    duty_ring: [],
    duty_told: ['duty', 'phone'],
    duty_unreached: [],
    duty_unconfirmed: [],
    duty_taken: ['duty', 'phone'],
    duty_reached: ['duty', 'phone'],
    duty_unanswered: ['duty', 'phone'],
    duty_noted_taken: ['name', 'phone', 'no'],
    duty_noted_reached: ['name', 'phone', 'no'],
    duty_noted_unreached: ['name', 'phone', 'no'],
    duty_noted_passed: ['name', 'phone', 'no', 'to'],
    duty_noted_closed: ['name', 'phone', 'no'],
    duty_held: ['name', 'phone', 'no', 'to'],
    duty_pass_whom: ['name', 'phone', 'no'],
    duty_which: ['list'],
    duty_still: ['name', 'phone', 'no'],
  },
  policies: [RISK, SECRECY, SAFETY, WHOM],
  jobs: { [WENT]: callWent, [WATCH]: callWatch, [ROUND]: callRound, [STILL]: askWhetherReached },
  errands: {
    [ANSWERED]: answered,
    'safety.flag': errand<{ flag: Flag; id: string; keys: CaseKeys; sealed: Uint8Array } | null>({
      async prepare(storage, tools, about) {
        const [lane = '', piece = ''] = about.split(' ')
        const loaded = await storage.read(async tx => {
          const [json] = await readPieces(tx, tools.vault, lane, [piece])
          if (!json) return null
          const flag = JSON.parse(json) as Flag
          const { readers } = await impartialReaders(tx, tools, lane, [flag.text])
          return { flag, readers }
        })
        if (!loaded || loaded.readers.length === 0) return null
        const id = randomId()
        const keys = await newCaseKeys(loaded.readers)
        const sealed = await sealMessage(keys.recipient, {
          case: id,
          position: 0,
          text: JSON.stringify(loaded.flag),
        })
        return { flag: loaded.flag, id, keys, sealed }
      },
      async finish(context, about, prepared) {
        const [lane = '', piece = ''] = about.split(' ')
        const { tx, tools } = context
        await dropPieces(tx, lane, [piece])
        if (!prepared) return
        const { id, keys, flag, sealed } = prepared
        const readers = (await readersFor(tx, tools.directory, lane)).filter(r => keys.sealed.has(r.id))
        const level = flag.level === 'crisis' ? 'crisis' : 'high'
        const { no, exact } = await createCase(context, {
          id,
          kind: 'flag',
          // Who it is, only the duty contact was told.
          mode: 'hidden',
          level,
          person: lane,
          readers,
          keys,
          messages: [sealed],
        })
        await tellReaders(context, readers, no, exact)
      },
    }),
  },
  routes: concernRoutes,
}
