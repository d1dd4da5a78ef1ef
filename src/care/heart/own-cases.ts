import { and, eq, gte, inArray, isNull } from 'drizzle-orm'
import { formatDate } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { addDays } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { effect, LATER, lookup } from '../../runtime/declare.ts'
import type { Tx } from '../../storage/storage.ts'
import { handedTo } from './enclosures.ts'
import { readersNamed } from './named-readers.ts'
import { REPORT } from './office.ts'
import { keepPiece, readPieces } from './pieces.ts'
import { recoveryKey } from './readers.ts'
import { mustBeTheirs } from './report-out.ts'
import type { AnswerOver } from './seal-answer.ts'
import { type CaseRow, casesOfPerson, personOfCase, standingCase } from './store.ts'
import { whoRead } from './who-read.ts'

/** Older cases are not looked through, days. */
const DAYS = 90
const SHOWN = 5

/** What somebody has handed over, the newest first. */
export function casesOf(
  { tx, tools, person, today }: CareContext,
  kinds: readonly string[],
  most = SHOWN,
): Promise<CaseRow[]> {
  const { caseFile } = tx.t
  const lately = and(
    gte(caseFile.day, addDays(today, -DAYS)),
    inArray(caseFile.kind, [...kinds]),
    isNull(caseFile.mergedInto),
  )
  return casesOfPerson(tx, tools, person.id, lately, most)
}

export const ownCaseLookups = {
  /** What I have handed over and can add to. */
  my_cases: lookup({ with: {}, returns: 'options' }, async context => {
    const rows = [...(await casesOf(context, ['heart'])), ...(await casesOf(context, [REPORT]))]
    const options = []
    for (const { id, no, day } of rows) {
      const label = `${no} ${formatDate(day, context.tools.words(), context.today)}`
      options.push({ value: id, label, words: await mergedNumbers(context.tx, id) })
    }
    return options
  }),

  /** One of mine: whether its readers see who I am. Of another's it says that they do not. */
  case_mine: lookup(
    { with: { which: 'choice' }, returns: { hidden: 'yes_no' } },
    async ({ tx, tools, person }, { which }) => {
      const isMine = (await personOfCase(tx, tools, which)) === person.id
      const file = isMine ? await standingCase(tx, which) : null
      return { hidden: file?.mode !== 'named' }
    },
  ),

  /** Who can read what I have handed over, and who has opened it when. */
  who_read: lookup({ with: {}, returns: { text: 'text', nothing: 'yes_no' } }, async context => {
    const lines = []
    const reports = await casesOf(context, [REPORT])
    const others = await casesOf(context, ['heart', 'flag'])
    for (const row of [...others, ...reports]) lines.push(await whoRead(context, row))
    if (lines.length === 0) return { text: context.tools.text('read_nothing'), nothing: true }
    // It opens no report.
    if (others.length > 0 && (await recoveryKey(context.tx))) lines.push(context.tools.text('read_recovery'))
    return { text: lines.join('\n'), nothing: false }
  }),
}

export const ownCaseEffects = {
  /** More words for a case of mine: its readers get them, in the same case. */
  'heart.add': effect(
    {
      with: { which: 'choice', addition: 'story', files: 'file', bare: 'yes_no' },
      optional: ['files', 'bare'],
      result: { lost: 'number', again: 'text' },
      refusals: {
        closed: [],
        gone: [],
        report: [],
        report_inbox: [],
        named: ['name'],
        full: ['had', 'most'],
      },
    },
    async (context, { which, addition, files, bare }) => {
      const { tx, tools, person, key } = context
      if ((await personOfCase(tx, tools, which)) !== person.id) throw new Refusal('gone')
      const texts = (await readPieces(tx, tools.vault, person.id, addition.pieces)).filter(
        text => text !== null,
      )
      await mustBeTheirs(context, which, texts)
      const named = await readersNamed(context, which, texts)
      if (named !== '') throw new Refusal('named', { name: named })
      const enclosed = await handedTo(tx, which, files, bare)
      const answer: AnswerOver = { lane: person.id, key, pieces: addition.pieces, caseId: which, enclosed }
      await keepPiece(context, `form/${key}`, JSON.stringify(answer))
      await context.soon('heart.answer', `${person.id} form/${key}`)
      return LATER
    },
  ),
}

/** Numbers of the cases that went into this one: who has them says them. */
async function mergedNumbers(tx: Tx, id: string): Promise<string[]> {
  const { caseFile } = tx.t
  const numbers = []
  for (const one of await tx.db.select().from(caseFile).where(eq(caseFile.mergedInto, id)))
    numbers.push(one.no, ...(await mergedNumbers(tx, one.id)))
  return numbers
}
