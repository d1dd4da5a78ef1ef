import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { reportsIn, withoutReports } from '../safety/report.ts'
import { impartialReaders, type Reader, recoveryKey } from './readers.ts'

/** What goes to one office: each is a case of its own. */
export interface ToldPart {
  readonly kind: 'heart' | 'report'
  readonly texts: readonly string[]
  readonly readers: readonly Reader[]
  /** person.ids of whom any of it names. */
  readonly named: readonly string[]
  /** person.ids of whom its writer leaves out of it. */
  readonly without: readonly string[]
  readonly recovery: { id: string; recipient: string } | null
}

/** What of a hand-over says who gets which part of it. */
export interface Splitting {
  /** Who wrote it. */
  lane: string
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

/**
 * What was told, sentence by sentence to those whom it is for: what reports somebody to 纪检 where its writer has said
 * yes, the rest to the organisation, neither with a word of the other's. Who is named in one part reads the other neither.
 * @param told as it was written, a message each
 */
export async function partsOf(
  tx: Tx,
  tools: Tools,
  { lane, today, cut, pass, ...leftOut }: Splitting,
  told: readonly string[],
): Promise<ToldPart[]> {
  const of = async (kind: ToldPart['kind'], words: readonly string[]): Promise<ToldPart[]> => {
    const texts = words.filter(text => text !== '')
    if (texts.length === 0) return []
    const without = [...(leftOut.without ?? []), ...(kind === 'report' ? (leftOut.spared ?? []) : [])]
    const { readers, named } = await impartialReaders(tx, tools, { lane, today, office: kind }, told, without)
    const recovery = kind === 'heart' ? await recoveryKey(tx) : null
    return [{ kind, texts, readers, named: named.map(one => one.id), without, recovery }]
  }
  const rest = cut || pass ? told.map(text => withoutReports(tools, text)) : told
  const reports = pass ? told.map(text => reportsIn(tools, text).join('')) : []
  return [...(await of('heart', rest)), ...(await of('report', reports))]
}
