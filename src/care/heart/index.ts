import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareArea } from '../../runtime/care-area.ts'
import { effect, LATER, lookup } from '../../runtime/declare.ts'
import { dutyOf } from '../people/duty.ts'
import { CLOCK, remindReaders } from './clock.ts'
import { type AnswerOver, type HandOver, sealAnswer, sealStory } from './errands.ts'
import { ownCaseEffects, ownCaseLookups } from './own-cases.ts'
import { keepPiece } from './pieces.ts'
import { READER_ADDED, tellOfAdded } from './reader-added.ts'
import { namesOf, readersFor } from './readers.ts'
import { caseRoutes } from './routes.ts'
import { dropLetter, waitingLetter } from './store.ts'

const LETTER_SAID = 'heart.letter_said'

/** 向组织说说心里话: heard in the chat, sealed to its readers, answered without exposing anybody. */
export const heartArea: CareArea = {
  name: 'heart',
  lookups: {
    ...ownCaseLookups,
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
    'heart.hand_over': effect(
      {
        with: { story: 'story', mode: 'choice', strip: 'yes_no', topic: 'choice', wish: 'choice' },
        optional: ['strip'],
        result: { no: 'text', due: 'text' },
        refusals: { closed: [] },
      },
      async (context, { story, mode, strip, topic, wish }) => {
        const { tx, tools, person, key } = context
        const readers = await readersFor(tx, tools.directory, person.id)
        if (readers.length === 0) throw new Refusal('closed')
        const handOver: HandOver = {
          lane: person.id,
          key,
          pieces: story.pieces,
          mode: mode === 'hidden' ? 'hidden' : 'named',
          topic,
          wish,
          strip: strip === true ? person.name : null,
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
      { with: { letter_case: 'text', answer: 'story' }, result: {}, refusals: { closed: [] } },
      async (context, { letter_case, answer }) => {
        const { person, key } = context
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
    case_waits: ['no', 'due'],
    case_waits_duty: ['no', 'due', 'readers'],
    letter_waiting: [],
    reader_by_operator: ['name', 'unit'],
    somebody: [],
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
    [READER_ADDED]: tellOfAdded,
  },
  errands: { 'heart.seal': sealStory, 'heart.answer': sealAnswer },
  routes: caseRoutes,
}
