import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AND, decideEffects } from '../../../src/care/applications/decide.ts'
import type { ApplicationKind, Deciding } from '../../../src/care/applications/kind.ts'
import type { Application } from '../../../src/care/applications/store.ts'
import { addLine, booksOf, holdLedger, holdLedgers } from '../../../src/care/leave/ledger.ts'
import { importRoster } from '../../../src/care/people/import.ts'
import { importBalances } from '../../../src/care/people/import-balances.ts'
import type { EffectContext } from '../../../src/runtime/context.ts'
import { type Engine, startPostgres } from '../../support/engines.ts'

// Where several write at once: on SQLite one writer works at a time.
let engine: Engine
beforeAll(async () => {
  engine = await startPostgres()
}, 120_000)
afterAll(() => engine.stop())

const BY = { actor: 'cli', now: 1 }
const csv = (text: string) => ({ name: 'b.csv', bytes: new TextEncoder().encode(text) })

/** Resolves once some transaction waits for a lock that another holds. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const waiting = sql`select 1 from pg_locks where locktype = 'advisory' and not granted`
    const { rows } = await engine.storage.read(tx =>
      (tx.db as unknown as { execute(q: typeof waiting): Promise<{ rows: unknown[] }> }).execute(waiting),
    )
    if (rows.length > 0) return
  }
}

/** A promise with what settles it. */
function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

test('an import waits for a consent under way, and sets what is left after it', async () => {
  const { storage } = engine
  await importRoster(storage, csv('userid,name,unit\nann,安宁,办公室'), {
    ...BY,
    sample: false,
    zone: 'Asia/Shanghai',
  })
  await importBalances(storage, csv('userid,year,comp\nann,2026,2'), BY)
  const person = (await storage.read(tx => tx.db.select().from(tx.t.person)))[0]?.id ?? ''
  const [{ grant = '' } = {}] = await storage.read(tx => booksOf(tx, person))
  const [written, go] = [gate(), gate()]
  const consent = storage.transaction(async tx => {
    await holdLedger(tx, person)
    const taken = {
      person,
      account: 'comp',
      year: 0,
      cause: 'leave',
      ref: 'QJ-1',
      grant,
      halfDays: -4,
    } as const
    await addLine(tx, { ...taken, at: 2 })
    written.open()
    await go.opened
  })
  await written.opened
  const imported = importBalances(storage, csv('userid,year,comp\nann,2026,0'), { ...BY, now: 3 })
  await Promise.race([imported, someoneWaits()])
  go.open()
  await Promise.all([consent, imported])
  const sums = await storage.read(tx => booksOf(tx, person))
  expect(sums.reduce((all, { halfDays }) => all + halfDays, 0)).toBe(0)
})

test('two who hold the same people, named in another order, both come through', async () => {
  const { storage } = engine
  const hold = (...people: string[]) => storage.transaction(tx => holdLedgers(tx, people))
  const rounds = Array.from({ length: 20 }, () => [hold('a', 'b', 'c'), hold('c', 'b', 'a')]).flat()
  expect((await Promise.allSettled(rounds)).map(({ status }) => status)).toEqual(
    rounds.map(() => 'fulfilled'),
  )
})

test('two who agree to several at once, of the same people in another order, both come through', async () => {
  const { storage } = engine
  const people = ['x1', 'x2', 'x3', 'x4']
  const waits = (approver: string, round: number, person: string) => ({
    no: `QJ-20261123-${approver}${round}${person}`,
    person,
    approver,
  })
  const rounds = Array.from({ length: 10 }, (_, round) => [
    people.map(person => waits('up', round, person)),
    people.toReversed().map(person => waits('down', round, person)),
  ]).flat()
  await storage.transaction(async tx => {
    for (const { no, person, approver } of rounds.flat()) {
      const { application, approvalStep } = tx.t
      const about = { kind: 'leave', author: person, status: 'pending', form: new Uint8Array(), created: 1 }
      await tx.db.insert(application).values({ ...about, no, person, turn: approver, step: 1, origin: no })
      await tx.db
        .insert(approvalStep)
        .values({ id: no, no, seq: 1, does: 'decide', person: approver, found: 'supervisor', state: 'turn' })
    }
  })
  const kind = {
    brief: async () => '',
    approved: async ({ tx }: Deciding, { person }: Application) => holdLedger(tx, person),
  }
  const { 'application.decide': decide } = decideEffects(() => kind as unknown as ApplicationKind)
  const tools = {
    text: (name: string) => name,
    directory: { byId: async (_: unknown, id: string) => ({ id, name: id, roles: [] }) },
  }
  const agreed = rounds.map(list =>
    storage.transaction(tx =>
      decide.run(
        {
          tx,
          tools,
          now: 2,
          today: '2026-11-23',
          person: { id: list[0]?.approver },
          push: async () => {},
        } as unknown as EffectContext,
        {
          request: list.map(({ no }) => no).join(AND),
          verdict: 'agree',
        },
      ),
    ),
  )
  expect((await Promise.allSettled(agreed)).map(({ status }) => status)).toEqual(
    rounds.map(() => 'fulfilled'),
  )
  const left = await storage.read(tx =>
    tx.db.select().from(tx.t.application).where(eq(tx.t.application.status, 'pending')),
  )
  expect(left).toEqual([])
})
