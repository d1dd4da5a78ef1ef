import type { SlotOption } from '../flow.ts'

/** Options named in a text, in order; only where none is named, those it gives a cause for. */
export function mentions(plain: string, options: readonly SlotOption[]): SlotOption[] {
  const named = found(plain, options, ({ words }) => words.find(w => plain.includes(w)))
  return named.length > 0 ? named : found(plain, options, option => causeIn(plain, option))
}

type Place = { at: number; end: number }

/** Overlapping names give way to the longest. */
function found(
  plain: string,
  options: readonly SlotOption[],
  wordOf: (option: SlotOption) => string | undefined,
): SlotOption[] {
  const places = options.flatMap(option => {
    const word = wordOf(option)
    const at = word === undefined ? -1 : plain.indexOf(word.replace('。', ''))
    return word === undefined || rejected(plain, at) ? [] : [{ option, at, end: at + word.length }]
  })
  const asked = places.filter(({ at }) => !isCompared(plain, at))
  const longer = (f: Place, g: Place) => g.at <= f.at && g.end >= f.end && g.end - g.at > f.end - f.at
  // “不同意了”: of names that overlap the first counts, or a no would be read as a yes.
  const earlier = (f: Place, g: Place) => g.at < f.at && g.end > f.at && g.end < f.end
  return (asked.length > 0 ? asked : places)
    .filter(f => !places.some(g => g !== f && (longer(f, g) || earlier(f, g))))
    .sort((a, b) => a.at - b.at)
    .map(f => f.option)
}

/**
 * “发烧” asks for sick leave, “孩子发烧” does not; where it matters to whom, that may be another option. “带孩子去香港” goes
 * there too.
 */
function causeIn(
  plain: string,
  { causes, othersCauses, sharedCauses, ofOthers }: SlotOption,
): string | undefined {
  const before = (cause: string) => plain.slice(0, plain.indexOf(cause.replace('。', '')))
  const ofSomebody = (cause: string) => isOfOther(before(cause), ofOthers)
  return (
    causes.find(cause => tells(plain, cause) && !ofSomebody(cause)) ??
    sharedCauses.find(
      cause => tells(plain, cause) && !isOfOther(withoutCompany(before(cause), ofOthers), ofOthers),
    ) ??
    othersCauses.find(cause => tells(plain, cause) && ofSomebody(cause))
  )
}

/** “带孩子去”, “和爸妈一起去”: who goes along is not who goes, unless he who speaks is the one who is taken. */
function withoutCompany(before: string, others: readonly string[]): string {
  return before.replace(COMPANY, taken => (isOfOther(taken, others) ? '' : taken))
}

const COMPANY = /(?:带|陪|送|和|跟|与|随|同(?![学事志乡伴桌]))[^，,。；;！!？?\n]*$/u

/** “生了。” counts only where the clause ends: 生了病 is something else. */
function tells(plain: string, cause: string): boolean {
  return cause.endsWith('。')
    ? `${plain}。`.replace(/[，,；;！!？?、\s]/gu, '。').includes(cause)
    : plain.includes(cause)
}

/** “老婆乳腺癌，化疗半年”: whoever was spoken of last in the sentence, before the word, is whose it is. */
function isOfOther(before: string, others: readonly string[]): boolean {
  const sentence = before.split(/[。；！？;!?\n]/u).at(-1) ?? ''
  const place = (name: string) => {
    const at = sentence.lastIndexOf(name)
    return IN_LAW.test(sentence.slice(0, at + 1)) ? -1 : at
  }
  const last = (names: readonly string[]) => Math.max(...names.map(place))
  return last(others) > last(ONESELF)
}

/** 儿媳妇 is nobody's 媳妇 who speaks. */
const IN_LAW = /[儿弟侄孙]媳$/u

const ONESELF = ['我', '本人', '自己', '俺']

/** “产检算不算病假”, “疗休养占年假吗”: asked about is what stands before; the other it is only held against. */
function isCompared(plain: string, at: number): boolean {
  const before = /(算不算|占不占|[算占])(?:是|在|入|进|作)?$/u.exec(plain.slice(0, at))?.[1]
  return before !== undefined && (before.length > 1 || /[吗么]/u.test(plain.slice(at)))
}

function rejected(plain: string, at: number): boolean {
  return /(?:不是|不要|别|不请|不用|而非)$/u.test(plain.slice(Math.max(0, at - 3), at))
}
