import { eq } from 'drizzle-orm'
import { type Errand, errand } from '../../runtime/declare.ts'
import { wipeFailedOf } from '../../runtime/second-chance.ts'
import type { Storage } from '../../storage/storage.ts'
import { barredWith } from './barred.ts'
import { dropFiles, dropUnkept, type Handed, keepFiles, type Sealed, sealFiles } from './enclosures.ts'
import { refuse, report, withoutName } from './outcome.ts'
import { dropPieces, readPieces } from './pieces.ts'
import { impartialReaders, readersOf } from './readers.ts'
import { sealMessage } from './sealing.ts'
import { appendMessage, nextPosition, personOfCase, standingCase } from './store.ts'
import { tellOfMore } from './tell-readers.ts'

interface PreparedAnswer {
  handOver: AnswerOver
  /** What it was sealed to. */
  recipient: string
  /** The case it goes into. */
  into: string
  sealed: Uint8Array | null
  enclosures: Sealed['enclosures']
  lost: number
  /** person.ids of whom it names. */
  named: readonly string[]
}

/** What the person answers to a letter, on its way into the case. */
export interface AnswerOver {
  lane: string
  key: string
  pieces: readonly string[]
  caseId: string
  /** Files that go with it, by the id of the draft's, and those that are to be deleted only. */
  enclosed?: Handed
}

/**
 * Seals the person's answer to the case it belongs to. One that was closed is open again, which its person and whoever
 * dealt with it are told; to one whose words were deleted nothing is added.
 */
export const sealAnswer: Errand<unknown> = errand<PreparedAnswer | null>({
  async prepare(storage: Storage, tools, about) {
    const [lane = '', form = ''] = about.split(' ')
    const loaded = await storage.read(async tx => {
      const [json] = await readPieces(tx, tools.vault, lane, [form])
      if (!json) return null
      const handOver = JSON.parse(json) as AnswerOver
      const texts = await readPieces(tx, tools.vault, lane, handOver.pieces)
      const file = await standingCase(tx, handOver.caseId)
      const position = await nextPosition(tx, file?.id ?? '')
      const readers = await readersOf(tx, tools.directory, file?.id ?? '')
      const writer = await tools.directory.byId(tx, lane)
      const { named } = await impartialReaders(
        tx,
        tools,
        { lane },
        texts.filter(t => t !== null),
      )
      return { handOver, texts, file, position, readers, writer, named: named.map(one => one.id) }
    })
    if (!loaded) return null
    const { handOver, texts, file, position, readers, writer, named } = loaded
    if (!file || file.status === 'withdrawn' || readers.length === 0)
      return { handOver, into: '', recipient: '', sealed: null, enclosures: [], lost: 0, named }
    // What was asked of the first words is not asked again: of who is 隐名, no later word gives the name away.
    const name = file.mode === 'hidden' ? (writer?.name ?? null) : null
    const text = withoutName(texts.filter(t => t !== null).join('\n'), name, tools)
    const { id: into, recipient } = file
    const { enclosures, lost } = await sealFiles(storage, tools, handOver.enclosed?.files ?? [])
    const enclosed = enclosures.length > 0 ? { files: enclosures } : {}
    const sealed = await sealMessage(recipient, { case: into, position, text, ...enclosed })
    return { handOver, into, recipient, sealed, enclosures, lost, named }
  },

  async finish(context, about, prepared) {
    if (!prepared) return
    const [lane = '', form = ''] = about.split(' ')
    const { tx } = context
    const { handOver, into, recipient, sealed, enclosures, lost, named } = prepared
    const [file] = await tx.db.select().from(tx.t.caseFile).where(eq(tx.t.caseFile.id, into))
    // Sealed anew where a reader's key has just ended, so that it does not open what follows, or where the case has
    // gone into another.
    const moved = file && (file.recipient !== recipient || file.mergedInto !== null)
    if (sealed && moved && file.status !== 'withdrawn')
      throw new Error('This case got another key, or went into another, meanwhile.')
    await dropPieces(tx, lane, [form])
    // Taken back meanwhile, it stays so.
    const stands = (await personOfCase(tx, context.tools, handOver.caseId)) === lane
    if (!stands) return refuse(context, handOver, 'gone')
    if (!sealed || !file) return refuse(context, handOver, 'closed')
    const again = file.status === 'closed'
    await dropPieces(tx, lane, handOver.pieces)
    await dropFiles(tx, context.tools, handOver.enclosed)
    await wipeFailedOf(tx, lane)
    await keepFiles(tx, context.tools, into, enclosures)
    await appendMessage(tx, into, 'person', sealed, context.today)
    await tx.db
      .update(tx.t.caseFile)
      .set({
        status: 'open',
        outcome: null,
        asked: null,
        barred: await barredWith(tx, context.tools, file, named),
      })
      .where(eq(tx.t.caseFile.id, into))
    await tellOfMore(context, into, again ? 'case_again' : 'case_more')
    await report(context, handOver, { state: 'done', result: { lost, again: again ? file.no : '' } })
  },

  async tidy(tools, prepared) {
    await dropUnkept(tools, prepared?.enclosures ?? [])
  },
})
