import { type Static, Type } from 'typebox'

/**
 * Repairs and courtesies, written once for the whole bot in `flows/_patterns.yaml`. The behaviour is code; the
 * file holds the words: `words` = whole messages that mean it, `examples` = sentences for the classifier,
 * `say` = what is answered (one text, or one per time in a row), `options` = labels of its buttons.
 */
const Pattern = Type.Object(
  {
    words: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    examples: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    say: Type.Optional(
      Type.Union([Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })]),
    ),
    options: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
  },
  { additionalProperties: false },
)

export type PatternsFile = Static<typeof PatternsFile>
export const PatternsFile = Type.Object(
  {
    schema: Type.Integer(),
    /** `words`, `examples` and `say` by name; the names are those of PATTERNS. */
    patterns: Type.Record(Type.String(), Pattern),
    /** What a domain word means, for “调休是什么”. */
    terms: Type.Record(Type.String(), Type.String()),
  },
  { additionalProperties: false },
)

export type PatternText = Static<typeof Pattern>
export type Patterns = Readonly<Record<PatternName, PatternText>>

interface Wants {
  /** Needs `words`. */
  words?: true
  /** Names that `say` and `options` may use. */
  say?: readonly string[]
  /** How many buttons. */
  options?: number
}

/** Every pattern the engine knows, and what its text must and may hold. */
export const PATTERNS = {
  // Asked for in words
  cancel: { words: true, say: ['title'] },
  cancel_plain: { say: ['title'] },
  cancel_as_is: { say: ['title'] },
  cancel_hidden: { say: [] },
  kept_sealed: { say: [] },
  cancel_none: { say: [] },
  // Of what was handed in, where nothing is being filled in.
  not_after_all: { words: true },
  restore: { words: true, say: ['title'] },
  restore_hidden: { say: [] },
  restore_none: { say: [] },
  set_aside: { words: true, say: ['days'] },
  draft_waits: { say: [] },
  left_alone: { say: [] },
  undo: { words: true, say: ['changes'] },
  undo_none: { say: [] },
  repeat: { words: true, say: [] },
  help: { words: true, say: ['titles', 'asked'] },
  help_idle: { say: ['titles'] },
  help_kinds: { say: ['titles'], options: 5 },
  help_group: { say: ['group'] },
  wait: { words: true, say: [] },
  hedge: { say: ['yes'] },
  doubt: { say: ['yes'] },
  too_early: { say: ['yes'] },
  finish: { words: true },
  retry: { words: true },
  why: { words: true, say: [] },
  what_is: { words: true, say: [] },
  field: { words: true },
  fix: { words: true },
  greeting: { words: true, say: ['name'] },
  greeting_busy: { say: [] },
  thanks: { words: true, say: [] },
  robot: { words: true, say: [] },
  anger: { words: true, say: [] },
  others: { say: [] },
  others_task: { say: [] },
  authority: { say: [] },
  // What was heard cannot be used
  empty: { say: [] },
  too_long: { say: ['limit'] },
  shorten: { say: ['limit'] },
  story_full: { say: [] },
  nothing_told: { say: [] },
  // What is told is taken back: the last of it, or all.
  erase: { say: [], options: 3 },
  erase_which: { say: [], options: 3 },
  erased_last: { say: [] },
  erased_files: { say: ['count'] },
  no_files_kept: { say: [] },
  only_files: { say: [] },
  unheard: { say: [] },
  unreadable: { say: [] },
  unfetched: { say: [] },
  no_file: { say: [] },
  no_file_idle: { say: [] },
  wrong_file: { say: ['accept'] },
  big_file: { say: ['size', 'max'] },
  empty_file: { say: [] },
  many_files: { say: ['max'] },
  got_files: { say: ['count'] },
  file_words: { say: [], options: 5 },
  cannot: { say: [] },
  cannot_busy: { say: [] },
  cannot_human: { say: [], options: 2 },
  listening: { say: [] },
  recalled: { say: ['label'] },
  recalled_piece: { say: [] },
  secret: { say: [] },
  held_back: { say: ['value'], options: 2 },
  report: { say: [] },
  report_inbox: { say: [] },
  weighs: { say: [], options: 2 },
  vents: { words: true, say: [], options: 2 },
  weighs_no: { say: [] },
  weighs_closed: { say: [] },
  // `words`: other ways of the first answer; of `direct_no`, of the second.
  direct: { words: true, say: [], options: 2 },
  direct_no: { words: true, say: [] },
  direct_why: { say: [] },
  direct_unsure: { say: [] },
  // Which of several
  try_again: { say: [] },
  sympathy: { words: true, say: [] },
  // A death told without a wish: leave for it is offered; `options`: the wish, and none.
  bereaved: { say: [], options: 2 },
  kind_offered: { say: ['kind'], options: 2 },
  enough: { say: [] },
  clarify: { say: [], options: 0 },
  clarify_one: { say: ['title'], options: 2 },
  switch: { say: ['new', 'old'], options: 2 },
  switch_hidden: { say: ['new'], options: 2 },
  under_way: { say: ['title'] },
  passed_over: { say: ['title'] },
  refused_waits: { say: ['title'] },
  arrived: { say: [] },
  one_opinion: { say: [] },
  several_of_one: { say: ['name', 'count'] },
  again: { say: ['title', 'asked'], options: 2 },
  again_hidden: { say: [], options: 2 },
  too_deep: { say: ['titles'] },
  kept_undecided: { say: [] },
  one_more: { say: ['title'] },
  in_story: { say: ['title', 'label'], options: 2 },
  resume: { say: ['title'] },
  resume_hidden: { say: [], options: 2 },
  offer: { options: 2 },
  which_date: { say: [] },
  which_day: { say: [] },
  one_day_each: { say: [] },
  shifts_unread: { say: ['days'] },
  shares_unread: { say: ['names'] },
  shares_nobody: { say: [] },
  shifts_long: { say: ['max'] },
  hours_total: { say: [] },
  from_till: { say: [] },
  one_day: { say: ['day'], options: 1 },
  own_apart: { say: ['title'] },
  others_apart: { say: ['names'] },
  others_too: { say: ['names'], options: 2 },
  vague_end: { say: ['end', 'from', 'till', 'hours'], options: 1 },
  vague_start: { say: ['end', 'till', 'from', 'hours'], options: 1 },
  which_day_first: { say: [] },
  split: { say: [] },
  which_half: { say: ['date'], options: 2 },
  which_edge: { say: ['date'], options: 3 },
  which_length: { say: ['span', 'days', 'said'], options: 2 },
  as_half_days: { say: ['span', 'days'], options: 2 },
  bad_date: { say: ['text'] },
  backwards: { say: [] },
  which_person: { say: ['name'] },
  no_person: { say: [] },
  bad_phone: { say: [] },
  small: { say: ['min'] },
  large: { say: ['max'] },
  which_field: { words: true, say: [], options: 1 },
  // Said about changes
  changed: { say: ['changes'] },
  change: { say: ['label', 'value'] },
  filled: { say: ['label', 'value'] },
  change_dates: { say: ['span'] },
  change_other: { say: ['title', 'change'] },
  noted: { say: ['label'] },
  noted_days: { say: ['days'] },
  noted_length: { say: ['length'] },
  received: { say: [] },
  heard_first: { say: [] },
  no_answer: { say: [] },
  nothing_asked: { say: [] },
  told_answer: { say: ['title', 'label'], options: 2 },
  another_day: { say: ['label'], options: 2 },
  means_yes: { say: ['label', 'verdict'], options: 2 },
  stale_card: { say: [] },
  content_changed: { say: [] },
  stale_idle: { say: [] },
  flow_changed: { say: ['title'] },
  flow_changed_some: { say: ['title', 'labels'] },
  flow_changed_hidden: { say: [] },
  flow_restart: { say: ['title'] },
  flow_restart_hidden: { say: [] },
  flow_gone: { say: ['draft'] },
  flow_gone_empty: { say: [] },
  no_longer_allowed: { say: [] },
  nothing_for_you: { say: [] },
  not_for_you: { say: [] },
  no_such_number: { say: ['no'] },
  none_of_his: { say: ['name'] },
  sending: { say: [] },
  still_sending: { say: [] },
  backend_down: { say: ['error'] },
  not_yet: { say: [] },
  next: { say: [] },
  next_busy: { say: ['titles'] },
  // A personal platform
  greeting_here: { say: [] },
  off_here: { say: [] },
  personal_here: { say: [] },
  later_here: { say: ['label'] },
  more_at_work: { say: ['count'] },
  file_off_here: { say: [] },
  // The channel
  group: { say: [] },
  outsider: { say: [] },
  stranger: { say: [] },
  poison: { say: [] },
  lost: { say: [] },
  colleague_in: { say: [] },
  colleague_text: { say: [] },
  colleague_out: { say: [] },
  colleague_end: { words: true },
  first_use: { say: [] },
} as const satisfies Record<string, Wants>

export type PatternName = keyof typeof PATTERNS

export function isPattern(name: string): name is PatternName {
  return Object.hasOwn(PATTERNS, name)
}
