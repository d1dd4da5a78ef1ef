import { Refusal } from '../../kernel/faults.ts'
import type { CareArea } from '../../runtime/care-area.ts'
import { effect, LATER, lookup } from '../../runtime/declare.ts'
import { agreementRoutes } from './agreement-routes.ts'
import { CLOCK } from './clock.ts'
import { CASE_CLOSED, tellClosed } from './closed.ts'
import { handedTo } from './enclosures.ts'
import { caseEndRoutes } from './end-routes.ts'
import { ESCALATED, escalate } from './escalate.ts'
import { falseAlarmRoutes } from './false-alarm-routes.ts'
import { followUpRoutes } from './follow-up-routes.ts'
import { FOLLOW_UPS, remindFollowUps } from './follow-ups.ts'
import { handOverEffects, handOverLookups, textsOf } from './hand-over.ts'
import { caseInboxRoutes } from './inbox-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { caseMergeRoutes } from './merge-routes.ts'
import { readersNamed } from './named-readers.ts'
import { OPENINGS } from './openings.ts'
import { ownCaseEffects, ownCaseLookups } from './own-cases.ts'
import { keepPiece } from './pieces.ts'
import { READER_ADDED, tellOfAdded } from './reader-added.ts'
import { recoveryRoutes } from './recovery-routes.ts'
import { REKEY, rekey } from './rekey.ts'
import { remindReaders } from './remind.ts'
import { renewRoutes } from './renew-routes.ts'
import { mustBeTheirs, reportLookups } from './report-out.ts'
import { REVEAL_TOLD, tellWriter } from './reveal.ts'
import { revealRoutes } from './reveal-routes.ts'
import { caseRoutes } from './routes.ts'
import { type AnswerOver, sealAnswer } from './seal-answer.ts'
import { sealStory } from './seal-story.ts'
import { statisticsRoutes } from './statistics-routes.ts'
import { dropLetter, waitingLetter } from './store.ts'
import { takeBackEffects, takeBackLookups } from './take-back.ts'
import { TALKS_OVER, talksOver } from './talk-places.ts'
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
    ...handOverLookups,
    ...reportLookups,
    /** The oldest answer that waits. It stays until what shows it has really been sent. */
    letter: lookup(
      {
        with: {},
        returns: {
          found: 'yes_no',
          key: 'text',
          id: 'text',
          no: 'text',
          text: 'text',
          hidden: 'yes_no',
        },
      },
      async ({ tx, tools, person }) => {
        const letter = await waitingLetter(tx, tools, person.id)
        if (!letter) return { found: false, key: '', id: '', no: '', text: '', hidden: false }
        const { id: key, caseId: id, no, text, hidden } = letter
        return { found: true, key, id, no, text, hidden }
      },
    ),
    /** Who of its readers would read of himself in an answer to his letter: asked about before it goes. */
    answer_names: lookup(
      { with: { letter_case: 'text', answer: 'story' }, returns: { names: 'text' } },
      async (context, { letter_case, answer }) => ({
        names: await readersNamed(context, letter_case, await textsOf(context, answer)),
      }),
    ),
  },
  effects: {
    ...ownCaseEffects,
    ...talkEffects,
    ...takeBackEffects,
    ...handOverEffects,
    /** An answer is being shown: its copy here goes once that has really been sent. */
    'heart.letter_shown': effect(
      { with: { letter_key: 'text' }, result: {} },
      async ({ whenSaid }, { letter_key }) => {
        whenSaid({ job: LETTER_SAID, about: letter_key })
        return {}
      },
    ),
    'heart.answer': effect(
      {
        with: { letter_case: 'text', answer: 'story', files: 'file', bare: 'yes_no', aware: 'yes_no' },
        optional: ['files', 'bare', 'aware'],
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
      async (context, { letter_case, answer, files, bare, aware }) => {
        const { person, key } = context
        const texts = await textsOf(context, answer)
        await mustBeTheirs(context, letter_case, texts)
        const named = aware === true ? '' : await readersNamed(context, letter_case, texts)
        if (named !== '') throw new Refusal('named', { name: named })
        const enclosed = await handedTo(context.tx, letter_case, files, bare)
        const about = { lane: person.id, key, pieces: answer.pieces, caseId: letter_case }
        const handOver: AnswerOver = { ...about, enclosed }
        await keepPiece(context, `form/${key}`, JSON.stringify(handOver))
        await context.soon('heart.answer', `${person.id} form/${key}`)
        return LATER
      },
    ),
  },
  privacy: 'confidential',
  atWork: [
    ...[
      'case_new',
      'case_more',
      'case_again',
      'case_withdrawn',
      'case_asked',
      'case_given',
      'case_waits',
      'case_waits_duty',
    ],
    ...['reader_by_operator', 'reader_let_in', 'reader_renewed'],
    ...['recovery_asked', 'recovery_on', 'recovery_off', 'recovery_used'],
    ...['reveal_asked', 'reveal_agreed', 'reveal_refused', 'reveal_danger', 'escalated_nobody'],
    ...['talk_booked', 'talk_off', 'talk_soon_handler', 'follow_up_due', 'follow_up_soon'],
  ],
  notices: {
    case_new: ['no', 'due'],
    case_more: ['no'],
    case_again: ['no'],
    case_withdrawn: ['no'],
    case_asked: ['no'],
    case_answered: [],
    case_closed: ['no'],
    case_given: ['no'],
    case_merged: ['no', 'into'],
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
    reveal_danger: ['no', 'by'],
    escalated_nobody: ['no'],
    read_recovery: [],
    somebody: [],
    kept_years: ['count'],
    kept_days: ['count'],
    talk_booked: ['no', 'when', 'place'],
    talk_off: ['no', 'when', 'place'],
    talk_soon_handler: ['no', 'when', 'place'],
    talk_gone: ['text'],
    talk_called_off: ['text'],
    follow_up_due: ['no', 'what', 'date'],
    follow_up_soon: ['no', 'what', 'date'],
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
    case_state_read: [],
    case_state_closed: [],
    case_state_over: [],
    case_state_close: [],
    case_state_delete: [],
  },
  always: [TALKS_OVER],
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
    [TALKS_OVER]: talksOver,
    [READER_ADDED]: tellOfAdded,
    [REVEAL_TOLD]: tellWriter,
    [CASE_CLOSED]: tellClosed,
  },
  errands: { 'heart.seal': sealStory, 'heart.answer': sealAnswer, [REKEY]: rekey },
  policies: [OPENINGS],
  routes: [
    ...agreementRoutes,
    ...statisticsRoutes,
    ...falseAlarmRoutes,
    ...caseInboxRoutes,
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
