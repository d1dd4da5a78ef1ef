import { formatDate } from '../../dialogue/format.ts'
import { Fault, type Rule } from '../../kernel/faults.ts'
import { addDays, isDate } from '../../kernel/half-day.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/person.ts'
import { lookup } from '../../runtime/declare.ts'
import type { Call } from '../../runtime/route.ts'
import type { Place } from '../../storage/seal.ts'
import type { Tx } from '../../storage/storage.ts'
import { watchReview } from './off-post-review.ts'
import { changeOpen, insertOffPost, lastOffPost, type OffPost, openOffPost } from './off-post-store.ts'
import { AWAY } from './policy.ts'

type Desk = Pick<Call<unknown, unknown, unknown>, 'actor' | 'now' | 'today' | 'services'>

/**
 * 离岗休养: takes somebody off his post from a day on, until HR agrees to the return. It takes from no account and asks
 * for no leave; the person and his supervisor learn the day and nothing of why.
 * @param to dates; `ground` is sealed, '' = none given
 * @throws Fault NOT_DECIDED until the unit's own conditions stand in `policy/away.yaml`; CONFLICT where he is off post
 * already; NOT_ALLOWED for oneself; INPUT_INVALID
 */
export async function takeOffPost(
  tx: Tx,
  desk: Desk,
  person: Person,
  to: { from: string; review: string; ground: string },
): Promise<void> {
  const { actor, now, today, services } = desk
  const { tools, road } = services
  const push = road.push(tx, now)
  if (!tools.policy(AWAY).off_post.open) throw new Fault('NOT_DECIDED')
  refuseOneself(actor, person)
  if (!isDate(to.from)) throw faultOf('from', 'date')
  checkReview(desk, to.review, to.from)
  const last = await lastOffPost(tx, person.id)
  if (last && last.back === null) throw new Fault('CONFLICT')
  if (last?.back && to.from < last.back) throw faultOf('from', 'not_before', { value: last.back })
  const id = randomId()
  const ground = await sealed(tx, desk, { id, person: person.id }, to.ground)
  await insertOffPost(
    tx,
    { id, person: person.id, from: to.from, review: to.review, ground },
    { author: actor.id, now },
  )
  await watchReview({ tx, tools, today }, { id, review: to.review })
  const values = { name: person.name, from: formatDate(to.from, tools.words(), today) }
  await push(person, 'off_post_on', { key: `off_post/${id}`, values: { from: values.from } })
  const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
  if (supervisor) await push(supervisor, 'off_post_told', { key: `off_post/${id}`, values })
}

/**
 * Another date for the review, after the doctors have looked or the date was moved.
 * @param to `ground`: what it rests on from now on; '' leaves it as it is
 * @throws Fault NOT_FOUND where he is not off post; NOT_ALLOWED for oneself; INPUT_INVALID
 */
export async function moveReview(
  tx: Tx,
  desk: Desk,
  person: Person,
  to: { review: string; ground: string },
): Promise<void> {
  refuseOneself(desk.actor, person)
  const open = await openOf(tx, person)
  checkReview(desk, to.review, open.from)
  const ground = await sealed(tx, desk, open, to.ground)
  if (!(await changeOpen(tx, open.id, { review: to.review, ...(ground ? { ground } : {}) })))
    throw new Fault('CONFLICT')
  await watchReview({ tx, tools: desk.services.tools, today: desk.today }, { id: open.id, review: to.review })
}

/**
 * HR agrees to the return. What it rested on is wiped: of an illness that is over nothing stays but the days.
 * @param back the first day at work, a date
 * @throws Fault NOT_FOUND where he is not off post; NOT_ALLOWED for oneself; INPUT_INVALID
 */
export async function returnToPost(tx: Tx, desk: Desk, person: Person, back: string): Promise<void> {
  const { actor, now, today, services } = desk
  const { tools, road } = services
  const push = road.push(tx, now)
  refuseOneself(actor, person)
  const open = await openOf(tx, person)
  if (!isDate(back)) throw faultOf('back', 'date')
  if (back < open.from) throw faultOf('back', 'not_before', { value: open.from })
  if (!(await changeOpen(tx, open.id, { back, returner: actor.id, ground: null })))
    throw new Fault('CONFLICT')
  const values = { name: person.name, date: formatDate(back, tools.words(), today) }
  const key = `off_post/back/${open.id}`
  await push(person, 'off_post_back', { key, values: { date: values.date } })
  const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
  if (supervisor) await push(supervisor, 'off_post_back_told', { key, values })
}

/** Who is off post and by when the doctors look again; never why. In the roster's order. */
export async function listOffPost(tx: Tx) {
  return (await openOffPost(tx)).map(({ userid, name, unit, from, review, ground }) => ({
    userid,
    name,
    unit,
    from,
    review,
    ground: ground !== null,
  }))
}

/** What it rests on, in HR's words; '' where nothing was written. @throws Fault NOT_FOUND */
export async function groundOf(
  tx: Tx,
  { actor, services: { tools } }: Desk,
  person: Person,
): Promise<string> {
  refuseOneself(actor, person)
  const { id, ground } = await openOf(tx, person)
  return ground === null ? '' : tools.vault.openText(tx, placeOf(id), ground)
}

export const offPostLookups = {
  /** Whether I am off post and nobody has said until when: no leave needs to be asked for. */
  my_post: lookup({ with: {}, returns: { off: 'yes_no' } }, async ({ tx, person, today }) => {
    const last = await lastOffPost(tx, person.id)
    return { off: last !== null && last.back === null && last.from <= today }
  }),
}

async function openOf(tx: Tx, person: Person): Promise<OffPost> {
  const last = await lastOffPost(tx, person.id)
  if (!last || last.back !== null) throw new Fault('NOT_FOUND')
  return last
}

/** A review lies ahead, after the first day, and not further ahead than the unit allows. */
function checkReview({ today, services: { tools } }: Desk, review: string, from: string): void {
  if (!isDate(review)) throw faultOf('review', 'date')
  const first = addDays(from > today ? from : today, 1)
  if (review < first) throw faultOf('review', 'not_before', { value: first })
  const { review_within_days: within } = tools.policy(AWAY).off_post
  const last = addDays(first, within)
  if (within > 0 && review > last) throw faultOf('review', 'not_after', { value: last })
}

function refuseOneself(actor: Person, person: Person): void {
  if (actor.id === person.id) throw new Fault('NOT_ALLOWED')
}

async function sealed(
  tx: Tx,
  { services: { tools } }: Desk,
  { id, person }: Pick<OffPost, 'id' | 'person'>,
  ground: string,
): Promise<Uint8Array | null> {
  const words = ground.trim()
  return words === '' ? null : tools.vault.seal(tx, person, placeOf(id), words)
}

function placeOf(id: string): Place {
  return `off_post.ground:${id}`
}

function faultOf(where: string, rule: Rule, values?: Record<string, string>): Fault {
  return new Fault('INPUT_INVALID', { details: [{ where, rule, ...(values ? { values } : {}) }] })
}
