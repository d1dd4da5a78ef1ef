import type { TimeReading } from '../../kernel/reading.ts'
import { fill } from '../format.ts'
import type { Words } from '../words.ts'
import type { Heard, Hearing } from './heard.ts'

/**
 * “19点到天亮”: an end that names no hour. Hours are worked out up to the hour that the words file has for it, and asked
 * about, since they are credited; where nothing tells the start, it is asked for with those that are likely.
 */
export function hearVagueEnd(h: Hearing): Heard {
  const { plain, times } = h.reading
  const { patterns, words } = h.world
  const end = vagueEnd(plain, words.vague_ends)
  if (!end) return null
  const start = times.find(t => !t.negated && t.start?.includes('T') && !t.end?.includes('T'))
  if (start) {
    const way = nightFrom(h, beginning(plain, start), end, patterns.vague_end.options?.[0])
    const options = [{ ...way, yesNo: 'yes' as const }]
    return { between: { kind: 'vague_end', values: way.said, options } }
  }
  const ways = EVENING.map(from => nightFrom(h, from, end, patterns.vague_start.options?.[0]))
  return { between: { kind: 'vague_start', values: { end: end.said, till: end.label }, options: ways } }
}

/** When work that goes on into the night is likely to begin: after hours, or for a shift. */
const EVENING = ['18:00', '20:00', '22:00']

function nightFrom({ slot, flow, frame }: Hearing, from: string, end: SaidEnd, label = '') {
  const hours = ((DAY + minutesOf(end.at) - minutesOf(from)) % DAY || DAY) / 60
  const clock = flow.slots.find(one => one.type === 'clock')
  const values = { [slot.name]: hours, ...(clock && { [clock.name]: `${from}-${end.at}` }) }
  const said = { end: end.said, from, till: end.label, hours }
  return { said, label: fill(label, said), commands: [{ do: 'set' as const, frame: frame.id, values }] }
}

type VagueEnd = Words['vague_ends'][number]
type SaidEnd = VagueEnd & { said: string }

/** The word a stretch ends with: “到天亮”, “忙到了第二天凌晨”; not “到凌晨两点”, which names its hour. */
function vagueEnd(plain: string, ends: readonly VagueEnd[]): SaidEnd | null {
  const said = ends.flatMap(end => end.words.map(word => ({ ...end, said: word })))
  const till = (word: string) =>
    new RegExp(
      `[到至](?:了|今天|第二天|次日|隔天|转天|都|快|将近)*${word}(?!\\s*[\\d零一二两三四五六七八九十])`,
      'u',
    )
  return said.find(end => till(end.said).test(plain)) ?? null
}

const DAY = 24 * 60
const NOON = 12 * 60

/** Of a night's work “六点” is the evening's, unless the morning is named. */
function beginning(plain: string, { start, span }: TimeReading): string {
  const time = (start ?? '').slice(11, 16)
  if (minutesOf(time) >= NOON || /[早晨]|上午|am/u.test(plain.slice(...span))) return time
  return `${Number(time.slice(0, 2)) + 12}${time.slice(2)}`
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}
