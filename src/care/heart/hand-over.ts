import type { Story } from '../../dialogue/value.ts'
import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { CareContext, Tools } from '../../runtime/context.ts'
import { effect, LATER, lookup } from '../../runtime/declare.ts'
import { RETENTION } from '../../runtime/retention.ts'
import { contactFor } from '../people/duty.ts'
import { handed } from './enclosures.ts'
import { keepPiece, readPieces } from './pieces.ts'
import { impartialReaders, namesOf, type Reader, readersFor, recoveryKey } from './readers.ts'
import type { HandOver } from './seal-story.ts'
import { partsOf } from './told-parts.ts'

export const handOverLookups = {
  /**
   * Open only while somebody can read it and somebody is on duty: words must never reach nobody. `inbox`: who of 纪检
   * receives reports here; empty where nobody does.
   */
  heart_open: lookup(
    {
      with: {},
      returns: {
        open: 'yes_no',
        readers: 'text',
        duty: 'text',
        kept: 'text',
        recovery: 'yes_no',
        inbox: 'text',
      },
    },
    async ({ tx, tools, person }) => {
      const readers = await readersFor(tx, tools.directory, person.id)
      const duty = await contactFor(tx, tools.directory, person)
      return {
        open: readers.length > 0 && duty !== null,
        readers: namesOf(readers, tools.words().and),
        duty: duty ? titleOf(duty) : '',
        kept: keptFor(tools),
        recovery: (await recoveryKey(tx)) !== null,
        inbox: namesOf(await readersFor(tx, tools.directory, person.id, 'report'), tools.words().and),
      }
    },
  ),
  /** Who may read what was written so far, and who may not since it names him or whom he stands under. */
  heart_who: lookup(
    { with: { story: 'story', shut: 'multi' }, returns: { left: 'text', apart: 'text', count: 'number' } },
    async (context, { story, shut }) => {
      const texts = await textsOf(context, story)
      return left(context, texts, shut)
    },
  ),
  /** The same, once it was asked whom else one leaves out. */
  heart_left: lookup(
    {
      with: { story: 'story', shut: 'multi', without: 'multi' },
      returns: { left: 'text', apart: 'text', count: 'number' },
    },
    async (context, { story, shut, without }) =>
      left(context, await textsOf(context, story), [...shut, ...without]),
  ),
  /**
   * Who could read any of it, those of 纪检 too where they receive reports, before anything was written: whom of them one
   * leaves out may be said at any time.
   */
  heart_everybody: lookup({ with: {}, returns: 'options' }, async ({ tx, tools, person }) => {
    const [heart, report] = await Promise.all(
      (['heart', 'report'] as const).map(office => readersFor(tx, tools.directory, person.id, office)),
    )
    return optionsOf([...(heart ?? []), ...(report ?? [])])
  }),
  /** Who of them could read what is no report. */
  heart_office: lookup({ with: {}, returns: 'options' }, async ({ tx, tools, person }) =>
    optionsOf(await readersFor(tx, tools.directory, person.id)),
  ),
  heart_readers: lookup(
    { with: { story: 'story', shut: 'multi' }, returns: 'options' },
    async (context, { story, shut }) => {
      const { tx, tools } = context
      const texts = await textsOf(context, story)
      return optionsOf((await impartialReaders(tx, tools, byOf(context), texts, shut)).readers)
    },
  ),
}

export const handOverEffects = {
  'heart.hand_over': effect(
    {
      with: {
        story: 'story',
        files: 'file',
        mode: 'choice',
        strip: 'yes_no',
        bare: 'yes_no',
        topic: 'choice',
        wish: 'choice',
        shut: 'multi',
        without: 'multi',
        cut: 'yes_no',
        pass: 'yes_no',
        spared: 'multi',
      },
      optional: ['files', 'strip', 'bare', 'shut', 'without', 'cut', 'pass', 'spared'],
      result: { no: 'text', due: 'text', report_no: 'text', lost: 'number' },
      refusals: { closed: [], nobody: [], report: [], inbox_gone: [] },
    },
    async (context, { story, files = [], mode, strip, bare, topic, wish, cut, pass, ...said }) => {
      const { tx, tools, person, key } = context
      const { shut = [], without: asked = [], spared = [] } = said
      const split = { cut: cut === true || pass === false, pass: pass === true }
      const leftOut = { without: [...shut, ...asked], spared }
      const about = { ...split, ...leftOut, lane: person.id, today: context.today }
      const parts = await partsOf(tx, tools, about, await textsOf(context, story))
      if (parts.length === 0) throw new Refusal('report')
      for (const { kind, readers } of parts) {
        if (readers.length > 0) continue
        const all = await readersFor(tx, tools.directory, person.id, kind)
        throw new Refusal(kind === 'report' ? 'inbox_gone' : all.length === 0 ? 'closed' : 'nobody')
      }
      const handOver: HandOver = {
        ...about,
        key,
        pieces: story.pieces,
        mode: mode === 'hidden' ? 'hidden' : 'named',
        topic,
        wish,
        strip: strip === true ? person.name : null,
        // What reports somebody and is passed on to nobody takes its files along: nobody can tell what they hold.
        enclosed: handed(files, split.cut ? 'all' : bare === true ? 'traces' : 'none'),
      }
      await keepPiece(context, `form/${key}`, JSON.stringify(handOver))
      await context.soon('heart.seal', `${person.id} form/${key}`)
      return LATER
    },
  ),
}

/** How long a case is kept once it is closed: 一年, 90天. */
function keptFor(tools: Tools): string {
  const days = tools.policy(RETENTION).cases_days
  return days % YEAR === 0
    ? tools.text('kept_years', { count: days / YEAR })
    : tools.text('kept_days', { count: days })
}

const YEAR = 365

async function left(context: CareContext, texts: readonly string[], without: readonly string[]) {
  const { tx, tools } = context
  const { readers, partial } = await impartialReaders(tx, tools, byOf(context), texts, without)
  const and = tools.words().and
  return { left: namesOf(readers, and), apart: namesOf(partial, and), count: readers.length }
}

function byOf({ person, today }: CareContext) {
  return { lane: person.id, today }
}

/** What was told so far. */
export async function textsOf({ tx, tools, person }: CareContext, { pieces }: Story): Promise<string[]> {
  return (await readPieces(tx, tools.vault, person.id, pieces)).filter(text => text !== null)
}

/** Readers to choose from, by what they are called and by name. */
export function optionsOf(readers: readonly Reader[]) {
  return readers.map(({ person }) => ({
    value: person.id,
    label: labelOf(person, readers),
    words: [person.name],
  }))
}

/** 林主任; by name where two are called so. */
function labelOf(person: Person, readers: readonly Reader[]): string {
  const title = titleOf(person)
  return readers.filter(r => titleOf(r.person) === title).length > 1 ? person.name : title
}
