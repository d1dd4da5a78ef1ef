import { verifyAudit } from '../runtime/audit-check.ts'
import type { Command } from './command.ts'
import { withData } from './data.ts'

export const auditVerify: Command = {
  name: 'audit verify',
  usage: '',
  args: [0, 0],
  help: 'help.audit_verify',
  run: (context, _args) =>
    withData(context, async ({ storage, live }, now) => {
      // The time of a trial may have been moved on.
      const { lines, pruned, fault } = await verifyAudit(storage, live ? now : Number.POSITIVE_INFINITY)
      const { texts, out, err } = context
      if (fault === null) out(texts.say('audit.whole', { lines }))
      else err(texts.say(`audit.${fault.kind}`, { seq: fault.seq }))
      if (fault === null && pruned > 0) out(texts.say('audit.pruned', { lines: pruned }))
      return fault === null ? 0 : 1
    }),
}
