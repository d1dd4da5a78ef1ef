import type { Sensitive } from '../kernel/sensitive.ts'
import type { Compiled } from './expression/compile.ts'
import type { SlotTypeName } from './slot-file.ts'
import type { Parts, Template } from './template.ts'
import type { HalfDay, Value, ValueType } from './value.ts'

/** A flow, compiled: every expression and text parsed and checked. Never changed once made. */
export interface Flow {
  readonly id: string
  /** Content hash of the file: a frame remembers it, so that an edit is noticed. */
  readonly hash: string
  readonly title: string
  readonly summary: string
  readonly audience: readonly string[]
  /** Roles that find it in the help. */
  readonly listed: readonly string[]
  readonly confidential: boolean
  /** What it speaks of that has no place on a personal platform by itself. */
  readonly sensitive: readonly Sensitive[]
  /** Never on a personal platform, whatever has been decided. */
  readonly atWork: boolean
  /** Where it stands in the help; null = nowhere. */
  readonly group: string | null
  readonly hidden: boolean
  readonly phrases: readonly string[]
  readonly examples: readonly string[]
  /** A file that comes while nothing is open begins it. */
  readonly byFile: boolean
  /** The look-up of what a bare yes or no answers while nothing is open. */
  readonly yesNo: string | null
  /** The look-up of what words that ask for nothing may answer while nothing is open. */
  readonly told: string | null
  readonly opening: Parts | null
  /** Done when the opening is said. */
  readonly onOpening: Call | null
  readonly gates: readonly Gate[]
  /** In the order to ask. */
  readonly slots: readonly Slot[]
  readonly slot: ReadonlyMap<string, Slot>
  /** The first half-day slot and the one that ends it, where the flow has such a pair. */
  readonly pair: { from: Slot; to: Slot } | null
  readonly rules: readonly Rule[]
  /**
   * `amid`: also where it is put as no question amid the story. `here`: answered while the form is open or about to be,
   * and nowhere else.
   */
  readonly answers: readonly { words: readonly string[]; amid: boolean; here: boolean; say: Parts }[]
  /** `ends`: no gives it up instead of asking what to change. */
  readonly confirm: {
    say: Parts
    yes: string
    no: string
    ends: boolean
    /** While true, these are offered in place of the yes; the first that is. */
    stuck: readonly { when: Compiled; offer: readonly string[] }[]
  } | null
  readonly submit: readonly Submit[]
  readonly done: Parts | null
  readonly withdraw: { flow: string; say: string; change?: string; fixed?: string } | null
  /** What one hears who gives it up; null where the words for all flows do. */
  readonly givenUp: string | null
  /** Said once it was handed in: to a file that comes right after, and to one who takes back in the chat what he told. */
  readonly afterwards: { file?: string; recalled?: string }
  /** `after` in ms. */
  readonly nudges: readonly { after: number; say: Parts }[]
  readonly expire: { after: number; say: Parts } | null
  /** Asked for in distress: afterwards the bot stays with the person. */
  readonly care: boolean
  /** Whether a cancelled form is kept to be taken up again. */
  readonly draft: boolean
  /** The flow that does the same for other people. */
  readonly forOthers: string | null
  /** The flow that a bare “为什么” after its answer begins. */
  readonly why: string | null
  /** Flows to offer afterwards; with `from` one way in for each option of a slot, its value as what was said. */
  readonly next: readonly { flow: string; from: string | null; say: string | null }[]
  readonly onChange: 'keep' | 'restart' | 'pin'
}

export interface Slot {
  readonly name: string
  readonly label: string
  /** Label and other nouns, longest first. */
  readonly nouns: readonly string[]
  readonly cues: readonly string[]
  /** The choice after whose option a sentence tells this one: “不同意，那几天有检查”. */
  readonly follows: string | null
  /** The text that the names of this choice’s options are. */
  readonly fills: string | null
  /** Of people of one name those below who asks are meant, where there are any. */
  readonly below: boolean
  /** The start of a stretch that another clause of the sentence may tell. */
  readonly apart: boolean
  /** How a clause beside the wish begins, or what it holds, that tells the value without a cue. */
  readonly told: { begins: readonly string[]; holds: readonly string[] } | null
  /** How it is heard; 'text' where nobody is asked. */
  readonly type: SlotTypeName
  /** The static type of its value. */
  readonly holds: ValueType
  /** How it is filled: by asking, by working out, by fetching, or by a remark alone. */
  readonly from: 'person' | 'derive' | 'lookup' | 'remark'
  readonly ask: readonly Template[]
  /** Asked once more after something came between, in short. */
  readonly again: Template | null
  readonly why: Template | null
  /** Said of what was named and is not among the options, with {of} = its number or whose it is. */
  readonly absent: string | null
  readonly when: Compiled | null
  /** `instead`: the flow that takes the place of the form where it does not hold; null = it is asked again. */
  readonly must: readonly (Check & { readonly instead: string | null })[]
  readonly derive: Compiled | null
  readonly lookup: {
    name: string
    with: readonly string[]
    optional: readonly string[]
    freshFor: number
  } | null
  readonly options: readonly SlotOption[]
  /** A slot that looks the options up. */
  readonly optionsFrom: string | null
  readonly edge: 'start' | 'end'
  /** Half-days from the start to this end, where only the start is said. */
  readonly lasts: Compiled | null
  /** Of two readings the first is taken. */
  readonly either: boolean
  /** The same end of the thing that is changed; null where nothing is. */
  readonly was: Compiled | null
  /** Whether a length that is said counts every day of the calendar; working days unless it holds. */
  readonly everyDay: Compiled | 'always' | null
  readonly reading: 'past' | 'future' | 'near'
  readonly unit: string | null
  /** The choice of the form that each of a list may say otherwise. */
  readonly ownChoice: string | null
  readonly verbatim: boolean
  /** Words of a wish for the form itself; null = the sentence that begins it is never a part of the story. */
  readonly asksFor: readonly string[] | null
  readonly untilDone: boolean
  /** Also chosen amid the story of its form. */
  readonly amid: boolean
  /** Said when a remark filled it; null where it is asked for. */
  readonly heard: Parts | null
  readonly min: number | null
  readonly max: number | null
  readonly accept: readonly string[]
  readonly maxCount: number
  readonly maxBytes: number
  /** The button that skips it, or null where it must be given. */
  readonly skip: string | null
  /** What it tells that has no place on a personal platform by itself. */
  readonly sensitive: readonly Sensitive[]
  /** Taken where it is said, never asked for. */
  readonly unasked: boolean
  /** Said of one's own accord it counts, also where `when` does not hold. */
  readonly welcome: boolean
  /** Whatever is said is the answer, be it a question or another wish; what is added afterwards belongs to it. */
  readonly whatever: boolean
  readonly refuse: { words: readonly string[]; say: Template; value: Value } | null
  readonly defer: { words: readonly string[]; say: Template } | null
  readonly yes: string | null
  readonly no: string | null
}

export interface SlotOption {
  readonly value: string
  readonly label: string
  /** Everything people call it, longest first. */
  readonly words: readonly string[]
  /** What makes one ask for it, unless the same clause speaks of one of `ofOthers`. */
  readonly causes: readonly string[]
  /** The same where the clause does speak of one of them. */
  readonly othersCauses: readonly string[]
  /** The same as `causes`, also where one takes others along. */
  readonly sharedCauses: readonly string[]
  /** Words for it that are the value of the slot that the choice fills, longest first. */
  readonly names: readonly string[]
  /** What the whole form is about once it is chosen; of what was looked up nothing. */
  readonly sensitive?: readonly Sensitive[]
  /** One of these is said when it is first chosen. */
  readonly comfort: readonly string[]
  readonly ofOthers: readonly string[]
  /** What names it only where each of a list may say its own. */
  readonly apart: readonly string[]
  /** Not empty: it has to be said plainly. What speaks of it, and denied means the other option. */
  readonly shunnedBy: readonly string[]
  /** Offered to nobody whom the roster knows to be of the other sex. */
  readonly forSex?: string
  /** Of what was looked up: the half-days it takes. */
  readonly days?: { from: HalfDay; to: HalfDay }
}

export interface Check {
  readonly that: Compiled
  readonly say: Parts
}

/** What must hold before a flow asks anything. */
export interface Gate extends Check {
  /** The flow that is begun instead, with what was said, where a day was; null = none. */
  readonly instead: string | null
  /** What that flow is handed, by the names of its slots. */
  readonly hands: ReadonlyMap<string, Compiled>
}

export interface Rule extends Check {
  readonly reask: readonly string[]
}

/** An effect, and the values it gets. */
export interface Call {
  readonly effect: string
  readonly with: readonly string[]
}

export interface Submit extends Call {
  readonly done: Parts | null
  readonly failed: Parts | null
  readonly refused: ReadonlyMap<string, Refusal>
}

/** What is said when an effect refuses, and which fields could mend it; none = it cannot be mended here. */
export interface Refusal {
  readonly say: Parts
  readonly reask: readonly string[]
}
