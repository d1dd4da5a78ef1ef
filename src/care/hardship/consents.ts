import { and, eq, inArray, ne, notInArray } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { EffectContext } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { endConsents } from '../applications/consents.ts'
import { recordDecision } from '../applications/decisions.ts'
import { findApplication, moveApplication } from '../applications/store.ts'
import { eraseForm } from './form.ts'

const KIND = 'hardship' as const

/**
 * Takes back every consent somebody gave (个人信息保护法 art. 15, 47): words and papers are deleted at once, what was
 * not decided is decided no more, and whose turn it was hears the number. How the others ended, and money that was
 * granted, stays; nothing else of the service is lost.
 * @returns how many requests it was about
 */
export async function withdrawConsents(context: EffectContext): Promise<number> {
  const { tx, tools, person, now, push } = context
  const { consent } = tx.t
  const held = await endConsents(context, KIND)
  const before = await agreedBefore(tx, person.id)
  for (const { no } of before)
    await tx.db
      .insert(consent)
      .values({ id: randomId(), person: person.id, kind: KIND, about: no, given: now, withdrawn: now })
  const nos = [...held, ...before].map(({ no }) => no)
  for (const no of nos) {
    const found = await findApplication(tx, no)
    if (found?.person !== person.id) continue
    const open = found.status === 'pending' || found.status === 'returned'
    if (open) {
      await moveApplication(tx, found, { status: 'withdrawn', turn: null, decided: now })
      await recordDecision(context, found, 'withdrawn', null)
      const asked = await tools.directory.byId(tx, found.turn ?? '')
      if (asked) await push(asked, 'withdrawn_quietly', { key: `withdrawn/${no}`, values: { no } })
    }
    await eraseForm(tx, tools, found)
    await writeAudit(tx, { actor: person.id, action: 'consent.withdrawn', about: no }, now)
  }
  return nos.length
}

/**
 * Requests he handed in, or agreed to, when consents were not yet written down: they are taken back like the others. It
 * is written down now, so that it is asked for once.
 */
async function agreedBefore(tx: Tx, person: string): Promise<{ no: string }[]> {
  const { application, consent, decision } = tx.t
  // Written for him by a colleague, and never agreed to.
  const never = tx.db
    .select({ no: decision.no })
    .from(decision)
    .where(inArray(decision.verdict, ['declined', 'lapsed']))
  const known = tx.db.select({ no: consent.about }).from(consent).where(eq(consent.kind, KIND))
  return tx.db
    .select({ no: application.no })
    .from(application)
    .where(
      and(
        eq(application.person, person),
        eq(application.kind, KIND),
        ne(application.status, 'consent'),
        notInArray(application.no, known),
        notInArray(application.no, never),
      ),
    )
}
