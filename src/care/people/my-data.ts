import { and, count, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { WECHAT } from '../../kernel/channel.ts'
import type { CareContext } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { casesOfPerson } from '../heart/store.ts'

/** What is kept about me, in plain words with counts (个人信息保护法 art. 44–45: see and copy). */
export const myData = lookup({ with: {}, returns: { text: 'text' } }, async context => {
  const { tools, person } = context
  const fields = ROSTER.filter(([, field]) => person[field]).map(([notice]) => tools.text(notice))
  const counts = await countsOf(context)
  const beside = (await besideOf(context)).filter(([, n]) => n > 0)
  const also = beside.map(([notice, n]) => tools.text(notice, { n })).join(tools.words().and)
  return {
    text: tools.text('data_kept', {
      fields: fields.join(tools.words().and),
      ...counts,
      also: also === '' ? '' : tools.text('data_also', { list: also }),
    }),
  }
})

/** What the roster may say of somebody, and what it is called. */
const ROSTER = [
  ['data_name', 'name'],
  ['data_unit', 'unit'],
  ['data_post', 'post'],
  ['data_rank', 'rank'],
  ['data_staff_type', 'staffType'],
  ['data_supervisor', 'supervisor'],
  ['data_work_start', 'workStart'],
  ['data_birth_date', 'birthDate'],
  ['data_sex', 'sex'],
  ['data_mobile', 'mobile'],
] as const

export interface Counts {
  leave: number
  overtime: number
  hardship: number
  ledger: number
  help: number
  health: number
  files: number
  /** Plans of leave that stand. */
  plans: number
  /** What I said of myself about reminders of leave: 1 where there is something. */
  wishes: number
}

export async function countsOf({ tx, person }: CareContext): Promise<Counts> {
  const { application, ledger, helpRequest, invitation, attachment, leavePlan, leaveWish } = tx.t
  const kinds = await tx.db
    .select({ kind: application.kind, n: count() })
    .from(application)
    .where(eq(application.person, person.id))
    .groupBy(application.kind)
  const of = (kind: string) => kinds.find(k => k.kind === kind)?.n ?? 0
  const [lines] = await tx.db.select({ n: count() }).from(ledger).where(eq(ledger.person, person.id))
  const [asked] = await tx.db
    .select({ n: count() })
    .from(helpRequest)
    .where(eq(helpRequest.person, person.id))
  const [checks] = await tx.db.select({ n: count() }).from(invitation).where(eq(invitation.person, person.id))
  const [files] = await tx.db.select({ n: count() }).from(attachment).where(eq(attachment.person, person.id))
  const [plans] = await tx.db
    .select({ n: count() })
    .from(leavePlan)
    .where(and(eq(leavePlan.person, person.id), isNull(leavePlan.dropped)))
  const [wishes] = await tx.db.select({ n: count() }).from(leaveWish).where(eq(leaveWish.person, person.id))
  return {
    leave: of('leave'),
    overtime: of('overtime'),
    hardship: of('hardship'),
    ledger: lines?.n ?? 0,
    help: asked?.n ?? 0,
    health: checks?.n ?? 0,
    files: files?.n ?? 0,
    plans: plans?.n ?? 0,
    wishes: wishes?.n ?? 0,
  }
}

/** What most people have none of, and is named only where it is there. */
async function besideOf({ tx, tools, person: { id } }: CareContext): Promise<(readonly [string, number])[]> {
  const { application, binding, caseFile, standIn, delegation, offPost, overtimeProtection } = tx.t
  const many = async (table: Parameters<typeof tx.db.$count>[0], where: SQL | undefined) =>
    Number(await tx.db.$count(table, where))
  return [
    ['data_away', await many(application, and(eq(application.person, id), eq(application.kind, 'away')))],
    ['data_stand_in', await many(standIn, eq(standIn.person, id))],
    ['data_delegation', await many(delegation, or(eq(delegation.person, id), eq(delegation.deputy, id)))],
    ['data_off_post', await many(offPost, eq(offPost.person, id))],
    ['data_flagged', (await casesOfPerson(tx, tools, id, eq(caseFile.kind, 'flag'), MANY)).length],
    ['data_wechat', await many(binding, and(eq(binding.channel, WECHAT), eq(binding.person, id)))],
    ['data_no_overtime', await many(overtimeProtection, eq(overtimeProtection.person, id))],
  ]
}

/** More of them nobody has. */
const MANY = 100

/** Files that were sent and never handed in with anything. */
export async function looseFiles({ tx, person }: CareContext): Promise<string[]> {
  const { attachment } = tx.t
  const rows = await tx.db
    .select({ id: attachment.id })
    .from(attachment)
    .where(and(eq(attachment.person, person.id), isNull(attachment.no)))
    .orderBy(sql`${attachment.created}`)
  return rows.map(r => r.id)
}
