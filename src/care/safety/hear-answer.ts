import { type Person, titleOf } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { ANSWERED, aboutOf, calledAbout, type Does, writeAnswer } from './answer.ts'
import { SAFETY, type SafetyFile } from './policy.ts'
import type { ConcernRow } from './store.ts'

const LONGEST = 60
const NUMBER = /zb-\d{8}-\d{4}/iu
const ORDER: readonly Does[] = ['unreached', 'passed', 'closed', 'reached', 'taken']

/**
 * “收到”, “联系不上”, “转给王主任”: what the one who was called says of it in the chat. It is his answer only while
 * he was called about somebody; else the words are the conversation's.
 * @param plain normalised text
 * @returns whether it was such an answer; it has been answered then
 */
export async function hearAnswer(context: EffectContext, plain: string): Promise<boolean> {
  const does = answerIn(plain, context.tools.policy(SAFETY))
  if (!does) return false
  const { person } = context
  const mine = await calledAbout(context)
  const no = NUMBER.exec(plain)?.[0].toUpperCase()
  const meant = no ? mine.filter(row => row.no === no) : candidates(mine, does, person.id)
  const [first, ...more] = meant
  if (!first) return false
  // Who says “收到” has heard all that was said; of one alone it is said who was spoken to.
  if (more.length > 0 && does !== 'taken') await askWhich(context, meant)
  else for (const open of meant) await take(context, open, does, plain)
  return true
}

/** What a whole message says of a call, if anything. */
function answerIn(plain: string, { answers }: SafetyFile): Does | null {
  if (plain.length > LONGEST) return null
  const words = plain.replace(NUMBER, '').trim()
  return ORDER.find(does => matcher(answers[does]).test(words)) ?? null
}

/** Whom he may mean who gives no number: those he has said he sees to, else those that nobody has, else all. */
function candidates(mine: readonly ConcernRow[], does: Does, actor: string): ConcernRow[] {
  const his = mine.filter(row => row.taker === actor)
  if (does !== 'taken' && his.length > 0) return his
  const free = mine.filter(row => row.taker === null)
  return free.length > 0 || does === 'taken' ? free : [...mine]
}

async function take(context: EffectContext, open: ConcernRow, does: Does, plain: string): Promise<void> {
  const { tx, tools, person, push, key, now, soon } = context
  const about = await tools.directory.byId(tx, open.lane)
  if (!about) return
  const values = aboutOf(tools, about, open)
  const say = (notice: string, more = {}) =>
    push(person, notice, { key: `duty/answer/${key}/${open.no}`, values: { ...values, ...more } })
  const to = does === 'passed' ? await passedTo(context, plain, about) : null
  if (does === 'passed' && !to) return say('duty_pass_whom')
  const answer = { actor: person.id, does, now, ...(to ? { to: to.id } : {}) }
  await writeAnswer(tx, open, answer, what => soon(ANSWERED, what))
  const held = does === 'unreached' && open.taker !== null && open.taker !== person.id ? open.taker : null
  const holder = held === null ? null : await tools.directory.byId(tx, held)
  await (holder
    ? say('duty_held', { to: titleOf(holder) })
    : say(`duty_noted_${does}`, { to: to?.name ?? '' }))
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

// Rules are compiled once.
const matchers = new Map<string, RegExp>()

function matcher(pattern: string): RegExp {
  const made = matchers.get(pattern) ?? new RegExp(pattern, 'u')
  matchers.set(pattern, made)
  return made
}
