import type { Length } from './slots/length.ts'
import type { FileRef, Value } from './value.ts'

/**
 * All that a message can become. Text never does anything else: that is the boundary that makes the engine
 * testable and safe. The names are persisted with each turn; a test pins them.
 */
export type Command =
  /**
   * Begin a flow with what the same message already said; `around` = the whole message where `text` is a part of
   * it. `force`: the person has chosen it over another task; `beneath`: the other way round. `greeted`: what its opening
   * says was said already. `kept`: what was said before and holds for this one, too. `of`: the number of what was handed in
   * last, which the words are about although they do not name it.
   */
  | {
      do: 'start'
      flow: string
      text?: string
      around?: string
      force?: boolean
      beneath?: boolean
      greeted?: boolean
      kept?: Readonly<Record<string, Value>>
      of?: string
    }
  /**
   * A bare yes or no while nothing is open: the answer to what was asked last, if one of the flows knows of something.
   * `word`: how it was said; `plainly`: so that it can be nothing but leave to do what was asked for.
   */
  | { do: 'reply'; flows: readonly string[]; yes: boolean; word: string; plainly?: boolean }
  /**
   * `halved`: which half of the day the stretch starts in was said. `aloud`: what was understood of a longer sentence
   * is said back, although it answers the question. `counted`: the length that was said, from which the end of the stretch
   * was counted.
   */
  | {
      do: 'set'
      values: Readonly<Record<string, Value>>
      frame?: string
      halved?: boolean
      aloud?: boolean
      counted?: Length
    }
  /** `quiet`: it is not said back, since a question stands. */
  | ({ do: 'length'; quiet?: boolean } & Length)
  /** One more message of a story. */
  | { do: 'append'; text: string }
  | { do: 'attach'; slot: string; files: readonly FileRef[] }
  | { do: 'skip'; slot: string }
  /** Forget a slot's value and ask for it anew. */
  | { do: 'clear'; slots: readonly string[] }
  | { do: 'ask_between'; question: Between }
  | { do: 'choose'; option: number }
  | { do: 'yes' }
  | { do: 'no' }
  | { do: 'finish' }
  /** Options that a remark leaves out; with none, everything is taken back. */
  | { do: 'leave_out'; slot: string; options: readonly string[] }
  /** Forget the last piece of a story. */
  | { do: 'forget_last' }
  /** Forget the files that were sent without being asked for; `last`: those that came last alone. */
  | { do: 'forget_files'; last: boolean }
  /** Answer a question about a flow that is not open, by its place among the flow's answers. */
  | { do: 'answer'; flow: string; answer: number }
  | { do: 'cancel' }
  /** Keep the form at hand for later. */
  | { do: 'set_aside' }
  /** Put the open question again. */
  | { do: 'go_on' }
  | { do: 'restore' }
  | { do: 'restart'; flow: string }
  | { do: 'undo' }
  | { do: 'repeat' }
  /** What can be done; `group`: of one kind, each to be begun with a tap. */
  | { do: 'help'; group?: string }
  | { do: 'retry' }
  /** Say a pattern's words and change nothing. */
  | { do: 'say'; pattern: string; values?: Readonly<Record<string, string | number>> }
  /** Say a text of the flow (an answer, a reason) and change nothing. */
  | { do: 'tell'; text: string }
  /** All it says is what this slot holds already: heard, but no answer to what is asked. */
  | { do: 'stands'; slot: string }
  | { do: 'unknown' }
  | { do: 'nothing' }

/** A question between readings, before it gets its words. */
export interface Between {
  kind: string
  values: Readonly<Record<string, string | number>>
  options: readonly {
    label: string
    words?: readonly string[]
    yesNo?: 'yes' | 'no'
    commands: readonly Command[]
  }[]
}
