import { and, eq, isNull } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { recordDecision } from '../applications/decisions.ts'
import { findApplication, moveApplication } from '../applications/store.ts'
import { eraseForm } from './form.ts'

const KIND = 'hardship'

/** Somebody agreed, asked for it apart from everything else, that the named people read his circumstances. */
export async function recordConsent({ tx, person, now }: EffectContext, about: string): Promise<void> {
  await tx.db
    .insert(tx.t.consent)
    .values({ id: randomId(), person: person.id, kind: KIND, about, given: now, withdrawn: null })
    .onConflictDoNothing()
}

/**
 * Takes back every consent somebody gave (个人信息保护法 art. 15, 47): words and papers are deleted at once, what was
 * not decided is decided no more, and whose turn it was hears the number. How the others ended, and money that was
 * granted, stays; nothing else of the service is lost.
 * @returns how many requests it was about
 */
export async function withdrawConsents(context: EffectContext): Promise<number> {
  const { tx, tools, person, now, push } = context
  const { consent } = tx.t
  const held = await tx.db
    .update(consent)
    .set({ withdrawn: now })
    .where(and(eq(consent.person, person.id), eq(consent.kind, KIND), isNull(consent.withdrawn)))
    .returning({ no: consent.about })
  for (const { no } of held) {
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
  return held.length
}
