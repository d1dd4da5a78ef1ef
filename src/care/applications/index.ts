import type { CareArea } from '../../runtime/care-area.ts'
import { addApproverEffects } from './add-approver.ts'
import { decideEffects } from './decide.ts'
import { decideRoute } from './decide-route.ts'
import { delegateEffects, delegateLookups } from './delegate.ts'
import { delegateRoutes } from './delegate-routes.ts'
import { OFFICE_DID, SAID, SAID_WITH } from './desk.ts'
import { waitingJobs } from './jobs.ts'
import type { ApplicationKind } from './kind.ts'
import { refusedLookups } from './last-refused.ts'
import { requestLookups } from './lookups.ts'
import { APPROVALS } from './policy.ts'
import { rerouteJobs } from './reroute.ts'
import { returnLookups, supplementEffects } from './return-for-more.ts'
import { returnedJobs } from './returned.ts'
import { applicationRoutes } from './routes.ts'
import { type Application, findApplication } from './store.ts'
import { undoEffects, undoLookups } from './undo.ts'
import { undoRoutes } from './undo-route.ts'
import { TOO_LATE } from './undo-standing.ts'
import { urgeEffects } from './urge.ts'
import { withdrawEffects } from './withdraw.ts'
import { withdrawRoute } from './withdraw-route.ts'

/** Deciding, withdrawing and looking up requests of every kind. @param kinds one per care area that has requests */
export function applicationsArea(kinds: readonly ApplicationKind[]): CareArea {
  const kindOf = (application: Application): ApplicationKind => {
    const kind = kinds.find(k => k.kind === application.kind)
    if (!kind) throw new Error(`No care area knows the kind ${application.kind}.`)
    return kind
  }

  const made = kinds.flatMap(kind => kind.madeForOthers ?? [])

  return {
    name: 'applications',
    lookups: {
      ...requestLookups(kindOf, made),
      ...returnLookups(kindOf),
      ...undoLookups(kindOf),
      ...refusedLookups(kindOf),
      ...delegateLookups,
    },
    effects: {
      ...decideEffects(kindOf),
      ...undoEffects(kindOf),
      ...withdrawEffects(kindOf, made),
      ...supplementEffects(kindOf),
      ...addApproverEffects(kindOf),
      ...urgeEffects(kindOf),
      ...delegateEffects(kindOf),
    },
    notices: {
      no_requests: [],
      no_requests_leave: ['approver'],
      no_requests_overtime: ['approver'],
      waits_since: ['days'],
      urged: ['names'],
      urged_already: ['names'],
      urged_later: ['names'],
      urged_now: ['names'],
      urged_now_already: ['names'],
      waiting_urgent: ['no', 'name', 'brief'],
      ...Object.fromEntries(OFFICE_DID.map(name => [name, ['no', 'who', 'brief']])),
      ...Object.fromEntries([...SAID].map(reason => [`desk_${reason}`, SAID_WITH[reason] ?? []])),
      desk_other: [],
      certificate_withdrawn: ['no', 'when'],
      deputy_line: ['name', 'when'],
      deputy_span: ['from', 'to'],
      deputy_on_leave: [],
      deputy_named: ['name', 'when'],
      deputy_named_now: ['name', 'when', 'count'],
      deputy_ended: ['name'],
      deputy_arranged: ['by', 'name', 'when'],
      deputy_withdrawn: ['by'],
      deputies_ended: [],
      ...Object.fromEntries(TOO_LATE.map(why => [`undo_${why}`, ['no']])),
      undo_nothing: [],
      undo_again: ['no'],
      refused_appeal: ['source'],
      undone_mine: ['no', 'name'],
      undone_given: ['no', 'name', 'approver'],
      undone_told: ['no', 'name', 'brief', 'approver'],
      undone_waits: ['no', 'name', 'brief', 'approver'],
      undone_next: ['no', 'name', 'brief', 'approver'],
      undone_by: ['name'],
      signed_for: ['name', 'absent'],
      note_for: ['name'],
      note_by: ['name', 'by'],
      note_agreed: ['names'],
      note_added: ['name', 'answer'],
      note_added_withheld: ['name'],
      answer_read: [],
      answer_withheld: [],
      note_asked_by: ['name'],
      note_given: [],
      passed_on: ['no', 'brief', 'approver', 'next'],
      returned: ['no', 'brief', 'approver', 'question'],
      returned_quietly: ['no', 'approver', 'question'],
      returned_waits: ['no', 'brief', 'date'],
      returned_waits_quietly: ['no'],
      returned_closed: ['no', 'brief', 'refund'],
      returned_closed_told: ['no', 'name', 'brief'],
      returned_long: ['no'],
      filed: ['no', 'name', 'unit', 'span'],
      filed_taken_back: ['no', 'name', 'unit', 'span'],
      filed_ended: ['no', 'name', 'unit', 'span'],
      filed_recalled: ['no', 'name', 'unit', 'span'],
      decided_returned: ['no', 'name'],
      decided_added: ['no', 'name'],
      decided_line: ['no', 'verdict'],
      verdict_agreed: [],
      verdict_refused: [],
      request_line: ['no', 'brief', 'status'],
      requests_waiting: [],
      status_consent: [],
      status_at: ['name'],
      status_at_then: ['name', 'then'],
      status_pending: [],
      status_returned: [],
      status_approved: [],
      status_reported: [],
      status_refused: [],
      status_refused_by: ['name', 'reason'],
      status_withdrawn: [],
      decided_agreed: ['no', 'name'],
      decided_next: ['no', 'next'],
      decided_refused: ['no', 'name'],
      decide_all: [],
      decide_all_words: [],
      decide_many: ['count'],
      decide_line: ['name', 'brief'],
      decided_all: ['count', 'list'],
      decided_not: ['no', 'why'],
      not_yours: [],
      not_short: [],
      not_begun: [],
      not_gone: [],
      not_no_leader: [],
      decided_short: ['no', 'name'],
      decided_short_told: ['no', 'brief', 'approver'],
      withdrawn_told: ['no', 'name', 'brief'],
      withdrawn_quietly: ['no'],
      withdrawn_after: ['no', 'name', 'brief'],
      refused_after: ['no', 'name', 'brief', 'approver'],
      refused_after_in_part: ['no', 'name', 'brief', 'approver'],
      refused_after_quietly: ['no', 'approver'],
      waiting_digest: ['count', 'date'],
      waiting_long: ['no', 'approver', 'days'],
      waiting_for_nobody: ['no'],
      decided_nobody: ['no'],
      nobody_next: ['no', 'brief', 'approver'],
      nobody_next_quietly: ['no', 'brief', 'approver'],
      nobody_next_hr: ['no', 'brief', 'approver'],
    },
    async topics(context, no) {
      const found = await findApplication(context.tx, no)
      return (found && (await kindOf(found).topics?.(context, found))) ?? []
    },
    policies: [APPROVALS],
    jobs: { ...waitingJobs(kindOf), ...rerouteJobs(kindOf), ...returnedJobs(kindOf) },
    routes: [
      ...applicationRoutes(kindOf),
      decideRoute(kindOf),
      withdrawRoute(kindOf),
      ...undoRoutes(kindOf),
      ...delegateRoutes(kindOf),
    ],
  }
}
