import type { FakeDingTalk, Received } from '../fakes/dingtalk/index.ts'

/** What was said and heard, for the end: the program's books must say the same. */
export interface Doings {
  /** Numbers of requests handed in; one for each 提交 that was said. */
  readonly handedIn: string[]
  /** How a request ended, where it did. */
  readonly ends: Map<string, 'approved' | 'refused' | 'withdrawn'>
  /** Numbers of 心里话 handed over; one for each 交上去 that was said. */
  readonly cases: string[]
  /** Half-days of comp leave that somebody should have, by userid. */
  readonly comp: Map<string, number>
  /** Every message that was said and answered. */
  readonly said: string[]
}

/** People of an office who talk to the bot, each waiting for an answer before saying the next thing. */
export interface Office {
  readonly doings: Doings
  /** Begins; everybody goes on until `close`. Rejects when somebody hears what he should not. */
  open(): Promise<unknown>
  /** Resolves when everybody has finished what he had begun. */
  close(): Promise<void>
  /** What the bot says of everybody's comp leave, in half-days. */
  balances(): Promise<Map<string, number>>
}

export interface OfficeOptions {
  staff: readonly string[]
  supervisor: string
  /** Dates, `YYYY-MM-DD`: days in the past for overtime, workdays to come for leave. */
  past: readonly string[]
  coming: readonly string[]
}

/** A restart may take a while on a busy machine; an answer that has not come by then never comes. */
const PATIENCE = 60_000
/** Rounds of which something stays in the books; each needs days of its own. */
const KEPT = 10

export function openOffice(fake: FakeDingTalk, { staff, supervisor, past, coming }: OfficeOptions): Office {
  const doings: Doings = { handedIn: [], ends: new Map(), cases: [], comp: new Map(), said: [] }
  let closing = false
  let everybody: Promise<unknown> = Promise.resolve()
  let decided = Promise.resolve()

  /** Says something and waits for the answer to that very message. */
  async function ask(userid: string, text: string, wanted: RegExp): Promise<string> {
    const { msgId } = fake.say(userid, text)
    doings.said.push(msgId)
    const answer = await hears(userid, message => message.replyTo === msgId)
    if (!wanted.test(answer.text)) throw new Error(`${userid} said ${text} and heard ${answer.text}`)
    return wanted.exec(answer.text)?.[1] ?? answer.text
  }

  /** Several wait at one person's door at once, so nothing that one has taken is over for the others. */
  function hears(userid: string, wanted: (message: Received) => boolean, after = 0): Promise<Received> {
    const fits = (message: Received) => message.to === userid && message.n > after && wanted(message)
    const there = fake.inbox(userid).find(fits)
    return there ? Promise.resolve(there) : arrival(fake, fits, `${userid} hears nothing`)
  }

  async function handIn(userid: string): Promise<string> {
    const no = await ask(userid, '提交', /编号([A-Z]{2}-\d{8}-\d{4})/)
    doings.handedIn.push(no)
    return no
  }

  /** The supervisor is asked, and decides one thing after the other; the applicant hears of it. */
  async function decision(userid: string, no: string, agreed: boolean, about: string): Promise<void> {
    const handedIn = fake.inbox(userid).at(-1)?.n
    await hears(supervisor, message => message.text.includes(no) && message.buttons.length > 0)
    const mine = decided.then(async () => {
      if (agreed) await ask(supervisor, `同意 ${no}`, /同意了/)
      else {
        await ask(supervisor, `驳回 ${no}`, /理由/)
        await ask(supervisor, `那天人手不够${no}`, /驳回了/)
      }
    })
    decided = mine.catch(() => {})
    await mine
    doings.ends.set(no, agreed ? 'approved' : 'refused')
    await hears(userid, message => message.text.includes(about), handedIn)
  }

  async function withdraw(userid: string, no: string): Promise<void> {
    await ask(userid, `撤回${no}`, /对吗/)
    await ask(userid, '撤回', /撤回了/)
    doings.ends.set(no, 'withdrawn')
  }

  function credit(userid: string, halfDays: number): void {
    doings.comp.set(userid, (doings.comp.get(userid) ?? 0) + halfDays)
  }

  async function overtime(userid: string, date: string, keep: boolean): Promise<void> {
    await ask(userid, `${inWords(date)}加班8小时`, /哪类事/)
    await ask(userid, '项目攻坚', /交给主管确认吗/)
    const no = await handIn(userid)
    await decision(userid, no, true, '补休到账')
    if (keep) credit(userid, 2)
    else await withdraw(userid, no)
  }

  async function leave(userid: string, date: string, end: 'kept' | 'taken back' | 'refused'): Promise<void> {
    const kind = end === 'refused' ? '事假' : '补休'
    await ask(userid, `${inWords(date)}请一天${kind}`, /事由/)
    await ask(userid, '家里有事', /提交吗/)
    const no = await handIn(userid)
    await decision(userid, no, end !== 'refused', end === 'refused' ? `人手不够${no}` : '批了')
    if (end === 'kept') credit(userid, -2)
    if (end === 'taken back') await withdraw(userid, no)
  }

  async function speakOut(userid: string): Promise<void> {
    await ask(userid, '心里话', /你说，我在听/)
    await ask(userid, '最近有点累', /收到/)
    await ask(userid, '说完了', /实名/)
    await ask(userid, '隐名', /方面/)
    await ask(userid, '其他', /希望/)
    await ask(userid, '只想说说', /吗/)
    // It is answered by what follows: sealing to the readers takes a moment.
    doings.said.push(fake.say(userid, '交上去').msgId)
    const { text } = await hears(userid, message => /编号XS-/.test(message.text) && !known(message.text))
    doings.cases.push(/XS-\d{8}-\d{4}/.exec(text)?.[0] ?? '')
  }

  const known = (text: string) => doings.cases.some(no => text.includes(no))

  /** All there is to do, again and again: what is given back leaves the day free for the next round. */
  async function live(userid: string): Promise<void> {
    for (let round = 0; !closing; round++) {
      const keep = round < KEPT
      const at = keep ? round : KEPT + (round % (past.length - KEPT))
      await overtime(userid, past[at] ?? '', keep)
      if (closing) return
      if (keep) await leave(userid, coming[round] ?? '', round % 3 === 0 ? 'kept' : 'taken back')
      if (closing) return
      await leave(userid, coming.at(-1) ?? '', 'refused')
      if (closing) return
      await speakOut(userid)
    }
  }

  return {
    doings,
    open() {
      everybody = Promise.all(staff.map(live))
      return everybody
    },
    async close() {
      closing = true
      await everybody
    },
    async balances() {
      const told = new Map<string, number>()
      for (const userid of staff)
        told.set(userid, 2 * Number(await ask(userid, '余额', /补休还剩([\d.]+)天/)))
      return told
    },
  }
}

function arrival(
  fake: FakeDingTalk,
  fits: (message: Received) => boolean,
  otherwise: string,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      undo()
      reject(new Error(otherwise))
    }, PATIENCE)
    const undo = fake.onReceived(message => {
      if (!fits(message)) return
      undo()
      clearTimeout(timer)
      resolve(message)
    })
  })
}

function inWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
