import { eq, or } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { formOf } from '../applications/store.ts'
import { takeLink } from '../forms/store.ts'
import { decisionsOf } from '../hardship/store.ts'
import { casesOfPerson } from '../heart/store.ts'
import { messagesOf, requestByNo } from '../help/store.ts'
import { protectedAmong } from '../overtime/protect.ts'
import { accessTo } from './my-access.ts'
import { whoever } from './store.ts'

/** What a link to one's own data is made for, in place of a request's number. */
export const MY_DATA = 'data'

/** A copy of everything: lists of rows, by what they are. */
export const MyCopy = Type.Record(Type.String(), Type.Unknown())

/** Cases and lines of access that are listed. */
const MOST = 1_000

/**
 * Everything kept about the person behind a link from the chat, once, ready to be taken elsewhere (个人信息保护法
 * art. 45). 心里话 by number and state alone: their words the server cannot read.
 * @throws Fault NOT_FOUND where the link was used, is too old, or never was one
 */
export async function copyByLink(
  context: Omit<CareContext, 'person'>,
  secret: string,
): Promise<{ person: string; copy: Record<string, unknown> }> {
  const { tx, tools, now } = context
  const link = await takeLink(tx, secret, now)
  const person = link?.no === MY_DATA ? await tools.directory.byId(tx, link.person) : null
  if (!person) throw new Fault('NOT_FOUND')
  return { person: person.id, copy: await copyOf({ ...context, person }) }
}

async function copyOf(context: CareContext): Promise<Record<string, unknown>> {
  const { tx, tools, person, today } = context
  const { id, roles: _roles, ...roster } = person
  const t = tx.t
  const files = await tx.db
    .select({
      id: t.attachment.id,
      no: t.attachment.no,
      kind: t.attachment.kind,
      bytes: t.attachment.bytes,
      name: t.attachment.name,
    })
    .from(t.attachment)
    .where(eq(t.attachment.person, id))
  const named = []
  for (const { id: file, name, ...rest } of files)
    named.push({ ...rest, name: await tools.vault.openText(tx, `attachment.name:${file}`, name) })
  const cases = await casesOfPerson(tx, tools, id, undefined, MOST)
  return {
    made: today,
    roster,
    requests: await requests(context),
    leave: await tx.db.select().from(t.leave).where(eq(t.leave.person, id)),
    overtime: await tx.db.select().from(t.overtime).where(eq(t.overtime.person, id)),
    away: await tx.db.select().from(t.away).where(eq(t.away.person, id)),
    offPost: await tx.db
      .select({ from: t.offPost.from, review: t.offPost.review, back: t.offPost.back })
      .from(t.offPost)
      .where(eq(t.offPost.person, id)),
    standIns: await tx.db
      .select({ no: t.standIn.no, status: t.standIn.status, at: t.standIn.at })
      .from(t.standIn)
      .where(eq(t.standIn.person, id)),
    deputies: await deputies(context),
    noOvertimeUntil: (await protectedAmong(context, [id], today)).get(id) ?? null,
    ledger: await tx.db.select().from(t.ledger).where(eq(t.ledger.person, id)),
    plans: await tx.db.select().from(t.leavePlan).where(eq(t.leavePlan.person, id)),
    wishes: await tx.db.select().from(t.leaveWish).where(eq(t.leaveWish.person, id)),
    healthChecks: await tx.db.select().from(t.invitation).where(eq(t.invitation.person, id)),
    help: await talks(context),
    files: named,
    consents: await tx.db.select().from(t.consent).where(eq(t.consent.person, id)),
    cases: cases.filter(({ kind }) => kind !== 'flag').map(({ no, day, status }) => ({ no, day, status })),
    seen: await seen(context),
  }
}

/** By name: a number of the roster tells nobody anything. */
async function seen(context: CareContext) {
  const { tx, tools } = context
  const out = []
  for (const { actor, ...access } of await accessTo(context, MOST)) {
    const who = await tools.directory.byId(tx, actor)
    out.push({ ...access, actor: who ? titleOf(who) : tools.text('seen_somebody') })
  }
  return out
}

async function requests({ tx, tools, person }: CareContext) {
  const { application } = tx.t
  const rows = await tx.db.select().from(application).where(eq(application.person, person.id))
  const out = []
  for (const { no, kind, status, created, decided, step } of rows) {
    // Of what a colleague wrote for me, and I have not agreed to, the chat asks.
    if (step === 0) continue
    const said = []
    for (const { id, verdict, reason, at } of await decisionsOf(tx, no))
      said.push({
        verdict,
        at,
        reason: reason && (await tools.vault.openText(tx, `decision.reason:${id}`, reason)),
      })
    out.push({ no, kind, status, created, decided, form: await formOf<unknown>({ tx, tools }, no), said })
  }
  return out
}

/** Whom I let decide for me, and who let me; by name. */
async function deputies({ tx, person: { id } }: CareContext) {
  const { delegation } = tx.t
  const rows = await tx.db
    .select()
    .from(delegation)
    .where(or(eq(delegation.person, id), eq(delegation.deputy, id)))
  const out = []
  for (const { person, deputy, from, to, created, ended } of rows)
    out.push({
      for: (await whoever(tx, person)).name,
      by: (await whoever(tx, deputy)).name,
      from,
      to,
      created,
      ended,
    })
  return out
}

async function talks({ tx, tools, person }: CareContext) {
  const { helpRequest } = tx.t
  const rows = await tx.db.select().from(helpRequest).where(eq(helpRequest.person, person.id))
  const out = []
  for (const { no, status, created } of rows) {
    const found = await requestByNo(tx, no)
    if (found) out.push({ no, status, created, messages: await messagesOf(tx, tools, found) })
  }
  return out
}
