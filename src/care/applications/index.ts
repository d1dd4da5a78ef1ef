import type { CareArea } from '../../runtime/care-area.ts'
import { decideEffects } from './decide.ts'
import { waitingJobs } from './jobs.ts'
import type { ApplicationKind } from './kind.ts'
import { requestLookups } from './lookups.ts'
import { APPROVALS } from './policy.ts'
import { applicationRoutes } from './routes.ts'
import type { Application } from './store.ts'
import { withdrawEffects } from './withdraw.ts'

/** Deciding, withdrawing and looking up requests of every kind. @param kinds one per care area that has requests */
export function applicationsArea(kinds: readonly ApplicationKind[]): CareArea {
  const kindOf = (application: Application): ApplicationKind => {
    const kind = kinds.find(k => k.kind === application.kind)
    if (!kind) throw new Error(`No care area knows the kind ${application.kind}.`)
    return kind
  }

  return {
    name: 'applications',
    lookups: requestLookups(kindOf),
    effects: { ...decideEffects(kindOf), ...withdrawEffects(kindOf) },
    notices: {
      no_requests: [],
      request_line: ['no', 'brief', 'status'],
      requests_waiting: [],
      status_consent: [],
      status_pending: [],
      status_approved: [],
      status_refused: [],
      status_withdrawn: [],
      decided_agreed: ['no', 'name'],
      decided_next: ['no', 'next'],
      decided_refused: ['no', 'name'],
      decide_all: [],
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
      waiting_digest: ['count', 'date'],
      waiting_long: ['no', 'approver', 'days'],
      turn_given: ['no', 'name', 'brief'],
    },
    policies: [APPROVALS],
    jobs: waitingJobs(kindOf),
    routes: applicationRoutes(kindOf),
  }
}
