import type { Slot } from '../flow.ts'
import { optionsOf } from '../slots/index.ts'
import { bare } from './bare.ts'
import { type At, type Listening, ownWords, readPart } from './listening.ts'

/** The person's own words for a slot, told without a cue. */
export interface Told {
  slot: Slot
  text: string
  /** The message says nothing else. */
  whole: boolean
}

/**
 * A cause that a message tells beside its wish: “明天请一天年假，去开家长会” → 去开家长会. Times, kinds of leave, words of
 * wishing and courtesies are no cause; what holds none of the words that the flow file lists (`told`) is none
 * either. Nothing where the person asks something or would rather not say.
 */
export function hearTold(l: Listening, at: At): Told | null {
  const { flow, frame } = at
  const slot = flow.slots.find(s => s.told !== null)
  if (!slot || slot.name in frame.slots || frame.skipped.includes(slot.name)) return null
  return toldOf(l, at, slot)
}

/** “回老家扫墓” at the summary: nothing but another cause, which takes the place of the one that stands. */
export function hearToldAnew(l: Listening, at: At): Told | null {
  const slot = at.flow.slots.find(s => s.told !== null)
  const told = slot && toldOf(l, at, slot)
  return told?.whole ? told : null
}

function toldOf(l: Listening, { flow, frame }: At, slot: Slot): Told | null {
  const { plain } = l.reading
  if (ASKS.test(plain) || slot.refuse?.words.some(word => plain.includes(word))) return null
  const options = flow.slots.flatMap(s => (s.type === 'choice' ? optionsOf(s, frame) : []))
  // 公休 names a kind as its label does; 探亲 and 私事 may be the cause itself.
  const kinds = options.flatMap(({ label, words }) => words.filter(w => w.includes(label.at(-1) ?? '')))
  const parts = segments(l).map(segment => ownCore(l, segment, kinds))
  const text = parts.filter(part => isTold(part, slot.told)).join('，')
  if (text === '' || [...text].length > LONGEST) return null
  return { slot, text, whole: bare(text) === bare(l.reading.text) }
}

/** Longer stories are asked to be put in a sentence. */
const LONGEST = 60
const ASKS = /[?？]|[吗呢么]$|多久|(?:有|休|多少|给|批)几天|几天(?:假?[吗呢?？]|$)|还[有剩]|怎么/u
/** Where one clause goes over into the wish: 去看牙|想请半天. */
const WISH = /(?=(?:我?[想要需得能拟特先再可]+要?)?(?:申请|请(?![教柬客])|休(?![克])|调休|补休|歇))/u

/** Pieces between signs, cut again where a wish begins. */
function segments({ reading }: Listening): string[] {
  const { plain } = reading
  const found: string[] = []
  for (const clause of plain.matchAll(/[^，。；！、：,;!:\n~～…]+/gu)) {
    const from = clause.index
    found.push(...ownWords(reading, from, from + clause[0].length).split(WISH))
  }
  return found
}

/** A piece without its times, kinds and words of wishing. */
function ownCore(l: Listening, segment: string, kinds: readonly string[]): string {
  const { plain, times } = readPart(l, segment)
  let text = segment
  if (plain.length === segment.length)
    for (const { span } of [...times].sort((a, b) => b.span[0] - a.span[0]))
      text = text.slice(0, span[0]) + text.slice(span[1])
  for (const kind of kinds) text = text.replace(kind, '')
  return text.trim().replace(BEFORE, '').replace(AFTER, '')
}

const BEFORE =
  /^(?:尊敬的|领导|您好|你好|麻烦|本人|因为|因此|因|由于|为了|所以|那天|当天|正好|刚好|可能|需要|需|准备|打算|计划|拟于|拟|我(?![们爸妈父母爷奶外婆公姥岳老媳爱孩女儿娃家弟哥姐妹丈舅姑姨叔伯对闺亲])|申请|请(?![教柬客])|休(?!养)|想|要|得(?!了?病)|必须|就|先|再|个|的|假|后|起|开始|是|于|在(?=$)|[\s“”"'（）()])+/u
const AFTER =
  /(?:可以吗|行吗|行不行|好吗|谢谢|望批准|请批准|请批示|的?话|所以|因此|需要|想|得|要|吧|啊|哈|哦|的|[\s“”"'（）()])+$/u

/** What else is said beside a wish and is no cause of it. */
const NO_CAUSE = /交接|批准|审批|批示|报备|谢|登记|加班|余额|提交|改[成到为]|取消|撤/u

function isTold(text: string, told: Slot['told']): boolean {
  if (told === null || [...text].length < 2 || NO_CAUSE.test(text)) return false
  return told.begins.some(word => text.startsWith(word)) || told.holds.some(word => text.includes(word))
}
