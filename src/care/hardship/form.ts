import { eq } from 'drizzle-orm'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import type { Application } from '../applications/store.ts'

/** What a hardship request says; sealed. */
export interface HardshipForm {
  whom: 'self' | 'colleague'
  category: string
  story: string
  /** 分 */
  cost: number
  /** Attachment ids. */
  evidence: string[]
}

/**
 * Takes the words and the papers out of a request that nobody will decide any more: its number and how it ended stay
 * (个人信息保护法 art. 47).
 */
export async function eraseForm(tx: Tx, tools: Tools, about: Application): Promise<void> {
  const { application, attachment } = tx.t
  const empty: HardshipForm = { whom: 'self', category: '', story: '', cost: 0, evidence: [] }
  const form = await tools.vault.sealJson(tx, about.person, `application.form:${about.no}`, empty)
  await tx.db.update(application).set({ form }).where(eq(application.no, about.no))
  const freed = await tx.db
    .update(attachment)
    .set({ no: null })
    .where(eq(attachment.no, about.no))
    .returning({ id: attachment.id })
  await tools.attachments.forget(
    tx,
    freed.map(f => f.id),
  )
}
