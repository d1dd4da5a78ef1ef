import { eq } from 'drizzle-orm'
import type { Outcome } from '../../dialogue/event.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Assessment } from '../../risk/assess.ts'
import type { JobContext, Tools } from '../../runtime/context.ts'
import { type Errand, errand } from '../../runtime/declare.ts'
import { wipeFailedOf } from '../../runtime/second-chance.ts'
import type { Storage } from '../../storage/storage.ts'
import { normalize } from '../../understanding/normalize.ts'
import { assessOf } from '../safety/ears.ts'
import { barredWith } from './barred.ts'
import { watchCases } from './clock.ts'
import { formatDue } from './due-words.ts'
import { dropPieces, readPieces } from './pieces.ts'
import { impartialReaders, type Reader, readersFor, readersOf } from './readers.ts'
import { graver, type Level } from './rules.ts'
import { type CaseKeys, newCaseKeys, sealMessage } from './sealing.ts'
import { appendMessage, createCase, nextPosition, personOfCase, standingCase } from './store.ts'
import { partsOf, type ToldPart } from './told-parts.ts'

/** What a hand-over needs, kept as a piece of its own until it is done. */
export interface HandOver {
  lane: string
  /** The effect's key: its result goes back under it. */
  key: string
  pieces: readonly string[]
  mode: 'named' | 'hidden'
  topic: string
  wish: string
  /** The person's name, where it is to be taken out. */
  strip: string | null
  /** person.ids of readers whom the person leaves out. */
  without?: readonly string[]
  /** person.ids of those of 纪检 whom the person leaves out beside them, of what is a report. */
  spared?: readonly string[]
  /** The day it was handed over, `YYYY-MM-DD`. */
  today?: string
  /** What reports somebody's misconduct is left out. */
  cut?: boolean
  /** What reports somebody's misconduct is a case of its own, for 纪检: its writer has said yes. */
  pass?: boolean
}

interface Prepared {
  handOver: HandOver
  parts: SealedPart[]
}

interface SealedPart extends Pick<ToldPart, 'kind' | 'named' | 'without'> {
  id: string
  keys: CaseKeys
  messages: Uint8Array[]
  level: Level
}

/** Seals a story to its readers, then blanks every copy the server could read, in one transaction. */
export const sealStory: Errand<unknown> = errand<Prepared | null>({
  async prepare(storage, tools, about) {
    const [lane = '', form = ''] = about.split(' ')
    const loaded = await storage.read(async tx => {
      const [json] = await readPieces(tx, tools.vault, lane, [form])
      if (!json) return null
      const handOver = JSON.parse(json) as HandOver
      const told = (await readPieces(tx, tools.vault, lane, handOver.pieces)).filter(text => text !== null)
      return { handOver, parts: await partsOf(tx, tools, handOver, told) }
    })
    if (!loaded) return null
    const { handOver } = loaded
    const parts = await Promise.all(loaded.parts.map(part => sealPart(part, handOver, tools)))
    return { handOver, parts }
  },

  async finish(context, about, prepared) {
    const [lane = '', form = ''] = about.split(' ')
    if (!prepared) return
    const { handOver, parts } = prepared
    const { tx, tools } = context
    const made: { part: SealedPart; readers: Reader[] }[] = []
    for (const part of parts) {
      const able = await readersFor(tx, tools.directory, lane, part.kind)
      const readers = able.filter(r => part.keys.sealed.has(r.id))
      if (readers.length === 0) {
        await dropPieces(tx, lane, [form])
        return refuse(context, handOver, part.kind === 'report' ? 'inbox_gone' : 'closed')
      }
      made.push({ part, readers })
    }
    const result = { no: '', due: '', report_no: '' }
    for (const { part, readers } of made) {
      const { named, without, ...sealed } = part
      const barred = { named, without }
      const { no, due, exact } = await createCase(context, {
        ...sealed,
        mode: handOver.mode,
        person: lane,
        readers,
        barred,
      })
      await tellReaders(context, readers, no, exact)
      if (part.kind === 'report') result.report_no = no
      else result.no = no
      // The rest has the sooner clock, or the same.
      result.due ||= formatDue(due, tools, context.today)
    }
    await dropPieces(tx, lane, [...handOver.pieces, form])
    await wipeFailedOf(tx, lane)
    await report(context, handOver, { state: 'done', result })
  },
})

async function sealPart(
  { kind, texts: told, readers, recovery, named, without }: ToldPart,
  { strip, topic, wish }: HandOver,
  tools: Tools,
): Promise<SealedPart> {
  const id = randomId()
  const keys = await newCaseKeys(recovery ? [...readers, recovery] : readers)
  const texts = told.map(text => withoutName(text, strip, tools))
  // What the rest is about is none of 纪检's.
  const about = kind === 'report' ? { wish } : { topic, wish }
  const messages = await Promise.all(
    texts.map((text, position) =>
      sealMessage(keys.recipient, { case: id, position, text, ...(position === 0 ? { about } : {}) }),
    ),
  )
  const level =
    kind === 'report'
      ? 'none'
      : texts.map(text => levelOf(assessOf(tools)(normalize(text)))).reduce<Level>(graver, 'none')
  return { kind, id, keys, messages, level, named, without }
}

/** Danger to life by its own clock; what else is grave wants a human the next workday. */
function levelOf({ danger, level, category }: Assessment): Level {
  if (danger !== 'none') return danger
  return level === 'high' && category !== 'misconduct' ? 'serious' : 'none'
}

/** Nothing was handed over: what was written stays where it is, so that it can be tried again. */
function refuse(context: JobContext, to: Sent, reason: string): Promise<void> {
  return report(context, to, { state: 'refused', reason, values: {} })
}

type Sent = Pick<HandOver, 'lane' | 'key'>

/** Each time it is tried has an outcome of its own, all under the same key. */
function report(context: JobContext, { lane, key }: Sent, outcome: Outcome): Promise<void> {
  return context.tell(lane, { type: 'result', key, outcome }, `result:${key}:${randomId()}`)
}

/** The writer's own name becomes “某人”. @param name null where it may stay */
function withoutName(text: string, name: string | null, tools: Tools): string {
  return name ? text.replaceAll(name, tools.text('somebody')) : text
}

/** Number and time, nothing else; the key of the push names no case either. */
export async function tellReaders(
  context: Pick<JobContext, 'tools' | 'today' | 'push'>,
  readers: readonly Reader[],
  no: string,
  due: number,
): Promise<void> {
  const { tools, today, push } = context
  const key = `case/${randomId()}`
  for (const reader of readers)
    await push(reader.person, 'case_new', {
      key,
      values: { no, due: formatDue(due, tools, today) },
    })
}

interface PreparedAnswer {
  handOver: AnswerOver
  /** What it was sealed to. */
  recipient: string
  /** The case it goes into. */
  into: string
  sealed: Uint8Array | null
  /** person.ids of whom it names. */
  named: readonly string[]
}

/** What the person answers to a letter, on its way into the case. */
export interface AnswerOver {
  lane: string
  key: string
  pieces: readonly string[]
  caseId: string
}

/** Seals the person's answer to the case it belongs to; one that was closed is open again. */
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
      return { handOver, into: '', recipient: '', sealed: null, named }
    // What was asked of the first words is not asked again: of who is 隐名, no later word gives the name away.
    const name = file.mode === 'hidden' ? (writer?.name ?? null) : null
    const text = withoutName(texts.filter(t => t !== null).join('\n'), name, tools)
    const { id: into, recipient } = file
    const sealed = await sealMessage(recipient, { case: into, position, text })
    return { handOver, into, recipient, sealed, named }
  },

  async finish(context, about, prepared) {
    if (!prepared) return
    const [lane = '', form = ''] = about.split(' ')
    const { tx } = context
    const { handOver, into, recipient, sealed, named } = prepared
    const [file] = await tx.db.select().from(tx.t.caseFile).where(eq(tx.t.caseFile.id, into))
    // A reader's key has just ended: sealed anew, so that it does not open what follows.
    if (sealed && file && file.recipient !== recipient && file.status !== 'withdrawn')
      throw new Error('This case got another key meanwhile.')
    await dropPieces(tx, lane, [form])
    // Taken back meanwhile, it stays so.
    const stands = (await personOfCase(tx, context.tools, into)) === lane
    if (!sealed || !file || !stands) return refuse(context, handOver, 'closed')
    await dropPieces(tx, lane, handOver.pieces)
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
    await tellOfMore(context, into)
    await report(context, handOver, { state: 'done', result: {} })
  },
})

/** There are new words in a case: told to the handler who took it, else to everybody who reads it. */
export async function tellOfMore(context: JobContext, caseId: string): Promise<void> {
  const { tx, tools, push } = context
  const [file] = await tx.db.select().from(tx.t.caseFile).where(eq(tx.t.caseFile.id, caseId))
  if (!file) return
  // Who had taken it may be gone.
  await watchCases(context)
  const readers = await readersOf(tx, tools.directory, caseId)
  const told = file.handler ? readers.filter(r => r.person.id === file.handler) : readers
  const key = `more/${randomId()}`
  for (const reader of told.length > 0 ? told : readers)
    await push(reader.person, 'case_more', { key, values: { no: file.no } })
}
