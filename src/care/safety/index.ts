import { randomId } from '../../kernel/ids.ts'
import type { CareArea } from '../../runtime/care-area.ts'
import { effect, errand } from '../../runtime/declare.ts'
import { tellReaders } from '../heart/errands.ts'
import { dropPieces, readPieces } from '../heart/pieces.ts'
import { readersFor } from '../heart/readers.ts'
import { type CaseKeys, newCaseKeys, sealMessage } from '../heart/sealing.ts'
import { createCase } from '../heart/store.ts'
import { callWatch, callWent, WATCH, WENT } from './call.ts'
import { raiseConcern } from './concern.ts'
import type { Flag } from './flag.ts'
import { RISK, SAFETY, SECRECY } from './policy.ts'
import { concernRoutes } from './routes.ts'

/** Despair heard anywhere: the duty contact at once, the flagged sentence to the readers of cases. */
export const safetyArea: CareArea = {
  name: 'safety',
  lookups: {},
  effects: {
    /** “我现在需要帮助”: said by the person himself, so that nothing has to be judged. */
    'safety.call': effect({ with: {}, result: { text: 'text' } }, async context => {
      const { reply } = await raiseConcern(context, { level: 'crisis', reasons: [] }, context.key)
      return { text: reply }
    }),
  },
  notices: {
    duty_call: ['name', 'unit', 'phone'],
    duty_ring: [],
    duty_told: ['duty', 'phone'],
    duty_unreached: [],
  },
  policies: [RISK, SECRECY, SAFETY],
  jobs: { [WENT]: callWent, [WATCH]: callWatch },
  errands: {
    'safety.flag': errand<{ flag: Flag; id: string; keys: CaseKeys; sealed: Uint8Array } | null>({
      async prepare(storage, tools, about) {
        const [lane = '', piece = ''] = about.split(' ')
        const loaded = await storage.read(async tx => {
          const [json] = await readPieces(tx, tools.vault, lane, [piece])
          return json
            ? { flag: JSON.parse(json) as Flag, readers: await readersFor(tx, tools.directory, lane) }
            : null
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
        const readers = await readersFor(tx, tools.directory, lane)
        const { id, keys, flag, sealed } = prepared
        const level = flag.level === 'crisis' ? 'crisis' : 'high'
        const { no, due } = await createCase(context, {
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
        await tellReaders(context, readers, no, due)
      },
    }),
  },
  routes: concernRoutes,
}
