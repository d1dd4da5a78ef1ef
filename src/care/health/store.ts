import { and, asc, desc, eq, gt, gte, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { instantOf } from '../../kernel/clock.ts'
import type { Tx } from '../../storage/storage.ts'
import type { Answered, Invitation, Standing } from './rules.ts'

/** A health-check window. */
export interface Campaign {
  readonly id: string
  readonly title: string
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string
  readonly to: string
  readonly place: string
  /** 当天算公假 */
  readonly paidDay: boolean
  /** Units by name, people by id; null = everybody. */
  readonly audience: { units: string[] | null; people: string[] | null }
  /** person.id */
  readonly author: string
  readonly created: number
  readonly closed: number | null
}

export async function insertCampaign(tx: Tx, campaign: Campaign): Promise<void> {
  await tx.db.insert(tx.t.campaign).values(campaign)
}

export async function campaignById(tx: Tx, id: string): Promise<Campaign | null> {
  const [row] = await tx.db.select().from(tx.t.campaign).where(eq(tx.t.campaign.id, id))
  return row ?? null
}

/** The newest windows first. */
export async function campaigns(tx: Tx, limit: number): Promise<Campaign[]> {
  const { campaign } = tx.t
  return tx.db.select().from(campaign).orderBy(desc(campaign.from), desc(campaign.created)).limit(limit)
}

/** @returns false where it was closed before */
export async function closeCampaign(tx: Tx, id: string, now: number): Promise<boolean> {
  const { campaign } = tx.t
  const rows = await tx.db
    .update(campaign)
    .set({ closed: now })
    .where(and(eq(campaign.id, id), isNull(campaign.closed)))
    .returning({ id: campaign.id })
  return rows.length > 0
}

/**
 * Invites everybody of the audience who is not invited yet, with one statement: at the start, and again each morning
 * for those who have joined since. Their first message is due when the window opens.
 */
export async function admit(tx: Tx, about: Campaign, zone: string): Promise<void> {
  const { invitation, person } = tx.t
  const { units, people } = about.audience
  const opens = instantOf(`${about.from}T00:00`, zone)
  const id = sql<string>`${`${about.id}/`} || ${person.id}`
  const known = sql`exists (select 1 from ${invitation} where ${invitation.campaign} = ${about.id}
    and ${invitation.person} = ${person.id})`
  const rows = tx.db
    .select({
      id: id.as('id'),
      campaign: sql<string>`cast(${about.id} as text)`.as('campaign'),
      person: sql<string>`${person.id}`.as('person'),
      status: sql<string>`'invited'`.as('status'),
      date: sql<null>`null`.as('date'),
      muted: sql<boolean>`false`.as('muted'),
      waves: sql<number>`0`.as('waves'),
      nextAt: sql<number>`cast(${opens} as bigint)`.as('next_at'),
    })
    .from(person)
    .where(
      and(
        isNull(person.left),
        units ? inArray(person.unit, units) : undefined,
        people ? inArray(person.id, people) : undefined,
        sql`not ${known}`,
      ),
    )
    // In the order in which they are gone through later: neighbours stand on one page.
    .orderBy(asc(person.id))
  await tx.db
    .insert(invitation)
    .select(rows as never)
    .onConflictDoNothing()
}

/** My invitation to a window that still takes answers: one that is open first, then the one that ends first. */
export async function invitationOf(
  tx: Tx,
  person: string,
  today: string,
  lastEnd: string,
): Promise<(Invitation & { id: string; campaign: Campaign }) | null> {
  const { invitation, campaign } = tx.t
  const rows = await tx.db
    .select({ invitation, campaign })
    .from(invitation)
    .innerJoin(campaign, eq(campaign.id, invitation.campaign))
    .where(and(eq(invitation.person, person), isNull(campaign.closed), gte(campaign.to, lastEnd)))
    .orderBy(asc(campaign.to))
  const found = rows.find(r => r.campaign.to >= today) ?? rows.at(-1)
  if (!found) return null
  const { id, status, date, muted, waves } = found.invitation
  return { id, status: status as Standing, date, muted, waves, campaign: found.campaign }
}

export async function saveAnswer(tx: Tx, id: string, answered: Answered, zone: string): Promise<void> {
  const { status, date, muted, next } = answered
  const nextAt = next === null || next === 'unchanged' ? null : instantOf(`${next}T00:00`, zone)
  await tx.db
    .update(tx.t.invitation)
    .set({ status, date, muted, ...(next === 'unchanged' ? {} : { nextAt }) })
    .where(eq(tx.t.invitation.id, id))
}

/** Those of a window whose next message is due today and who are neither on leave nor off post, from one person id to another. */
export interface Due {
  readonly campaign: string
  readonly now: number
  readonly today: string
  /** Person ids: after this one … */
  readonly after: string
  /** … up to and with this one; null = to the end. */
  readonly upTo: string | null
  readonly status?: Standing
  readonly waves?: number
  readonly date?: string
}

function isDue(tx: Tx, due: Due): SQL | undefined {
  const { invitation, leave, offPost } = tx.t
  const resting = sql`exists (select 1 from ${offPost} where ${offPost.person} = ${invitation.person}
    and ${offPost.from} <= ${due.today} and (${offPost.back} is null or ${offPost.back} > ${due.today}))`
  const away = sql`exists (select 1 from ${leave} where ${leave.person} = ${invitation.person}
    and ${leave.status} = 'approved' and ${leave.from} <= ${`${due.today}p`} and ${leave.to} >= ${`${due.today}a`})`
  return and(
    eq(invitation.campaign, due.campaign),
    gt(invitation.person, due.after),
    due.upTo === null ? undefined : lte(invitation.person, due.upTo),
    lte(invitation.nextAt, due.now),
    due.status === undefined ? undefined : eq(invitation.status, due.status),
    due.waves === undefined ? undefined : eq(invitation.waves, due.waves),
    due.date === undefined ? undefined : eq(invitation.date, due.date),
    sql`not ${away}`,
    sql`not ${resting}`,
  )
}

/** What there is to say to some of those who are due: which wave, or about which booked date. */
export interface Kind {
  readonly status: string
  readonly waves: number
  readonly date: string | null
}

/**
 * The next so many people who are due, by person id: what there is to say to them, and who is the last of them (null
 * where nobody is left after them).
 */
export async function nextStretch(
  tx: Tx,
  due: Due,
  many: number,
): Promise<{ kinds: Kind[]; upTo: string | null }> {
  const { invitation } = tx.t
  const { person, status, date } = invitation
  // A booked date is said alike to all, whatever went before it.
  const waves = sql<number>`case when ${status} = 'invited' then ${invitation.waves} else 0 end`
  const next = tx.db
    .select({ person, status, date, waves: waves.as('wave') })
    .from(invitation)
    .where(isDue(tx, due))
    .orderBy(asc(person))
    .limit(many)
    .as('next')
  const rows = await tx.db
    .select({
      status: next.status,
      date: next.date,
      waves: sql<number>`${next.waves}`.mapWith(Number),
      last: sql<string>`max(${next.person})`,
      n: sql<number>`count(*)`.mapWith(Number),
    })
    .from(next)
    .groupBy(next.status, next.date, next.waves)
    .orderBy(asc(next.status), asc(next.date), asc(next.waves))
  const full = rows.reduce((sum, row) => sum + row.n, 0) === many
  const last = rows.map(row => row.last).reduce((a, b) => (a > b ? a : b), '')
  return { kinds: rows.map(({ status, date, waves }) => ({ status, date, waves })), upTo: full ? last : null }
}

/** A query for the ids of those who are due. */
export function duePeople(tx: Tx, due: Due): SQL {
  const { invitation } = tx.t
  return tx.db.select({ person: invitation.person }).from(invitation).where(isDue(tx, due)).getSQL()
}

/** Those who were due wait for their next message, or for none. */
export async function moveOn(tx: Tx, due: Due, to: { waves?: number; nextAt: number | null }): Promise<void> {
  const { invitation } = tx.t
  const nextAt = sql`case when ${invitation.muted} then null else cast(${to.nextAt} as bigint) end`
  await tx.db
    .update(invitation)
    .set({ nextAt, ...(to.waves === undefined ? {} : { waves: to.waves }) })
    .where(isDue(tx, due))
}

/** Head counts by unit: invited in all, and booked (or done). */
export async function countsByUnit(
  tx: Tx,
  id: string,
): Promise<{ unit: string; invited: number; booked: number }[]> {
  const { invitation, person } = tx.t
  return tx.db
    .select({
      unit: person.unit,
      invited: sql<number>`count(*)`.mapWith(Number),
      booked:
        sql<number>`coalesce(sum(case when ${invitation.status} in ('booked', 'done') then 1 else 0 end), 0)`.mapWith(
          Number,
        ),
    })
    .from(invitation)
    .innerJoin(person, eq(person.id, invitation.person))
    .where(and(eq(invitation.campaign, id), isNull(person.left)))
    .groupBy(person.unit)
}

/** Who is invited, in the order people are always named in. @param unit only these; null = all */
export async function invited(
  tx: Tx,
  id: string,
  unit: string | null,
  page: { limit: number; offset: number },
): Promise<{ name: string; unit: string; status: string }[]> {
  const { invitation, person } = tx.t
  return tx.db
    .select({ name: person.name, unit: person.unit, status: invitation.status })
    .from(invitation)
    .innerJoin(person, eq(person.id, invitation.person))
    .where(and(eq(invitation.campaign, id), isNull(person.left), unit ? eq(person.unit, unit) : undefined))
    .orderBy(asc(person.sort), asc(person.userid))
    .limit(page.limit)
    .offset(page.offset)
}
