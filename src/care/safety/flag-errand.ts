import { and, eq, ne } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import type { JobContext, Tools } from '../../runtime/context.ts'
import { type Errand, errand } from '../../runtime/declare.ts'
import type { Tx } from '../../storage/storage.ts'
import { barredWith } from '../heart/barred.ts'
import { dropPieces, readPieces } from '../heart/pieces.ts'
import { raiseCase } from '../heart/raise.ts'
import { impartialReaders, type Reader, readersFor, readersOf, recoveryKey } from '../heart/readers.ts'
import { type CaseKeys, newCaseKeys, sealMessage } from '../heart/sealing.ts'
import { appendMessage, type CaseRow, casesOfPerson, createCase, nextPosition } from '../heart/store.ts'
import { tellOfMore, tellReaders } from '../heart/tell-readers.ts'
import type { Flag } from './flag.ts'

/** What was flagged, sealed: into the case that is open about this person, or into a new one with its keys. */
type Prepared = {
  level: 'crisis' | 'high'
  sealed: Uint8Array
  named: readonly string[]
  without: readonly string[]
} & ({ into: CaseRow; position: number } | { into: null; id: string; keys: CaseKeys })

/**
 * Seals a flagged sentence to its readers. What somebody says in one distress is one case: a case for every sentence
 * would call for a human again and again, and for none of them in earnest.
 */
export const sealFlag: Errand<unknown> = errand<Prepared | null>({
  async prepare(storage, tools, about) {
    const [lane = '', piece = ''] = about.split(' ')
    const loaded = await storage.read(async tx => {
      const [json] = await readPieces(tx, tools.vault, lane, [piece])
      if (!json) return null
      const flag = JSON.parse(json) as Flag
      const { today, without = [] } = flag
      const found = await impartialReaders(tx, tools, { lane, today }, [flag.text], without)
      const { readers, partial, named } = found
      const into = await openFlagOf(tx, tools, lane)
      // Who is named in it, or left out, must not read it where he has a key already.
      const keys = into ? await readersOf(tx, tools.directory, into.id) : []
      const isKept = (key: Reader) => without.includes(key.person.id) || partial.some(r => r.id === key.id)
      const fits = keys.length > 0 && !keys.some(isKept)
      const position = into && fits ? await nextPosition(tx, into.id) : 0
      const about = { named: named.map(one => one.id), without, recovery: await recoveryKey(tx) }
      return { flag, readers, into: fits ? into : null, position, ...about }
    })
    if (!loaded) return null
    const { flag, readers, into, position, named, without, recovery } = loaded
    const level = flag.level === 'crisis' ? 'crisis' : 'high'
    const { today: _, without: __, ...shown } = flag
    const text = JSON.stringify(shown)
    if (into)
      return {
        level,
        named,
        without,
        into,
        position,
        sealed: await sealMessage(into.recipient, { case: into.id, position, text }),
      }
    if (readers.length === 0) return null
    const id = randomId()
    const keys = await newCaseKeys(recovery ? [...readers, recovery] : readers)
    return {
      level,
      named,
      without,
      into,
      id,
      keys,
      sealed: await sealMessage(keys.recipient, { case: id, position, text }),
    }
  },

  async finish(context, about, prepared) {
    const [lane = '', piece = ''] = about.split(' ')
    const { tx, tools } = context
    if (prepared?.into) await addTo(context, prepared.into, prepared)
    await dropPieces(tx, lane, [piece])
    if (!prepared || prepared.into) return
    const { id, keys, level, sealed, named, without } = prepared
    const readers = (await readersFor(tx, tools.directory, lane)).filter(r => keys.sealed.has(r.id))
    const { no, told } = await createCase(context, {
      id,
      kind: 'flag',
      // Who it is, only the duty contact was told.
      mode: 'hidden',
      level,
      person: lane,
      readers,
      keys,
      messages: [sealed],
      barred: { named, without },
    })
    await tellReaders(context, readers, no, told)
  },
})

/** The flagged case of a person that nobody has closed. */
async function openFlagOf(tx: Tx, tools: Tools, lane: string): Promise<CaseRow | null> {
  const { caseFile } = tx.t
  const open = and(eq(caseFile.kind, 'flag'), ne(caseFile.status, 'closed'))
  const [row] = await casesOfPerson(tx, tools, lane, open, 1)
  return row ?? null
}

/** @throws Error where another message came between: then it is sealed anew, with its own place */
async function addTo(
  context: JobContext,
  before: CaseRow,
  { level, sealed, position, named }: Prepared & { position: number },
): Promise<void> {
  const { tx, tools, today } = context
  const { caseFile } = tx.t
  const { id, recipient } = before
  if ((await nextPosition(tx, id)) !== position) throw new Error('Another message of this case came between.')
  const [file] = await tx.db.select().from(caseFile).where(eq(caseFile.id, id))
  if (file?.recipient !== recipient) throw new Error('This case got another key meanwhile.')
  await appendMessage(tx, id, 'person', sealed, today)
  const barred = await barredWith(tx, tools, file, named)
  await tx.db.update(caseFile).set({ status: 'open', outcome: null, barred }).where(eq(caseFile.id, id))
  const notice = file.status === 'closed' ? 'case_again' : 'case_more'
  if (before.level === 'crisis' || level !== 'crisis') return tellOfMore(context, id, notice)
  await raiseCase(context, before, level)
}
