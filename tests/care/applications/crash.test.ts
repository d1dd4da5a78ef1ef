import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Storage, Tx } from '../../../src/storage/storage.ts'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

/** Long enough for two to decide. @returns its number */
async function asked(text = '12月1日到8日请年假'): Promise<string> {
  await talk.say('chenyu', `${text}，因为家里有事`)
  return /QJ-[\d-]+/.exec(await talk.say('chenyu', '提交'))?.[0] ?? ''
}

/** Everything that an approval writes, as it stands. */
const standing = () =>
  talk.program.storage.read(async tx => ({
    applications: await tx.db.select().from(tx.t.application),
    steps: await tx.db.select().from(tx.t.approvalStep),
    decisions: await tx.db.select().from(tx.t.decision),
    leave: await tx.db.select().from(tx.t.leave),
    ledger: await tx.db.select().from(tx.t.ledger),
    outbox: (await tx.db.select().from(tx.t.outbox)).map(({ key }) => key),
    // What the program does every hour, of nothing in particular, goes on beside it.
    timers: (await tx.db.select().from(tx.t.timer)).filter(({ event }) => event !== ''),
  }))

/** A program that ends at its n-th statement of a transaction, as if it were killed there. */
class Killed extends Error {}
function endingAt(statement: number, storage: Storage): { storage: Storage; reached: () => number } {
  let n = 0
  const step = () => {
    n++
    if (n === statement) throw new Killed()
  }
  const counted = <T extends object>(target: T, names: ReadonlySet<string>): T =>
    new Proxy(target, {
      get(of, name) {
        const value: unknown = Reflect.get(of, name)
        if (typeof value !== 'function') return value
        return (...given: unknown[]) => {
          if (names.has(String(name))) step()
          return (value as (...all: unknown[]) => unknown).apply(of, given)
        }
      },
    })
  const transaction = <T>(job: (tx: Tx) => Promise<T>) =>
    storage.transaction(tx => {
      const db = counted(tx.db, new Set(['select', 'insert', 'update', 'delete']))
      const made = counted(tx, new Set(['run', 'write']))
      return job(new Proxy(made, { get: (of, name) => (name === 'db' ? db : Reflect.get(of, name)) }))
    })
  return {
    storage: new Proxy(storage, {
      get: (of, name) => (name === 'transaction' ? transaction : Reflect.get(of, name)),
    }),
    reached: () => n,
  }
}

/** Agrees with a program that ends at a statement. @returns whether it came to its end */
async function agreesUntil(who: string, no: string, statement: number): Promise<boolean> {
  const { program } = talk
  const { storage, reached } = endingAt(statement, program.storage)
  const dying = { ...talk, program: { ...program, storage } } as Talk
  try {
    await call(dying, who, 'POST', `/applications/${no}/decide`, { body: { verdict: 'agree' } })
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Killed)
    return false
  }
  expect(reached()).toBeLessThan(statement)
  return true
}

describe('an approval that is cut off', () => {
  test('leaves nothing of itself at any statement, and is done once afterwards', async () => {
    const no = await asked()
    for (const who of ['sunli', 'wang']) {
      const before = await standing()
      const sent = talk.sent.length
      let statement = 1
      while (!(await agreesUntil(who, no, statement))) {
        expect(await standing(), `${who} at statement ${statement}`).toEqual(before)
        expect(talk.sent.length).toBe(sent)
        // Now and then it really starts anew.
        if (statement % 10 === 0) await talk.restart()
        statement++
      }
      // Fewer would mean that nothing was cut off.
      expect(statement).toBeGreaterThan(15)
    }
    const { applications, decisions, ledger, outbox } = await standing()
    expect(applications.map(({ status, turn }) => [status, turn])).toEqual([['approved', null]])
    expect(decisions.map(({ verdict }) => verdict)).toEqual(['agreed', 'agreed'])
    expect(ledger.filter(({ cause }) => cause === 'leave').reduce((sum, l) => sum + l.halfDays, 0)).toBe(-12)
    expect(new Set(outbox).size).toBe(outbox.length)
    await talk.restart()
    await talk.settled()
    const told = (who: string, words: string) =>
      talk.sent.filter(({ to, message }) => to === `sample-${who}` && message.text.includes(words)).length
    expect([told('wang', '陈小雨请年假'), told('chenyu', '批了。')]).toEqual([1, 1])
  })
})

describe('two who decide at once', () => {
  const decide = (who: string, no: string, body: object) =>
    call<{ status: string }>(talk, who, 'POST', `/applications/${no}/decide`, { body }).then(
      ({ status }) => status,
      (thrown: { code: string }) => thrown.code,
    )
  const verdicts = async () => (await standing()).decisions.map(({ verdict }) => verdict)

  test('a double tap counts once, and the second is told that it stands', async () => {
    const no = await asked('12月1日请一天年假')
    const agree = { verdict: 'agree' }
    const came = await Promise.all([decide('sunli', no, agree), decide('sunli', no, agree)])
    expect(came.toSorted()).toEqual(['DECIDED', 'approved'])
    expect(await verdicts()).toEqual(['agreed'])
    expect((await standing()).ledger.filter(({ cause }) => cause === 'leave')).toHaveLength(1)
  })

  test('of yes and no by two devices, and by the deputy, one counts', async () => {
    await talk.say('sunli', '今天到明天请欧阳明代批')
    await talk.tap('sunli', '对')
    const no = await asked('12月1日请一天年假')
    const came = await Promise.all([
      decide('ouyang', no, { verdict: 'refuse', reason: '那天有检查' }),
      decide('sunli', no, { verdict: 'agree' }),
      decide('sunli', no, { verdict: 'refuse', reason: '人手不够' }),
    ])
    expect(came.filter(one => one === 'approved' || one === 'refused')).toHaveLength(1)
    expect(came.filter(one => one === 'DECIDED')).toHaveLength(2)
    expect(await verdicts()).toHaveLength(1)
  })

  test('a tap in the chat and one in the console', async () => {
    const no = await asked('12月1日请一天年假')
    const [said] = await Promise.all([
      talk.say('sunli', `驳回 ${no}，那天有检查`),
      decide('sunli', no, { verdict: 'agree' }),
    ])
    expect(await verdicts()).toHaveLength(1)
    expect(said).toMatch(/驳回了|已经办完了|没有等你批的申请/u)
  })
})
