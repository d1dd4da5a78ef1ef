import { type Static, type TSchema, Type } from 'typebox'

/**
 * The shape of a flow file: what a clerk may reword. One source for the types, the loader's checks and
 * `flows/flow.schema.json`, which editors complete with. docs/reference/flows.md tells it in prose.
 */
const closed = <T extends Record<string, TSchema>>(properties: T, description: string) =>
  Type.Object(properties, { additionalProperties: false, description })

const Text = Type.String({ minLength: 1 })
// Names become keys of plain objects, where `constructor` stands for something already.
const Name = Type.String({ pattern: '^(?!constructor$)[a-z][a-z0-9_]*$' })
const Condition = Type.String({
  minLength: 1,
  maxLength: 500,
  description: "For example: kind == '病假' && days > 1",
})
const Duration = Type.String({ pattern: '^[1-9][0-9]*[mhd]$', description: '30m, 2h, 7d' })

/** One text, or parts that are joined; a part with `when` is left out while that is not true. */
const Parts = Type.Union([
  Text,
  Type.Array(Type.Union([Text, closed({ when: Condition, say: Text }, 'A part said only when true')]), {
    minItems: 1,
  }),
])

/** One text, or one per try. */
const Tries = Type.Union([Text, Type.Array(Text, { minItems: 1 })])

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
  'clock',
  'phone',
  'yes_no',
] as const

const SlotFile = closed(
  {
    label: Type.Optional(Type.String({ minLength: 1, description: 'The noun people use to correct it' })),
    words: Type.Optional(Type.Array(Text, { description: 'Other nouns for it: 理由, 原因' })),
    cues: Type.Optional(Type.Array(Text, { description: 'Words that lead to its value: 因为' })),
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
    when: Type.Optional(Condition),
    must: Type.Optional(Type.Array(closed({ that: Condition, say: Parts }, 'What this value must satisfy'))),
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
    unasked: Type.Optional(
      Type.Boolean({ description: 'Taken where it is said, never asked for: “今天” of 谁今天不在' }),
    ),
    refuse: Type.Optional(
      closed({ words: Type.Array(Text), say: Text, value: Text }, 'Offered to one who would rather not say'),
    ),
    defer: Type.Optional(
      closed({ words: Type.Array(Text), say: Text }, 'Offered to one who brings it later'),
    ),
    yes: Type.Optional(Text),
    no: Type.Optional(Text),
  },
  'One thing the flow needs to know, or works out',
)

const Rule = closed(
  {
    that: Condition,
    say: Parts,
    reask: Type.Array(Name, { minItems: 1, description: 'With two or more the person is asked which' }),
  },
  'What must hold across slots',
)

const Refused = closed(
  { say: Parts, reask: Type.Array(Name, { minItems: 1 }) },
  'A refusal that a change can mend: these fields are offered',
)

const Submit = closed(
  {
    do: Type.String({ description: 'A registered effect' }),
    with: Type.Optional(Type.Array(Name)),
    done: Type.Optional(Parts),
    failed: Type.Optional(Parts),
    refused: Type.Optional(Type.Record(Name, Type.Union([Parts, Refused]), { additionalProperties: false })),
  },
  'What is done at the end',
)

const OnOpening = closed(
  {
    do: Type.String({ description: 'A registered effect that refuses nothing' }),
    with: Type.Optional(Type.Array(Name)),
  },
  'What is done when the opening is said',
)

export const FlowFile = closed(
  {
    schema: Type.Integer({ minimum: 1, description: 'Format of this file; this program reads 1' }),
    flow: Name,
    title: Text,
    summary: Text,
    audience: Type.Array(Text, { minItems: 1 }),
    confidential: Type.Optional(Type.Boolean()),
    hidden: Type.Optional(Type.Boolean({ description: 'Not shown in the menu' })),
    start: closed(
      {
        phrases: Type.Array(Text, { minItems: 1 }),
        examples: Type.Optional(Type.Array(Text)),
        files: Type.Optional(
          Type.Boolean({
            description: 'A file that comes while nothing is open begins it, if its gates let it',
          }),
        ),
      },
      'How people ask for it',
    ),
    opening: Type.Optional(Parts),
    on_opening: Type.Optional(OnOpening),
    gates: Type.Optional(
      Type.Array(closed({ that: Condition, say: Parts }, 'Ends the flow at once while not true')),
    ),
    slots: Type.Optional(Type.Record(Name, SlotFile, { additionalProperties: false })),
    rules: Type.Optional(Type.Array(Rule)),
    answers: Type.Optional(
      Type.Array(
        closed({ words: Type.Array(Text, { minItems: 1 }), say: Parts }, 'A question people ask here'),
      ),
    ),
    confirm: Type.Optional(
      closed(
        {
          say: Parts,
          yes: Text,
          no: Text,
          ends: Type.Optional(Type.Boolean({ description: 'No ends it; otherwise no asks what to change' })),
        },
        'Always asked, never pre-filled',
      ),
    ),
    submit: Type.Optional(Type.Array(Submit, { minItems: 1 })),
    done: Type.Optional(Parts),
    withdraw: Type.Optional(
      closed(
        { flow: Name, say: Text, change: Type.Optional(Name) },
        'Offered to one who cancels after it was sent; its text may use {no}. `change`: the flow for one who wants it otherwise',
      ),
    ),
    nudge: Type.Optional(
      Type.Array(closed({ after: Duration, say: Parts }, 'A reminder of an unfinished form'), {
        maxItems: 2,
      }),
    ),
    expire: Type.Optional(closed({ after: Duration, say: Parts }, 'When an unfinished form is put away')),
    care: Type.Optional(
      Type.Boolean({ description: 'Afterwards the bot stays with the person instead of asking for errands' }),
    ),
    for_others: Type.Optional({
      ...Name,
      description: 'The flow that does the same for other people: begun where they are named',
    }),
    draft: Type.Optional(Type.Boolean({ description: 'Whether a cancelled form can be taken up again' })),
    next: Type.Optional(
      Type.Array(
        Type.Union([
          Name,
          closed(
            { flow: Name, from: Name, say: Text },
            'A way into the flow for each option of a slot that looks options up: its value is said to the flow. `say`: the question',
          ),
        ]),
        { description: 'Flows to offer afterwards' },
      ),
    ),
    on_change: Type.Optional(Type.Union([Type.Literal('restart'), Type.Literal('pin')])),
  },
  'One conversation of 心桥',
)

export type FlowFile = Static<typeof FlowFile>
export type SlotFile = Static<typeof SlotFile>
export type PartsFile = Static<typeof Parts>
export type SlotTypeName = (typeof SLOT_TYPES)[number]
