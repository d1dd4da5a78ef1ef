import { Refusal } from '../../kernel/faults.ts'
import type { CareContext } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { reportsIn, withoutReports } from '../safety/report.ts'
import { optionsOf, textsOf } from './hand-over.ts'
import { REPORT } from './office.ts'
import { impartialReaders, namesOf, readersFor } from './readers.ts'
import { standingCase } from './store.ts'

export const reportLookups = {
  /**
   * What of it reports somebody's misconduct. `inbox`: 纪检 receives that here, and somebody is left who may read it;
   * `only`: it says nothing else.
   */
  heart_report: lookup(
    {
      with: { story: 'story', shut: 'multi' },
      returns: { found: 'yes_no', quote: 'text', inbox: 'yes_no', readers: 'text', only: 'yes_no' },
    },
    async (context, { story, shut }) => {
      const { tools } = context
      const texts = await textsOf(context, story)
      const reports = texts.flatMap(text => reportsIn(tools, text))
      const found = reports.length > 0
      const readers = found ? (await inboxFor(context, texts, shut)).readers : []
      return {
        found,
        quote: shorten(reports.join('')),
        inbox: readers.length > 0,
        readers: namesOf(readers, tools.words().and),
        only: found && texts.every(text => withoutReports(tools, text) === ''),
      }
    },
  ),
  /** Who of 纪检 may read it: whom of them its writer leaves out is asked where there are several. */
  heart_inbox: lookup(
    { with: { story: 'story', shut: 'multi' }, returns: 'options' },
    async (context, { story, shut }) =>
      optionsOf((await inboxFor(context, await textsOf(context, story), shut)).readers),
  ),
  /** The same, once he was asked whom; `apart`: who may not for whom he names or leaves out. */
  heart_inbox_left: lookup(
    {
      with: { story: 'story', shut: 'multi', spared: 'multi' },
      returns: { left: 'text', apart: 'text', count: 'number' },
    },
    async (context, { story, shut, spared }) => {
      const texts = await textsOf(context, story)
      const { readers, partial } = await inboxFor(context, texts, [...shut, ...spared])
      const { and } = context.tools.words()
      return { left: namesOf(readers, and), apart: namesOf(partial, and), count: readers.length }
    },
  ),
}

/** Who of 纪检 may read what this person reports, and who not: nobody, while it was not agreed to in writing. */
function inboxFor(
  { tx, tools, person, today }: CareContext,
  texts: readonly string[],
  without: readonly string[],
) {
  const by = { lane: person.id, today, office: 'report' as const }
  return impartialReaders(tx, tools, by, texts, without)
}

/** Why a report is not taken where it was said, which says where it can be: to 纪检 here, or to nobody here. */
export async function refusedReport({ tx, tools, person }: CareContext): Promise<Refusal> {
  const readers = await readersFor(tx, tools.directory, person.id, 'report')
  return new Refusal(readers.length > 0 ? 'report_inbox' : 'report')
}

/**
 * More words for a case: none of them a report, where it is not one for 纪检 anyway.
 * @throws Refusal report, report_inbox
 */
export async function mustBeTheirs(
  context: CareContext,
  id: string,
  texts: readonly string[],
): Promise<void> {
  if ((await standingCase(context.tx, id))?.kind === REPORT) return
  if (texts.some(text => reportsIn(context.tools, text).length > 0)) throw await refusedReport(context)
}

/** As much of it as shows which sentence is meant. */
function shorten(text: string): string {
  const characters = [...text.trim().replace(/[。！？!?；;…]+$/u, '')]
  return characters.length > QUOTED ? `${characters.slice(0, QUOTED).join('')}……` : characters.join('')
}

const QUOTED = 40
