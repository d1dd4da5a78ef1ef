import { randomId } from '../../kernel/ids.ts'
import type { Assessment } from '../../risk/assess.ts'
import type { Tools } from '../../runtime/context.ts'
import { type Errand, errand } from '../../runtime/declare.ts'
import { wipeFailedOf } from '../../runtime/second-chance.ts'
import { normalize } from '../../understanding/normalize.ts'
import { assessOf } from '../safety/ears.ts'
import { formatDue } from './due-words.ts'
import { dropFiles, dropUnkept, type Handed, keepFiles, type Sealed, sealFiles } from './enclosures.ts'
import { refuse, report, withoutName } from './outcome.ts'
import { dropPieces, readPieces } from './pieces.ts'
import { type Reader, readersFor } from './readers.ts'
import { graver, type Level } from './rules.ts'
import { type CaseKeys, newCaseKeys, sealMessage } from './sealing.ts'
import { createCase } from './store.ts'
import { tellReaders } from './tell-readers.ts'
import { partsOf, type Splitting, type ToldPart } from './told-parts.ts'

/** What a hand-over needs, kept as a piece of its own until it is done. */
export interface HandOver extends Splitting {
  /** The effect's key: its result goes back under it. */
  key: string
  pieces: readonly string[]
  mode: 'named' | 'hidden'
  topic: string
  wish: string
  /** The person's name, where it is to be taken out. */
  strip: string | null
  /** Files that go with it, by the id of the draft's, and those that are to be deleted only. */
  enclosed?: Handed
}

interface Prepared {
  handOver: HandOver
  parts: SealedPart[]
  /** How many files could not be read any more. */
  lost: number
}

interface SealedPart extends Pick<ToldPart, 'kind' | 'named' | 'without'> {
  id: string
  keys: CaseKeys
  messages: Uint8Array[]
  enclosures: Sealed['enclosures']
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
    const sealed = await sealFiles(storage, tools, handOver.enclosed?.files ?? [])
    // Nobody can tell which sentence a file belongs to: beside a report, none is for anybody else.
    const enclosing = loaded.parts.find(part => part.kind === 'report') ?? loaded.parts[0]
    const parts = await Promise.all(
      loaded.parts.map(part => sealPart(part, handOver, tools, part === enclosing ? sealed.enclosures : [])),
    )
    return { handOver, parts, lost: sealed.lost }
  },

  async finish(context, about, prepared) {
    const [lane = '', form = ''] = about.split(' ')
    if (!prepared) return
    const { handOver, parts, lost } = prepared
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
    const result = { no: '', due: '', report_no: '', lost }
    for (const { part, readers } of made) {
      const { named, without, enclosures, ...sealed } = part
      const barred = { named, without }
      const { no, due, told } = await createCase(context, {
        ...sealed,
        mode: handOver.mode,
        person: lane,
        readers,
        barred,
      })
      await keepFiles(tx, tools, part.id, enclosures)
      await tellReaders(context, readers, no, told)
      if (part.kind === 'report') result.report_no = no
      else result.no = no
      // The rest has the sooner clock, or the same.
      result.due ||= formatDue(due, tools, context.today)
    }
    await dropPieces(tx, lane, [...handOver.pieces, form])
    await dropFiles(tx, tools, handOver.enclosed)
    await wipeFailedOf(tx, lane)
    await report(context, handOver, { state: 'done', result })
  },

  async tidy(tools, prepared) {
    for (const { enclosures } of prepared?.parts ?? []) await dropUnkept(tools, enclosures)
  },
})

async function sealPart(
  { kind, texts: told, readers, recovery, named, without }: ToldPart,
  { strip, topic, wish }: HandOver,
  tools: Tools,
  enclosures: Sealed['enclosures'],
): Promise<SealedPart> {
  const id = randomId()
  const keys = await newCaseKeys(recovery ? [...readers, recovery] : readers)
  const texts = told.map(text => withoutName(text, strip, tools))
  // What the rest is about is none of 纪检's.
  const about = kind === 'report' ? { wish } : { topic, wish }
  const messages = await Promise.all(
    texts.map((text, position) =>
      sealMessage(keys.recipient, {
        case: id,
        position,
        text,
        ...(position === 0 ? { about } : {}),
        ...(position === texts.length - 1 && enclosures.length > 0 ? { files: enclosures } : {}),
      }),
    ),
  )
  const level =
    kind === 'report'
      ? 'none'
      : texts.map(text => levelOf(assessOf(tools)(normalize(text)))).reduce<Level>(graver, 'none')
  return { kind, id, keys, messages, enclosures, level, named, without }
}

/** Danger to life by its own clock; what else is grave wants a human the next workday. */
function levelOf({ danger, level, category }: Assessment): Level {
  if (danger !== 'none') return danger
  return level === 'high' && category !== 'misconduct' ? 'serious' : 'none'
}
