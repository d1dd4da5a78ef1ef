import { type Static, Type } from 'typebox'
import { Condition, closed, Duration, Name, Parts, Text, topics } from './file-parts.ts'
import { SlotFile } from './slot-file.ts'

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

/**
 * The shape of a flow file: what a clerk may reword. One source for the types, the loader's checks and
 * `flows/flow.schema.json`, which editors complete with. docs/reference/flows.md tells it in prose.
 */
export const FlowFile = closed(
  {
    schema: Type.Integer({ minimum: 1, description: 'Format of this file; this program reads 1' }),
    flow: Name,
    title: Text,
    summary: Text,
    audience: Type.Array(Text, { minItems: 1 }),
    listed: Type.Optional(
      Type.Array(Text, {
        minItems: 1,
        description: 'Roles that find it in the help, where not all of the audience',
      }),
    ),
    confidential: Type.Optional(Type.Boolean()),
    sensitive: Type.Optional(
      topics(
        'What keeps it off a personal platform (WeChat) until the organisation has decided otherwise. A confidential flow has `[confidential]` unless it says something else',
      ),
    ),
    at_work: Type.Optional(
      Type.Boolean({ description: 'Never on a personal platform (WeChat), whatever has been decided' }),
    ),
    group: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Where it stands in the help: one of the options of `help_kinds`',
      }),
    ),
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
        yes_no: Type.Optional(
          Type.String({
            description:
              'A look-up of options: what a bare yes or no answers while nothing is open. The first option of the choice that is fixed here is the yes, the second the no',
          }),
        ),
        told: Type.Optional(
          Type.String({
            description:
              'A look-up of options: what words that ask for nothing may answer while nothing is open. They are asked about, and become the text that is fixed here',
          }),
        ),
      },
      'How people ask for it',
    ),
    opening: Type.Optional(Parts),
    on_opening: Type.Optional(OnOpening),
    gates: Type.Optional(
      Type.Array(
        closed(
          {
            that: Condition,
            say: Type.Optional(Parts),
            instead: Type.Optional(
              Type.String({
                description:
                  'The flow that is begun instead with what was said, where a day was or it is handed something',
              }),
            ),
            hands: Type.Optional(
              Type.Record(Name, Condition, {
                description:
                  'What that flow is handed: an expression for each of its slots; an empty text is nothing',
              }),
            ),
          },
          'Ends the flow at once while not true',
        ),
      ),
    ),
    slots: Type.Optional(Type.Record(Name, SlotFile, { additionalProperties: false })),
    rules: Type.Optional(Type.Array(Rule)),
    answers: Type.Optional(
      Type.Array(
        closed(
          {
            words: Type.Array(Text, {
              minItems: 1,
              description: 'Words of the question, or what stands around others: 会…知道是我',
            }),
            amid: Type.Optional(
              Type.Boolean({
                description:
                  'Also answered amid the story where every clause holds one of them, asked or not',
              }),
            ),
            here: Type.Optional(
              Type.Boolean({ description: 'Asked of what this form is about: answered nowhere else' }),
            ),
            say: Parts,
          },
          'A question people ask here',
        ),
      ),
    ),
    confirm: Type.Optional(
      closed(
        {
          say: Parts,
          yes: Text,
          no: Text,
          ends: Type.Optional(Type.Boolean({ description: 'No ends it; otherwise no asks what to change' })),
          stuck: Type.Optional(
            Type.Array(
              closed(
                { when: Condition, offer: Type.Array(Text, { minItems: 1 }) },
                'While true a yes leads nowhere: what helps is offered in its place, in words that are understood here',
              ),
            ),
          ),
        },
        'Always asked, never pre-filled',
      ),
    ),
    submit: Type.Optional(Type.Array(Submit, { minItems: 1 })),
    done: Type.Optional(Parts),
    withdraw: Type.Optional(
      closed(
        { flow: Name, say: Text, change: Type.Optional(Name), fixed: Type.Optional(Text) },
        'Offered to one who cancels after it was sent; its text may use {no}. `change`: the flow for one who wants other dates. `fixed`: what cannot be changed any more, and what to do instead',
      ),
    ),
    given_up: Type.Optional({
      ...Text,
      description:
        'What is said to one who gives it up with 取消, where the words for all flows are not true of it',
    }),
    afterwards: Type.Optional(
      closed(
        {
          file: Type.Optional(Text),
          recalled: Type.Optional(Text),
        },
        'Said once it was handed in: `file` to a file that comes while nothing else was begun, `recalled` to one who takes back in the chat what he told',
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
    why: Type.Optional(
      Type.String({ description: 'The flow that a bare “为什么” after the answer of this one begins' }),
    ),
    on_change: Type.Optional(Type.Union([Type.Literal('restart'), Type.Literal('pin')])),
  },
  'One conversation of 心桥',
)

export type FlowFile = Static<typeof FlowFile>
