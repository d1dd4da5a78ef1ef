import { and, eq, isNotNull, isNull, notInArray } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { EffectContext } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { formatDue } from '../heart/due-words.ts'

/** What somebody agrees to apart from everything else (个人信息保护法 art. 29): that others read it. */
export type ConsentKind = 'hardship' | 'certificate'

/**
 * Somebody agreed that the people who were named to him read what is handed in under this number. What he had taken back
 * holds anew from now; what still holds keeps the moment he first agreed.
 */
export async function recordConsent(
  { tx, person, now, author }: EffectContext,
  kind: ConsentKind,
  about: string,
): Promise<void> {
  // Who hands it in for another agrees to nothing in his place.
  if (author && author.id !== person.id) return
  const { consent } = tx.t
  await tx.db
    .insert(consent)
    .values({ id: randomId(), person: person.id, kind, about, given: now, withdrawn: null })
    .onConflictDoUpdate({
      target: [consent.person, consent.kind, consent.about],
      set: { given: now, withdrawn: null },
      setWhere: isNotNull(consent.withdrawn),
    })
}

/** Ends every consent of a kind that somebody gave. @returns the numbers they were about */
export async function endConsents(
  { tx, person, now }: EffectContext,
  kind: ConsentKind,
): Promise<{ no: string }[]> {
  const { consent } = tx.t
  return tx.db
    .update(consent)
    .set({ withdrawn: now })
    .where(and(eq(consent.person, person.id), eq(consent.kind, kind), isNull(consent.withdrawn)))
    .returning({ no: consent.about })
}

/** What was agreed to for one request goes over to the one that takes its place. */
export async function moveConsent(tx: Tx, from: string, to: string): Promise<void> {
  const { consent } = tx.t
  await tx.db.update(consent).set({ about: to }).where(eq(consent.about, from))
}

/**
 * Takes back that HR sees the certificates of his leave: they are deleted at once (个人信息保护法 art. 15, 47). The leave
 * stands; what HR had not looked over is to be shown on paper.
 * @returns how many certificates went
 */
export async function withdrawCertificates(context: EffectContext): Promise<number> {
  const { tx, tools, person, now } = context
  const { attachment } = tx.t
  const held = await endConsents(context, 'certificate')
  const before = await sentBefore(context, held)
  let gone = 0
  for (const { no } of [...held, ...before]) {
    const freed = await tx.db
      .update(attachment)
      .set({ no: null })
      .where(and(eq(attachment.no, no), eq(attachment.person, person.id)))
      .returning({ id: attachment.id })
    await tools.attachments.forget(
      tx,
      freed.map(({ id }) => id),
    )
    if (freed.length > 0) await tellHr(context, no)
    gone += freed.length
    await writeAudit(tx, { actor: person.id, action: 'consent.withdrawn', about: no }, now)
  }
  return gone
}

/** HR learns that a certificate is there no more: its number and the time, no name, and not why. */
async function tellHr({ tx, tools, person, now, today, push }: EffectContext, no: string): Promise<void> {
  const about = {
    key: `certificate/withdrawn/${no}/${now}`,
    values: { no, when: formatDue(now, tools, today) },
  }
  for (const hr of await tools.directory.withRole(tx, 'hr'))
    if (hr.id !== person.id) await push(hr, 'certificate_withdrawn', about)
}

/**
 * Leave of his with certificates that were sent when consents were not yet written down: they are taken back like the
 * others, and that is written down now.
 */
async function sentBefore(
  { tx, person, now }: EffectContext,
  held: readonly { no: string }[],
): Promise<{ no: string }[]> {
  const { application, attachment, consent } = tx.t
  const known = held.map(({ no }) => no)
  const found = await tx.db
    .selectDistinct({ no: application.no })
    .from(application)
    .innerJoin(attachment, eq(attachment.no, application.no))
    .where(
      and(
        eq(application.person, person.id),
        eq(application.kind, 'leave'),
        eq(attachment.person, person.id),
        notInArray(application.no, known),
      ),
    )
  for (const { no } of found)
    await tx.db
      .insert(consent)
      .values({
        id: randomId(),
        person: person.id,
        kind: 'certificate',
        about: no,
        given: now,
        withdrawn: now,
      })
      .onConflictDoUpdate({ target: [consent.person, consent.kind, consent.about], set: { withdrawn: now } })
  return found
}
