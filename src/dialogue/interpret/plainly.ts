import type { Command } from '../command.ts'
import type { Slot, SlotOption } from '../flow.ts'
import { byNumber } from '../slots/choice.ts'
import { offeredTo, optionsOf } from '../slots/index.ts'
import type { Value } from '../value.ts'
import { bare, findWord, isWhole } from './bare.ts'
import type { At, Listening } from './listening.ts'

const ASKS =
  /[?？]|[吗么嘛呢]$|什么|怎|咋|谁|哪|是否|多少|有没有|((?!不)\p{Script=Han})不\1|会.{0,12}吧$|如何|为啥/u
const SUPPOSES = /如果|要是|假如|假使|假设|若|倘|万一|的话$|哪怕|即使|就算|一旦|只要|除非/u
const DENIES = /[不没别勿甭莫怕]|担心|免得|省得|以免|避免|拒绝/u
/** “不知道实名好不好”, “不怕他们知道是我”, “不是不想实名”: nobody denies with these. */
const DENIES_NOTHING =
  /不(?:知道|懂|清楚|确定|明白|怕|介意|担心|要紧|在乎)|没(?:关系|事)|不是不|不得不|没有?不/u
/** “能不能当面谈”, “可以不用回吗”: put as a question, it wishes. */
const REQUESTS = /^(?:请问|那|我|想|你们?|组织|领导|跟|和)*(?:能不能|可不可以|能否|可否|能|可以)/u
/** What may stand around the name of an option that has to be said plainly, and does not change what is meant. */
const AROUND =
  /^(?:嗯|好|行|对|那|就|我|还是|也|要|想|愿意|决定|选择?|用|可以|都|直接|来|把|将|请|帮|署名|(?:不要?|不用|别|不想|从)?[隐匿]名|改成?|改为|换成?|变成|为|到|是|的|吧|了|啊|呀|哈|啦|哦|交|写|说|讲|反映|提交|上去|一下)*$/u
/** “只给陈静看” where it is asked who shall not read it. */
const PERMITS = /只|可以|能|让|给|行/u

/**
 * What confidential talk is told about oneself counts only as it was said: a question, a denial, a fear or a supposition
 * sets nothing, and what shows who somebody is (`shunned_by`) is set by a plain wish alone.
 */
export function keepPlain(l: Listening, at: At, commands: readonly Command[]): Command[] {
  if (!at.flow.confidential) return [...commands]
  return commands.flatMap((command): Command[] => {
    if (command.do !== 'set') return [command]
    const kept = Object.entries(command.values).filter(([name, value]) => isMeant(l, at, name, value))
    return kept.length > 0 ? [{ ...command, values: Object.fromEntries(kept) }] : []
  })
}

/** Whether more than a yes is said, which may take the yes back: “好，可别让他知道是我”. */
export function isReserved(l: Listening, { flow }: At): boolean {
  return flow.confidential && parts(l).some(part => leavesOpen(part) || DENIES.test(part))
}

/**
 * “可千万别让他知道是我”, “不要实名”: what is denied must be said plainly, so the other option is meant; where that stands, it
 * is said what it means. Null where nothing of the kind is said.
 */
export function declines(l: Listening, { flow, frame }: At): Command[] | null {
  for (const slot of flow.slots) {
    const option = slot.options.find(o => o.shunnedBy.length > 0)
    const other = slot.options.find(o => o !== option)
    if (!option || !other || !parts(l).some(part => deniesIn(part, option, other))) continue
    if (frame.slots[slot.name] !== other.value)
      return [{ do: 'set', frame: frame.id, values: { [slot.name]: other.value }, aloud: true }]
    return [{ do: 'tell', text: l.world.terms[other.label] ?? '' }]
  }
  return null
}

function deniesIn(part: string, option: SlotOption, other: SlotOption): boolean {
  const found = findWord(part, [...option.words, ...option.shunnedBy])
  if (!found || leavesOpen(part)) return false
  const before = part.slice(0, found.at)
  const after = part.slice(found.at + found.word.length)
  if (DENIES_NOTHING.test(before) || other.words.some(word => part.includes(word))) return false
  return DENIES.test(before) || /^(?:就|我|也|还是|的)*(?:不[好行要想]|别|算了|怕)/u.test(after)
}

function isMeant(l: Listening, at: At, name: string, value: Value): boolean {
  const slot = at.flow.slot.get(name)
  if (!slot || slot.optionsFrom !== null) return slot?.type !== 'multi' || !permitsOrAsks(l, at, slot)
  if (slot.type === 'yes_no') return !parts(l).some(leavesOpen)
  if (slot.type !== 'choice') return true
  const option = slot.options.find(o => o.value === value)
  const { plain } = l.reading
  if (!option || byNumber(plain, offeredTo(l.world.me, slot, at.frame)) !== undefined) return true
  const said = parts(l).filter(part => findWord(part, option.words) !== null)
  if (option.shunnedBy.length === 0) return said.length === 0 || said.some(part => saysOf(part, option))
  return !parts(l).some(leavesOpen) && said.some(part => AROUND.test(aroundOf(part, option)))
}

/** Whether a clause chooses an option that it names. */
function saysOf(part: string, option: SlotOption): boolean {
  if (isWhole(part, option.words)) return true
  const around = aroundOf(part, option)
  if (SUPPOSES.test(around) || DENIES.test(around.replace(/能不能|可不可以/gu, ''))) return false
  return !ASKS.test(around) || (REQUESTS.test(around) && !/什么|怎|咋|谁|哪|多少/u.test(around))
}

/** “陈静会看到吗”, “只给陈静看”, “除了陈静谁都别给看” where those are named who shall not: no name for that list. */
function permitsOrAsks(l: Listening, { frame }: At, slot: Slot): boolean {
  const names = optionsOf(slot, frame).flatMap(o => o.words)
  const said = parts(l).filter(part => findWord(part, names) !== null)
  return said.some(part => {
    const keepsOff = /[不别避瞒绕]/u.test(part)
    if (part.includes('除')) return keepsOff || leavesOpen(part)
    return !keepsOff && (leavesOpen(part) || PERMITS.test(part))
  })
}

function leavesOpen(part: string): boolean {
  return ASKS.test(part) || SUPPOSES.test(part)
}

function aroundOf(part: string, option: SlotOption): string {
  const found = findWord(part, option.words)
  const around = found ? part.slice(0, found.at) + part.slice(found.at + found.word.length) : part
  // The sign of a question is what tells one.
  return /[?？]$/u.test(part) ? `${bare(around)}？` : bare(around)
}

/** Clauses, each with the sign that makes a question of it. */
function parts({ reading: { plain } }: Listening): string[] {
  return plain.match(/[^，。；！？,;!?\s]+[？?]?/gu) ?? []
}
