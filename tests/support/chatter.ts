import { type FakeDingTalk, picture, type Received, type Utterance } from '../fakes/dingtalk/index.ts'
import type { Hurry } from './hurry.ts'

/** What people said and what came of it. */
export interface Chatter {
  /** msgId of everything that was said. */
  readonly said: string[]
  /** Numbers of requests, each handed in with one 提交 and taken back. */
  readonly numbers: string[]
  /** Everybody goes on until it is closed. Rejects when an answer does not come. */
  open(): Promise<unknown>
  close(): Promise<void>
  /** Resolves when so many more answers have come. */
  answers(count: number): Promise<void>
}

/** Wall time, ms: after so long an answer never comes. */
const PATIENCE = 45_000

/** People who ask for leave and take it back, over and over; each waits for an answer before he goes on. */
export function openChatter(
  fake: FakeDingTalk,
  people: readonly string[],
  date: string,
  time: Hurry,
): Chatter {
  const said: string[] = []
  const numbers: string[] = []
  const watchers = new Set<() => void>()
  let answered = 0
  let closing = false
  let everybody: Promise<unknown> = Promise.resolve()

  /** By what it says, not by how it came: an answer may have to take another way than the webhook. */
  async function ask(userid: string, words: Utterance, wanted: RegExp): Promise<string> {
    const after = fake.inbox(userid).at(-1)?.n ?? 0
    said.push(fake.say(userid, words).msgId)
    const fits = (message: Received) =>
      message.to === userid && message.n > after && wanted.test(message.text)
    const { text: answer } = await arrival(fits, () => {
      const heard = fake.inbox(userid).filter(message => message.n > after)
      return `${userid} said ${JSON.stringify(words).slice(0, 40)} and heard ${JSON.stringify(heard.map(one => one.text))}`
    })
    answered++
    for (const look of watchers) look()
    return wanted.exec(answer)?.[1] ?? answer
  }

  function arrival(fits: (message: Received) => boolean, otherwise: () => string): Promise<Received> {
    return new Promise((resolve, reject) => {
      const undos = [
        time.after(PATIENCE, () => {
          for (const undo of undos) undo()
          reject(new Error(otherwise()))
        }),
        fake.onReceived(message => {
          if (!fits(message)) return
          for (const undo of undos) undo()
          resolve(message)
        }),
      ]
    })
  }

  async function live(userid: string): Promise<void> {
    for (let round = 1; !closing; round++) {
      // A picture whose answer comes late is answered in the same message, on a line before it.
      await ask(userid, `${date}请一天事假`, /^事由/m)
      const reason = `${userid}的第${round}件事`
      await ask(userid, reason, new RegExp(`事由：${reason}。`))
      const no = await ask(userid, '提交', /交上去了，编号(QJ-[\d-]+)/)
      numbers.push(no)
      await ask(userid, `撤回${no}`, new RegExp(`撤回${no}.*对吗`))
      await ask(userid, '撤回', new RegExp(`撤回了，${no}作废`))
      // It was fetched and nobody wants it, or it could not be had: either way there is an answer, and nothing kept.
      if (round % 3 === 0) await ask(userid, picture(), /./)
      if (round % 5 === 0) await ask(userid, '长'.repeat(22_000), /太长/)
    }
  }

  return {
    said,
    numbers,
    open() {
      everybody = Promise.all(people.map(live))
      return everybody
    },
    async close() {
      closing = true
      await everybody
    },
    answers(count) {
      const wanted = answered + count
      return new Promise(resolve => {
        const look = () => {
          if (answered < wanted) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
      })
    },
  }
}
