import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareArea } from '../../runtime/care-area.ts'
import { effect, LATER, lookup } from '../../runtime/declare.ts'
import { dutyOf } from '../people/duty.ts'
import { type AnswerOver, type HandOver, sealAnswer, sealStory } from './errands.ts'
import { keepPiece } from './pieces.ts'
import { activeReaders, namesOf } from './readers.ts'
import { caseRoutes } from './routes.ts'
import { blankLetter, waitingLetter } from './store.ts'

/** 向组织说说心里话: heard in the chat, sealed to its readers, answered without exposing anybody. */
export const heartArea: CareArea = {
  name: 'heart',
  lookups: {
    /** Open only while somebody can read it and somebody is on duty: words must never reach nobody. */
    heart_open: lookup(
      { with: {}, returns: { open: 'yes_no', readers: 'text', duty: 'text' } },
      async ({ tx, tools, person }) => {
        const readers = await activeReaders(tx, tools.directory)
        const duty = await dutyOf(tx, tools.directory, person)
        const others = readers.filter(r => r.person.id !== person.id)
        return {
          open: others.length > 0 && duty !== null,
          readers: namesOf(others, tools.words().and),
          duty: duty ? titleOf(duty) : '',
        }
      },
    ),
    /** The oldest answer that waits; reading it is the only copy that leaves the server, which keeps none. */
    letter: lookup(
      { with: {}, returns: { found: 'yes_no', id: 'text', no: 'text', text: 'text' } },
      async ({ tx, tools, person }) => {
        const letter = await waitingLetter(tx, tools, person.id)
        if (!letter) return { found: false, id: '', no: '', text: '' }
        await blankLetter(tx, letter.id)
        return { found: true, id: letter.caseId, no: letter.no, text: letter.text }
      },
    ),
  },
  effects: {
    'heart.hand_over': effect(
      {
        with: { story: 'story', mode: 'choice', strip: 'yes_no', topic: 'choice', wish: 'choice' },
        optional: ['strip'],
        result: { no: 'text', due: 'text' },
        refusals: { closed: [] },
      },
      async (context, { story, mode, strip, topic, wish }) => {
        const { tx, tools, person, key } = context
        const readers = await activeReaders(tx, tools.directory)
        if (!readers.some(r => r.person.id !== person.id)) throw new Refusal('closed')
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
    letter_waiting: [],
    somebody: [],
  },
  jobs: {},
  errands: { 'heart.seal': sealStory, 'heart.answer': sealAnswer },
  routes: caseRoutes,
}
