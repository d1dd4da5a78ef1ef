import type { Reading } from '../../kernel/reading.ts'
import type { Between } from '../command.ts'
import type { Flow, Slot, SlotOption } from '../flow.ts'
import { NUMBER } from '../interpret/bare.ts'
import type { Frame } from '../state.ts'
import type { Option, Value } from '../value.ts'
import type { World } from '../world.ts'

/** A text, seen from one slot. */
export interface Hearing {
  reading: Reading
  slot: Slot
  flow: Flow
  frame: Frame
  world: World
  /** Local time, `YYYY-MM-DDTHH:MM`. */
  now: string
  /** Whether the bot has just asked for this slot: then a bare value counts. */
  asked: boolean
}

/** What a slot's parser made of it; null = nothing for this slot. */
export type Heard =
  | { value: Value }
  /** Several readings: the person is asked. */
  | { between: Between }
  /** Meant for this slot, but not usable. */
  | { problem: string; values: Readonly<Record<string, string | number>> }
  | null

/** The options of a choice, fixed in the file or looked up. */
export function optionsOf(slot: Slot, frame: Frame): readonly SlotOption[] {
  if (!slot.optionsFrom) return slot.options
  const got = frame.got[slot.optionsFrom]?.value
  if (!Array.isArray(got)) return []
  return (got as readonly Option[]).map(o => ({
    ...o,
    words: wordsFor(o),
    causes: [],
    othersCauses: [],
    sharedCauses: [],
    names: [],
    comfort: [],
    ofOthers: [],
    apart: [],
    shunnedBy: [],
  }))
}

/** Those that are put before somebody to choose from: more may be heard. */
export function offeredTo({ sex }: World['me'], slot: Slot, frame: Frame): readonly SlotOption[] {
  return optionsOf(slot, frame).filter(({ forSex = sex }) => sex === '' || forSex === sex)
}

/** The label, the value, and the number in the label: of a case only that is known to people. */
function wordsFor({ label, value, words = [] }: Option): string[] {
  const no = NUMBER.exec(label)?.[0]
  return [label, value, ...words, ...(no ? [no] : [])].map(word => word.toLowerCase())
}
