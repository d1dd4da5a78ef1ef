import { type Static, Type } from 'typebox'
import { Condition, closed, Duration, Name, Parts, Text, Tries, topics } from './file-parts.ts'

const Choice = Type.Union([
  Text,
  closed(
    {
      value: Text,
      label: Type.Optional(Text),
      words: Type.Optional(Type.Array(Text, { description: 'Other words people use for it' })),
      causes: Type.Optional(
        Type.Array(Text, {
          description: 'What makes one ask for it: 生病. Not where it happened to somebody of `of_others`',
        }),
      ),
      others_causes: Type.Optional(
        Type.Array(Text, { description: 'The same, only where it happened to somebody of `of_others`' }),
      ),
      shared_causes: Type.Optional(
        Type.Array(Text, {
          description:
            'The same as `causes`, also one’s own where one takes those others along: 带孩子去香港',
        }),
      ),
      names: Type.Optional(
        Type.Array(Text, { description: 'Words for it that are the value of the slot it `fills`: 杭州' }),
      ),
      of_others: Type.Optional(
        Type.Array(Text, { description: 'Whose `others_causes` are meant, where not everybody’s: 老婆' }),
      ),
      apart: Type.Optional(
        Type.Array(Text, {
          description: 'Words that name it only where each of a list may say its own (`own_choice`)',
        }),
      ),
      shunned_by: Type.Optional(
        Type.Array(Text, {
          description:
            'With it, the option must be said plainly. Words that speak of it, and denied mean the other of two: 知道是我',
        }),
      ),
      for_sex: Type.Optional(
        Type.Enum(['男', '女'], {
          description: 'Not offered to whom the roster knows to be of the other sex; who says it is heard',
        }),
      ),
      sensitive: Type.Optional(
        topics('Chosen, it makes the whole form sensitive, as the `sensitive` of a flow does'),
      ),
      comfort: Type.Optional(
        Type.Array(Text, { description: 'One of these is said first, when it is first chosen' }),
      ),
    },
    'An option with everyday names',
  ),
])

export const SLOT_TYPES = [
  'text',
  'number',
  'money',
  'choice',
  'multi',
  'date',
  'half_day',
  'time',
  'file',
  'person',
  'people',
  'shifts',
  'shares',
  'clock',
  'phone',
  'yes_no',
] as const

export const SlotFile = closed(
  {
    label: Type.Optional(Type.String({ minLength: 1, description: 'The noun people use to correct it' })),
    words: Type.Optional(Type.Array(Text, { description: 'Other nouns for it: 理由, 原因' })),
    cues: Type.Optional(
      Type.Array(Text, { description: 'Words that lead to its value: 因为; or stand around it: 请…顶岗' }),
    ),
    apart: Type.Optional(
      Type.Boolean({
        description: 'The start of a stretch that another clause may tell: 下周出差，…到周五',
      }),
    ),
    follows: Type.Optional(
      Type.String({
        description: 'A choice of this form: what a sentence says after an option of it is this slot’s',
      }),
    ),
    fills: Type.Optional(
      Type.String({ description: 'A text of this form that the `names` of the options of this choice are' }),
    ),
    told: Type.Optional(
      closed(
        { begins: Type.Array(Text), holds: Type.Array(Text) },
        'Words by which a clause beside the wish tells it: 陪…, …住院',
      ),
    ),
    type: Type.Optional(Type.Enum(SLOT_TYPES)),
    ask: Type.Optional(Tries),
    again: Type.Optional(Type.String({ minLength: 1, description: 'Asked once more, in short' })),
    why: Type.Optional(Type.String({ minLength: 1, description: 'Answer to “why do you need this”' })),
    absent: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'What else can be done about one that is not among the options; it may use {of}, its number or whose',
      }),
    ),
    when: Type.Optional(Condition),
    must: Type.Optional(
      Type.Array(
        closed(
          {
            that: Condition,
            say: Parts,
            instead: Type.Optional(
              Type.String({
                description: 'The flow that takes the place of this form where it does not hold',
              }),
            ),
          },
          'What this value must satisfy',
        ),
      ),
    ),
    derive: Type.Optional(Condition),
    lookup: Type.Optional(Type.String({ description: 'A registered look-up' })),
    with: Type.Optional(Type.Array(Name)),
    fresh_for: Type.Optional(
      Type.Union([
        Duration,
        Type.Literal('once', { description: 'Looked up once, and kept while the form lasts' }),
      ]),
    ),
    of_others: Type.Optional(Type.Array(Text, { description: 'Whose causes are not one’s own: 妈, 孩子' })),
    options: Type.Optional(
      Type.Union([
        Type.Array(Choice, { minItems: 1 }),
        closed({ from: Name }, 'A slot that looks options up'),
      ]),
    ),
    edge: Type.Optional(Type.Union([Type.Literal('start'), Type.Literal('end')])),
    lasts: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Days from the start to this end, where only the start is said',
      }),
    ),
    either: Type.Optional(
      Type.Boolean({ description: 'Of two readings of a day the first is taken, and nothing is asked' }),
    ),
    was: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'What this end is in the thing that is changed: 往后挪一天 is counted from it',
      }),
    ),
    every_day: Type.Optional(
      Type.Union([
        Type.Literal(true),
        Type.String({
          minLength: 1,
          description: 'Where it holds, a length that is said counts rest days and holidays too: 产假98天',
        }),
      ]),
    ),
    reading: Type.Optional(Type.Union([Type.Literal('past'), Type.Literal('future'), Type.Literal('near')])),
    unit: Type.Optional(Text),
    verbatim: Type.Optional(Type.Boolean()),
    heard: Type.Optional(Parts),
    collect: Type.Optional(Type.Literal('until_done')),
    asks_for: Type.Optional(
      Type.Array(Text, {
        description: 'Words of a wish for the form: 说说, 聊聊. What else its sentence says is told',
      }),
    ),
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
    accept: Type.Optional(
      Type.Array(Type.Enum(['image', 'pdf', 'audio', 'video', 'other']), {
        minItems: 1,
      }),
    ),
    max_count: Type.Optional(Type.Integer({ minimum: 1 })),
    max_mb: Type.Optional(Type.Number()),
    optional: Type.Optional(Type.String({ minLength: 1, description: 'The button that skips it: 跳过' })),
    amid: Type.Optional(
      Type.Boolean({
        description: 'Also chosen amid the story by one of its words as a whole message: 隐名',
      }),
    ),
    own_choice: Type.Optional(
      Type.String({
        description: 'A choice of the form that each day or person of a list may say otherwise',
      }),
    ),
    whatever: Type.Optional(
      Type.Boolean({
        description: 'Whatever is said is the answer, be it a question or another wish: a human will read it',
      }),
    ),
    welcome: Type.Optional(
      Type.Boolean({
        description: 'Said of one’s own accord it is taken, also where `when` would not ask it',
      }),
    ),
    below: Type.Optional(
      Type.Boolean({
        description: 'Of people of one name those below who asks are meant, where there are any',
      }),
    ),
    unasked: Type.Optional(
      Type.Boolean({ description: 'Taken where it is said, never asked for: “今天” of 谁今天不在' }),
    ),
    refuse: Type.Optional(
      closed({ words: Type.Array(Text), say: Text, value: Text }, 'Offered to one who would rather not say'),
    ),
    sensitive: Type.Optional(
      topics(
        'Put off where it must not be spoken of (WeChat), by its `defer`, until it is decided otherwise',
      ),
    ),
    defer: Type.Optional(
      closed({ words: Type.Array(Text), say: Text }, 'Offered to one who brings it later'),
    ),
    yes: Type.Optional(Text),
    no: Type.Optional(Text),
  },
  'One thing the flow needs to know, or works out',
)

export type SlotFile = Static<typeof SlotFile>
export type SlotTypeName = (typeof SLOT_TYPES)[number]
