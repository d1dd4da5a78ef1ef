import { decideEffects } from '../../../../src/care/applications/decide.ts'
import type { Application } from '../../../../src/care/applications/store.ts'
import { withdrawEffects } from '../../../../src/care/applications/withdraw.ts'
import { carryRoutes } from '../../../../src/care/leave/carry.ts'
import { changeEffects } from '../../../../src/care/leave/change.ts'
import { leaveEffects } from '../../../../src/care/leave/effects.ts'
import { extendEffects } from '../../../../src/care/leave/extend.ts'
import { LAPSE, leaveJobs } from '../../../../src/care/leave/jobs.ts'
import { judgeLeave } from '../../../../src/care/leave/judge.ts'
import { leaveKind } from '../../../../src/care/leave/kind.ts'
import { recallEffects } from '../../../../src/care/leave/recall.ts'
import { returnEffects } from '../../../../src/care/leave/return.ts'
import { isForHr, type Request } from '../../../../src/care/leave/rules.ts'
import { overtimeEffects } from '../../../../src/care/overtime/effects.ts'
import { overtimeKind } from '../../../../src/care/overtime/kind.ts'
import { OVERTIME } from '../../../../src/care/overtime/policy.ts'
import type { Value } from '../../../../src/dialogue/value.ts'
import { instantOf } from '../../../../src/kernel/clock.ts'
import { Fault, Refusal } from '../../../../src/kernel/faults.ts'
import type { Person } from '../../../../src/kernel/person.ts'
import type { Program } from '../../../../src/main.ts'
import type { EffectContext, JobContext, Tools } from '../../../../src/runtime/context.ts'
import type { Call } from '../../../../src/runtime/route.ts'
import type { Tx } from '../../../../src/storage/storage.ts'
import { chineseCalendar } from '../../../../src/understanding/calendar/index.ts'
import type { Setting } from './happenings.ts'
import { DONE, type Outcome } from './naive-life.ts'

const kindOf = ({ kind }: Application) => (kind === 'overtime' ? overtimeKind : leaveKind)
const effects = {
  ...leaveEffects,
  ...changeEffects,
  ...extendEffects,
  ...returnEffects,
  ...recallEffects,
  ...overtimeEffects,
  ...decideEffects(kindOf),
  ...withdrawEffects(kindOf),
}
type EffectName = keyof typeof effects

export const calendar = chineseCalendar()
let lives = 0

/** The program's own acts, as the chat, the jobs and the API carry them out, for somebody who is new to it. */
export class RealLife {
  readonly person: Person
  readonly tx: Tx
  readonly tools: Tools
  readonly #boss: Person
  readonly #start: string
  #keys = 0
  today: string

  /** @param tx may be that of many lives: they are of different people */
  constructor(tx: Tx, program: Program, of: Person, setting: Setting) {
    const id = `life-${++lives}`
    const about = { staffType: '公务员', workStart: setting.workStart, rank: null } as const
    this.#boss = { ...of, id: `${id}-boss`, userid: `${id}-boss`, supervisor: null, roles: ['staff', 'hr'] }
    this.person = { ...of, ...about, id, userid: id, supervisor: this.#boss.userid, roles: ['staff'] }
    this.tx = tx
    this.tools = toolsFor(program.tools, [this.person, this.#boss], setting)
    this.today = setting.start
    this.#start = setting.start
  }

  /** Does something as the person. @returns how it ended, and the number it was given */
  do(name: EffectName, input: Readonly<Record<string, Value>>): Promise<{ outcome: Outcome; no: string }> {
    return this.#run(name, input, this.person)
  }

  /** Whether HR has to look at what can be asked for. */
  async isForHr(request: Request): Promise<boolean> {
    const { verdict } = await judgeLeave(this.#context(this.person), request, { anew: true })
    return verdict.ok && isForHr(verdict.limit)
  }

  /** Does something as his superior. */
  async decide(name: EffectName, input: Readonly<Record<string, Value>>): Promise<Outcome> {
    return (await this.#run(name, input, this.#boss)).outcome
  }

  /** HR carries annual leave of last year over. */
  async carryOver(halfDays: number): Promise<Outcome> {
    const [route] = carryRoutes
    const { tx, tools, today, now } = this
    const storage = { transaction: (job: (tx: Tx) => Promise<unknown>) => job(tx) }
    const body = { userid: this.person.userid, days: halfDays / 2 }
    const call = { body, actor: this.#boss, now, today, services: { storage, tools } }
    return outcomeOf(async () => {
      await tx.savepoint(async () => route?.handle(call as unknown as Call<unknown, unknown, unknown>))
    })
  }

  /** What the timers do of a morning. */
  async lapse(): Promise<void> {
    await leaveJobs[LAPSE](
      this.#context(this.person) as unknown as JobContext,
      `${this.person.id} ${this.today}`,
    )
  }

  get now(): number {
    return instantOf(`${this.today}T09:00`, this.tools.zone)
  }

  async #run(name: EffectName, input: Readonly<Record<string, Value>>, person: Person) {
    let no = ''
    const outcome = await outcomeOf(async () => {
      // As a turn runs it: what is refused leaves nothing.
      const done = await this.tx.savepoint(() => effects[name].run(this.#context(person), input))
      no = typeof done === 'object' ? String(done['no'] ?? '') : ''
    })
    return { outcome, no }
  }

  #context(person: Person): EffectContext {
    const nothing = async () => {}
    return {
      tx: this.tx,
      tools: this.tools,
      now: this.now,
      today: this.today,
      person,
      key: `${this.person.id}/${++this.#keys}/${this.#start}`,
      push: nothing,
      alarm: nothing,
      later: nothing,
      soon: nothing,
      whenSaid: () => {},
      forgetConversation: () => {},
    } as unknown as EffectContext
  }
}

async function outcomeOf(job: () => Promise<void>): Promise<Outcome> {
  try {
    await job()
    return DONE
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.reason
    if (thrown instanceof Fault) return thrown.code
    throw thrown
  }
}

/** The program's, with the two people of this life, an office's settings, and nothing sealed: that is tested elsewhere. */
function toolsFor(tools: Tools, people: readonly Person[], setting: Setting): Tools {
  const overtime = {
    ...tools.policy(OVERTIME),
    rounding: setting.rounding,
    most_days: setting.mostDays,
    expiry: setting.expiry,
  }
  const directory = {
    byId: async (_: Tx, id: string) => people.find(one => one.id === id) ?? null,
    byUserid: async (_: Tx, userid: string) => people.find(one => one.userid === userid) ?? null,
    withRole: async (_: Tx, role: string) => people.filter(one => one.roles.includes(role)),
    named: () => [],
    isHere: () => true,
  }
  const bytes = (text: string) => new TextEncoder().encode(text)
  const text = (sealed: Uint8Array) => new TextDecoder().decode(sealed)
  const vault = {
    seal: async (_: Tx, _of: string, _as: string, said: string) => bytes(said),
    sealJson: async (_: Tx, _of: string, _as: string, value: unknown) => bytes(JSON.stringify(value)),
    openText: async (_: Tx, _as: string, sealed: Uint8Array) => text(sealed),
    openJson: async (_: Tx, _as: string, sealed: Uint8Array) => JSON.parse(text(sealed)),
  }
  return {
    ...tools,
    calendar,
    vault,
    directory,
    attachments: { bind: async () => {} },
    policy: (policy: { name: string }) =>
      policy.name === OVERTIME.name ? overtime : tools.policy(policy as typeof OVERTIME),
    words: () => tools.words(),
    text: () => '',
  } as unknown as Tools
}
