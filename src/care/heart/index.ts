import type { Story } from '../../dialogue/value.ts'
import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { CareArea } from '../../runtime/care-area.ts'
import type { CareContext } from '../../runtime/context.ts'
import { effect, LATER, lookup } from '../../runtime/declare.ts'
import { dutyOf } from '../people/duty.ts'
import { reportsIn, withoutReports } from '../safety/report.ts'
import { CLOCK, remindReaders } from './clock.ts'
import { caseDeskRoutes } from './desk-routes.ts'
import { caseEndRoutes } from './end-routes.ts'
import { type AnswerOver, type HandOver, sealAnswer, sealStory } from './errands.ts'
import { ESCALATED, escalate } from './escalate.ts'
import { followUpRoutes } from './follow-up-routes.ts'
import { FOLLOW_UPS, remindFollowUps } from './follow-ups.ts'
import { keyRoutes } from './key-routes.ts'
import { caseMergeRoutes } from './merge-routes.ts'
import { OPENINGS } from './openings.ts'
import { ownCaseEffects, ownCaseLookups } from './own-cases.ts'
import { keepPiece, readPieces } from './pieces.ts'
import { READER_ADDED, tellOfAdded } from './reader-added.ts'
import { impartialReaders, namesOf, type Reader, readersFor } from './readers.ts'
import { recoveryRoutes } from './recovery-routes.ts'
import { REKEY, rekey } from './rekey.ts'
import { renewRoutes } from './renew-routes.ts'
import { REVEAL_TOLD, tellWriter } from './reveal.ts'
import { revealRoutes } from './reveal-routes.ts'
import { caseRoutes } from './routes.ts'
import { statisticsRoutes } from './statistics-routes.ts'
import { dropLetter, waitingLetter } from './store.ts'
import { takeBackEffects, takeBackLookups } from './take-back.ts'
import { talkRoutes } from './talk-routes.ts'
import { TALK_SOON, TALKER_LEFT, talkEffects, talkerLeft, talkLookups, talkSoon } from './talks.ts'

const LETTER_SAID = 'heart.letter_said'

/** 向组织说说心里话: heard in the chat, sealed to its readers, answered without exposing anybody. */
export const heartArea: CareArea = {
  name: 'heart',
  lookups: {
    ...ownCaseLookups,
    ...talkLookups,
    ...takeBackLookups,
    /** Open only while somebody can read it and somebody is on duty: words must never reach nobody. */
    heart_open: lookup(
      { with: {}, returns: { open: 'yes_no', readers: 'text', duty: 'text' } },
      async ({ tx, tools, person }) => {
        const readers = await readersFor(tx, tools.directory, person.id)
        const duty = await dutyOf(tx, tools.directory, person)
        return {
          open: readers.length > 0 && duty !== null,
          readers: namesOf(readers, tools.words().and),
          duty: duty ? titleOf(duty) : '',
        }
      },
    ),
    /** Who may read what was written so far, and who may not since it names him or whom he stands under. */
    heart_who: lookup(
      { with: { story: 'story', shut: 'multi' }, returns: { left: 'text', apart: 'text', count: 'number' } },
      async (context, { story, shut }) => {
        const { tx, tools, person } = context
        const texts = await textsOf(context, story)
        const { readers, partial } = await impartialReaders(tx, tools, person.id, texts, shut)
        const and = tools.words().and
        return { left: namesOf(readers, and), apart: namesOf(partial, and), count: readers.length }
      },
    ),
    /** What of it reports somebody's misconduct: that is nobody's to receive here. */
    heart_report: lookup(
      { with: { story: 'story' }, returns: { found: 'yes_no', quote: 'text' } },
      async (context, { story }) => {
        const texts = await textsOf(context, story)
        const reports = texts.flatMap(text => reportsIn(context.tools, text))
        return { found: reports.length > 0, quote: shorten(reports.join('')) }
      },
    ),
    /** Who could read it, before anything was written: whom of them one leaves out may be said at any time. */
    heart_everybody: lookup({ with: {}, returns: 'options' }, async ({ tx, tools, person }) =>
      optionsOf(await readersFor(tx, tools.directory, person.id)),
    ),
    heart_readers: lookup(
      { with: { story: 'story', shut: 'multi' }, returns: 'options' },
      async (context, { story, shut }) => {
        const { tx, tools, person } = context
        const texts = await textsOf(context, story)
        return optionsOf((await impartialReaders(tx, tools, person.id, texts, shut)).readers)
      },
    ),
    /** The oldest answer that waits. It stays until what shows it has really been sent. */
    letter: lookup(
      { with: {}, returns: { found: 'yes_no', key: 'text', id: 'text', no: 'text', text: 'text' } },
      async ({ tx, tools, person }) => {
        const letter = await waitingLetter(tx, tools, person.id)
        if (!letter) return { found: false, key: '', id: '', no: '', text: '' }
        return { found: true, key: letter.id, id: letter.caseId, no: letter.no, text: letter.text }
      },
    ),
  },
  effects: {
    ...ownCaseEffects,
    ...talkEffects,
    ...takeBackEffects,
    'heart.hand_over': effect(
      {
        with: {
          story: 'story',
          mode: 'choice',
          strip: 'yes_no',
          topic: 'choice',
          wish: 'choice',
          shut: 'multi',
          without: 'multi',
          cut: 'yes_no',
        },
        optional: ['strip', 'shut', 'without', 'cut'],
        result: { no: 'text', due: 'text' },
        refusals: { closed: [], nobody: [], report: [] },
      },
      async (context, { story, mode, strip, topic, wish, shut = [], without: asked = [], cut }) => {
        const { tx, tools, person, key } = context
        const without = [...shut, ...asked]
        const all = await readersFor(tx, tools.directory, person.id)
        if (all.length === 0) throw new Refusal('closed')
        const told = await textsOf(context, story)
        const kept = cut === true ? told.map(text => withoutReports(tools, text)) : told
        if (kept.every(text => text === '')) throw new Refusal('report')
        const { readers } = await impartialReaders(tx, tools, person.id, told, without)
        if (readers.length === 0) throw new Refusal('nobody')
        const handOver: HandOver = {
          lane: person.id,
          key,
          pieces: story.pieces,
          mode: mode === 'hidden' ? 'hidden' : 'named',
          topic,
          wish,
          strip: strip === true ? person.name : null,
          without,
          cut: cut === true,
        }
        await keepPiece(context, `form/${key}`, JSON.stringify(handOver))
        await context.soon('heart.seal', `${person.id} form/${key}`)
        return LATER
      },
    ),
    /** An answer is being shown: its copy here goes once that has really been sent. */
    'heart.letter_shown': effect(
      { with: { letter_key: 'text' }, result: {} },
      async ({ whenSaid }, { letter_key }) => {
        whenSaid({ job: LETTER_SAID, about: letter_key })
        return {}
      },
    ),
    'heart.answer': effect(
      { with: { letter_case: 'text', answer: 'story' }, result: {}, refusals: { closed: [], report: [] } },
      async (context, { letter_case, answer }) => {
        const { tools, person, key } = context
        const texts = await textsOf(context, answer)
        if (texts.some(text => reportsIn(tools, text).length > 0)) throw new Refusal('report')
        const handOver: AnswerOver = { lane: person.id, key, pieces: answer.pieces, caseId: letter_case }
        await keepPiece(context, `form/${key}`, JSON.stringify(handOver))
        await context.soon('heart.answer', `${person.id} form/${key}`)
        return LATER
      },
    ),
  },
  notices: {
    case_new: ['no', 'due'],
    case_more: ['no'],
    case_withdrawn: ['no'],
    case_asked: ['no'],
    case_answered: [],
    case_given: ['no'],
    case_waits: ['no', 'due'],
    case_waits_duty: ['no', 'due', 'readers'],
    letter_waiting: [],
    reader_by_operator: ['name', 'unit'],
    reader_let_in: ['by'],
    reader_renewed: ['name', 'unit'],
    case_reader_more: ['name'],
    recovery_asked: ['by'],
    recovery_on: ['asked', 'by', 'date'],
    recovery_off: ['by'],
    recovery_used: ['by'],
    reveal_asked: ['no', 'by'],
    reveal_agreed: ['no', 'by'],
    reveal_refused: ['no', 'by'],
    reveal_told: ['no', 'asker', 'by'],
    reveal_not_told: ['no', 'asker', 'by'],
    read_recovery: [],
    somebody: [],
    talk_booked: ['no', 'when', 'place'],
    talk_off: ['no', 'when', 'place'],
    talk_soon_handler: ['no', 'when', 'place'],
    talk_gone: ['text'],
    talk_called_off: ['text'],
    follow_up_due: ['no', 'what', 'date'],
    follow_up_talk: [],
    follow_up_visit: [],
    follow_up_call: [],
    talk_soon: ['text'],
    read_nothing: [],
    read_line: ['no', 'readers', 'state'],
    read_flag: ['no', 'readers', 'state'],
    read_on: ['name', 'date'],
    read_not: ['name'],
    case_state_open: [],
    case_state_taken: ['name'],
    case_state_answered: [],
    case_state_closed: [],
  },
  jobs: {
    async [LETTER_SAID]({ tx }, about) {
      const [how, id = ''] = about.split(' ')
      if (how === 'sent') await dropLetter(tx, id)
    },
    [CLOCK]: remindReaders,
    [ESCALATED]: escalate,
    [FOLLOW_UPS]: remindFollowUps,
    [TALK_SOON]: talkSoon,
    [TALKER_LEFT]: talkerLeft,
    [READER_ADDED]: tellOfAdded,
    [REVEAL_TOLD]: tellWriter,
  },
  errands: { 'heart.seal': sealStory, 'heart.answer': sealAnswer, [REKEY]: rekey },
  policies: [OPENINGS],
  routes: [
    ...statisticsRoutes,
    ...caseDeskRoutes,
    ...caseRoutes,
    ...caseMergeRoutes,
    ...caseEndRoutes,
    ...followUpRoutes,
    ...talkRoutes,
    ...keyRoutes,
    ...renewRoutes,
    ...recoveryRoutes,
    ...revealRoutes,
  ],
}

/** What was told so far. */
async function textsOf({ tx, tools, person }: CareContext, { pieces }: Story): Promise<string[]> {
  return (await readPieces(tx, tools.vault, person.id, pieces)).filter(text => text !== null)
}

/** As much of it as shows which sentence is meant. */
function shorten(text: string): string {
  const characters = [...text.trim().replace(/[。！？!?；;…]+$/u, '')]
  return characters.length > QUOTED ? `${characters.slice(0, QUOTED).join('')}……` : characters.join('')
}

const QUOTED = 40

/** Readers to choose from, by what they are called and by name. */
function optionsOf(readers: readonly Reader[]) {
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
