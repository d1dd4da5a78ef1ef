import type { Named } from '../../dialogue/world.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { ANSWERED, aboutOf, calledAbout, writeAnswer } from './answer.ts'
import { type Does, LONGEST, type Read, readAnswer, withoutNames } from './answer-words.ts'
import { keptFrom } from './kept-from.ts'
import { SAFETY } from './policy.ts'
import { type ConcernRow, openHeard } from './store.ts'

const NUMBER = /zb-\d{8}-\d{4}/iu

/**
 * “收到”, “联系不上”, “转给林科员”: what the one who was called says of it in the chat. It is his answer only while he
 * was called about somebody and is waited for; else the words are the conversation's.
 * @param plain normalised text
 * @param ownWords his own words are being taken down word for word: then only a message with a number, or a plain
 * “收到” or “我来联系”, is an answer
 * @returns whether it was such an answer; it has been answered then
 */
export async function hearAnswer(context: EffectContext, plain: string, ownWords = false): Promise<boolean> {
  const { person, tools } = context
  const no = NUMBER.exec(plain)?.[0].toUpperCase()
  const text = plain.replace(NUMBER, '').trim()
  // A long text ends here, before any name is looked for in it.
  if (text.length > LONGEST) return false
  const named = tools.directory.named(plain).filter(one => one.userid !== person.userid)
  const words = withoutNames(
    text,
    named.map(one => one.title ?? one.name),
  )
  const read = readAnswer(words, tools.policy(SAFETY).answers, no !== undefined)
  if (!read || (ownWords && !no && !(read.exact && read.does === 'taken'))) return false
  const mine = await calledAbout(context)
  const meant = no
    ? mine.filter(row => row.no === no)
    : candidates(
        mine.filter(row => waitsFor(row, read, person.id)),
        read.does,
        person.id,
      )
  if (meant.length === 0) return false
  const { rows, others } = await narrowed(context, meant, read.does === 'passed' ? [] : named)
  const does = others ? 'unclear' : read.does
  // Who says “收到” has heard all that was said; of one alone it is said who was spoken to.
  if (rows.length > 1 && does !== 'taken') await askWhich(context, rows)
  else for (const open of rows) await take(context, open, { ...read, does }, plain)
  return true
}

/**
 * Whether an answer without a number is heard from this contact: as long as nobody sees to it, or he does and has not
 * spoken to the person. Later only what can mean nothing else, or tells that somebody is with the person.
 */
function waitsFor(row: ConcernRow, { does, exact, company }: Read, actor: string): boolean {
  if (row.taker === null || (row.taker === actor && row.reached === null)) return true
  if (row.taker === actor && company && (does === 'reached' || does === 'unclear')) return true
  return (exact || does === 'closed') && (row.taker === actor || row.reached === null)
}

/** Whom he may mean who gives no number: those he has said he sees to, else those that nobody has, else all. */
function candidates(mine: readonly ConcernRow[], does: Read['does'], actor: string): ConcernRow[] {
  const his = mine.filter(row => row.taker === actor)
  if (does !== 'taken' && his.length > 0) return his
  const free = mine.filter(row => row.taker === null)
  return free.length > 0 || does === 'taken' ? free : [...mine]
}

/** Those of them whom he named. @returns `others`: he named only somebody else, so that nobody can tell whom he means */
async function narrowed(
  { tx, tools }: EffectContext,
  meant: readonly ConcernRow[],
  named: readonly Named[],
): Promise<{ rows: readonly ConcernRow[]; others: boolean }> {
  if (named.length === 0) return { rows: meant, others: false }
  const rows: ConcernRow[] = []
  for (const row of meant) {
    const about = await tools.directory.byId(tx, row.lane)
    if (named.some(one => one.userid === about?.userid)) rows.push(row)
  }
  return rows.length > 0 ? { rows, others: false } : { rows: meant, others: true }
}

async function take(
  context: EffectContext,
  open: ConcernRow,
  { does, company }: Read,
  plain: string,
): Promise<void> {
  const { tx, tools, person, push, key, now, soon } = context
  const about = await tools.directory.byId(tx, open.lane)
  if (!about) return
  const values = aboutOf(tools, about, open)
  const say = (notice: string, more = {}) =>
    push(person, notice, { key: `duty/answer/${key}/${open.no}`, values: { ...values, ...more } })
  // Somebody is with him: said by name, that ends it.
  const spoken = open.taker === person.id && open.reached !== null
  if (company && spoken && (does === 'unclear' || does === 'reached')) return say('duty_company')
  if (does === 'unclear') return say('duty_unsure')
  const to = does === 'passed' ? await passedTo(context, plain, about) : null
  if (does === 'passed' && !to) return say('duty_pass_whom')
  if (to && !(await mayHaveIt(context, open, to))) return say('duty_pass_other', { to: titleOf(to) })
  const answer = { actor: person.id, does, now, ...(to ? { to: to.id } : {}) }
  await writeAnswer(tx, open, answer, what => soon(ANSWERED, what))
  const held = does === 'unreached' && open.taker !== null && open.taker !== person.id ? open.taker : null
  const holder = held === null ? null : await tools.directory.byId(tx, held)
  await (holder
    ? say('duty_held', { to: titleOf(holder) })
    : say(`duty_noted_${does satisfies Does}`, { to: to?.name ?? '' }))
}

/** The one whose name stands in the message; never who said it or whom it is about. Null where it may be several. */
async function passedTo(
  { tx, tools, person }: EffectContext,
  plain: string,
  about: Person,
): Promise<Person | null> {
  const named = new Set(tools.directory.named(plain).map(n => n.userid))
  named.delete(person.userid)
  named.delete(about.userid)
  const [one, ...more] = named
  return one === undefined || more.length > 0 ? null : tools.directory.byUserid(tx, one)
}

/** Who may be told that somebody is in danger: whoever is on duty or reads cases, unless it may be about him. */
async function mayHaveIt({ tx, tools }: EffectContext, open: ConcernRow, to: Person): Promise<boolean> {
  if (!to.roles.includes('duty') && !to.roles.includes('handler')) return false
  const heard = await openHeard(tx, tools, open)
  if ((await keptFrom(tx, tools, heard, [to])).has(to.id)) return false
  return !heard.some(one => one.named?.includes(to.id))
}

async function askWhich(
  { tx, tools, person, push, key }: EffectContext,
  meant: readonly ConcernRow[],
): Promise<void> {
  const lines = []
  for (const row of meant)
    lines.push(`${(await tools.directory.byId(tx, row.lane))?.name ?? ''} ${row.no}`.trim())
  const list = lines.join(tools.words().and)
  await push(person, 'duty_which', { key: `duty/which/${key}`, values: { list } })
}
