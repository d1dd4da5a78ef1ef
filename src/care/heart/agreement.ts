import { desc, eq } from 'drizzle-orm'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { sequence } from '../../kernel/ids.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { Tx } from '../../storage/storage.ts'

/** Under which the decisions stand beside those about personal platforms. */
const INBOX = 'discipline'

/** What 纪检 has agreed to, in writing, or what has ended it. */
export const Agreement = Type.Object({
  by: Type.String({ minLength: 2, maxLength: 60, description: 'Who of 纪检 has agreed' }),
  day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'When, `YYYY-MM-DD`' }),
  why: Type.String({ minLength: 5, maxLength: 500, pattern: '\\S', description: 'Document number, and why' }),
})

export interface AgreementLine extends Readonly<Static<typeof Agreement>> {
  readonly open: boolean
  /** person.id of who wrote it down. */
  readonly author: string
  /** ms UTC. */
  readonly at: number
}

/** Every decision about the inbox for 纪检, the newest first. */
export async function agreements(tx: Tx): Promise<AgreementLine[]> {
  const { permit } = tx.t
  const rows = await tx.db.select().from(permit).where(eq(permit.channel, INBOX)).orderBy(desc(permit.seq))
  return rows.map(({ allowed, why, author, at }) => {
    const said: unknown = JSON.parse(why)
    const { by, day, why: reason } = Value.Parse(Agreement, said)
    return { open: allowed, by, day, why: reason, author, at }
  })
}

/** Whether 纪检 has agreed, in writing, to receive reports here; without any agreement it has not. */
export async function isAgreed(tx: Tx): Promise<boolean> {
  return (await agreements(tx))[0]?.open ?? false
}

/** An administrator writes down that 纪检 has agreed, or does no more; the log says who and when. */
export async function agree(tx: Tx, { open, by, day, why, author, at }: AgreementLine): Promise<void> {
  const said = JSON.stringify({ by, day, why: why.trim() })
  const row = { seq: sequence(at), channel: INBOX, topic: 'report', allowed: open, why: said, author, at }
  await tx.db.insert(tx.t.permit).values(row)
  const action = open ? 'report_inbox.on' : 'report_inbox.off'
  await writeAudit(tx, { actor: author, action, about: 'report_inbox' }, at)
}
