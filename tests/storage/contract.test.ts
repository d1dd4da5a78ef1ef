import { count, eq, inArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomId, sequence } from '../../src/kernel/ids.ts'
import { writeAudit } from '../../src/runtime/audit.ts'
import { verifyAudit } from '../../src/runtime/audit-check.ts'
import { pruneAudit } from '../../src/runtime/audit-prune.ts'
import { type Storage, statement, type Tx } from '../../src/storage/storage.ts'
import { type Engine, startPostgres, startSqlite } from '../support/engines.ts'

const p = sql.placeholder

const insertCounter = statement<{ key: string; value: number }>()('test.insert', (db, t) =>
  db
    .insert(t.counter)
    .values({ key: p('key'), value: p('value') })
    .onConflictDoNothing()
    .returning({ key: t.counter.key }),
)
const readCounter = statement<{ key: string }>()('test.read', (db, t) =>
  db
    .select()
    .from(t.counter)
    .where(eq(t.counter.key, p('key'))),
)

const insertSending = statement<{
  seq: number
  key: string
  payload: Uint8Array
  onSent: object
  at: number
}>()('test.insertSending', (db, t) =>
  db
    .insert(t.outbox)
    .values({
      seq: p('seq'),
      key: p('key'),
      lane: 'lane',
      channel: 'test',
      contact: 'contact',
      payload: p('payload'),
      bulk: null,
      state: 'due',
      tries: 0,
      nextAt: p('at'),
      onSent: p('onSent'),
      created: p('at'),
    })
    .onConflictDoNothing(),
)
const markSending = statement<{ key: string; at: number }>()('test.markSending', (db, t) =>
  db
    .update(t.outbox)
    .set({ state: 'sent', sentAt: sql`${p('at')}` })
    .where(eq(t.outbox.key, p('key'))),
)

describe.each([
  ['sqlite', startSqlite],
  ['postgres', startPostgres],
] as const)('storage on %s', (_name, start) => {
  let engine: Engine
  let storage: Storage
  beforeAll(async () => {
    engine = await start()
    storage = engine.storage
  })
  afterAll(() => engine.stop())

  const counterOf = (key: string) =>
    storage.read(async tx => (await tx.run(readCounter, { key }))[0]?.value ?? null)
  const add = (tx: Tx, key: string, value: number) => tx.run(insertCounter, { key, value })

  test('what a transaction wrote is there once it has resolved', async () => {
    const key = randomId()
    const result = await storage.transaction(async tx => {
      await add(tx, key, 7)
      return 'done'
    })
    expect(result).toBe('done')
    expect(await counterOf(key)).toBe(7)
  })

  test('a job that throws leaves no trace, and the jobs beside it stay', async () => {
    const [bad, good] = [randomId(), randomId()]
    const failing = storage.transaction(async tx => {
      await add(tx, bad, 1)
      throw new Error('no')
    })
    const working = storage.transaction(tx => add(tx, good, 2))
    await expect(failing).rejects.toThrow('no')
    await working
    expect(await counterOf(bad)).toBeNull()
    expect(await counterOf(good)).toBe(2)
  })

  test('a savepoint that throws undoes its own writes and no others', async () => {
    const [outer, inner] = [randomId(), randomId()]
    await storage.transaction(async tx => {
      await add(tx, outer, 1)
      await tx
        .savepoint(async () => {
          await add(tx, inner, 2)
          throw new Error('inner')
        })
        .catch(() => {})
    })
    expect(await counterOf(outer)).toBe(1)
    expect(await counterOf(inner)).toBeNull()
  })

  test('what is read under a lock is not written by another before this one is over', async () => {
    const key = randomId()
    await storage.transaction(tx => add(tx, key, 0))
    const count = () =>
      storage.transaction(async tx => {
        await tx.lock(key)
        const value = (await tx.run(readCounter, { key }))[0]?.value ?? 0
        await tx.db
          .update(tx.t.counter)
          .set({ value: value + 1 })
          .where(eq(tx.t.counter.key, key))
      })
    await Promise.all(Array.from({ length: 24 }, count))
    expect(await counterOf(key)).toBe(24)
  })

  test('a lock goes with a transaction that fails, and holds up no other name', async () => {
    const [one, other] = [randomId(), randomId()]
    const failing = storage.transaction(async tx => {
      await tx.lock(one)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    const both = await Promise.all(
      [one, other].map(name => storage.transaction(tx => tx.lock(name).then(() => name))),
    )
    expect(both).toEqual([one, other])
  })

  test('what a savepoint that throws wanted done after the commit is not done', async () => {
    const seen: string[] = []
    await storage.transaction(async tx => {
      tx.afterCommit(() => seen.push('before'))
      await tx
        .savepoint(async () => {
          tx.afterCommit(() => seen.push('undone'))
          throw new Error('inner')
        })
        .catch(() => {})
      await tx.savepoint(async () => tx.afterCommit(() => seen.push('inside')))
      tx.afterCommit(() => seen.push('after'))
    })
    expect(seen).toEqual(['before', 'inside', 'after'])
  })

  test('hooks run after the commit, and not at all when the job fails', async () => {
    const key = randomId()
    const seen: string[] = []
    await storage.transaction(async tx => {
      await add(tx, key, 1)
      tx.afterCommit(() => seen.push('kept'))
    })
    await storage
      .transaction(async tx => {
        tx.afterCommit(() => seen.push('lost'))
        throw new Error('no')
      })
      .catch(() => {})
    expect(seen).toEqual(['kept'])
  })

  test('a transaction inside a transaction is refused', async () => {
    await expect(
      storage.transaction(async () => {
        await storage.transaction(async () => {})
      }),
    ).rejects.toMatchObject({ code: 'TRANSACTION_NESTED' })
  })

  test('`tx` does not work once its job is over', async () => {
    let kept: Tx | undefined
    await storage.transaction(async tx => {
      kept = tx
    })
    expect(() => kept?.db).toThrow('over')
  })

  test('many writers at once all get through', async () => {
    const keys = Array.from({ length: 300 }, () => randomId())
    await Promise.all(keys.map((key, i) => storage.transaction(tx => add(tx, key, i))))
    const [row] = await storage.read(tx =>
      tx.db.select({ n: count() }).from(tx.t.counter).where(inArray(tx.t.counter.key, keys)),
    )
    expect(row?.n).toBe(300)
  })

  test('an upsert counts up, and returning says what was written', async () => {
    const key = randomId()
    const bump = () =>
      storage.transaction(tx =>
        tx.db
          .insert(tx.t.counter)
          .values({ key, value: 1 })
          .onConflictDoUpdate({ target: tx.t.counter.key, set: { value: sql`${tx.t.counter.value} + 1` } })
          .returning({ value: tx.t.counter.value }),
      )
    const values = [await bump(), await bump(), await bump()].map(rows => rows[0]?.value)
    expect(values).toEqual([1, 2, 3])
  })

  test('a second row of the same key is seen by `returning`, not by a row count', async () => {
    const key = randomId()
    const first = await storage.transaction(tx => add(tx, key, 1))
    const second = await storage.transaction(tx => add(tx, key, 2))
    expect([first.length, second.length]).toEqual([1, 0])
  })

  test('bytes, JSON, flags and numbers up to 2^53 come back as they were', async () => {
    const seq = sequence(Number.MAX_SAFE_INTEGER / 2000)
    const payload = Uint8Array.from([0, 1, 255, 128])
    const onSent = { lane: 'l', notice: 'n', values: { a: '引号"和\\' } }
    await storage.transaction(tx =>
      tx.db.insert(tx.t.outbox).values({
        seq,
        key: randomId(),
        lane: 'l',
        channel: 'c',
        contact: 'x',
        payload,
        bulk: null,
        state: 'due',
        tries: 0,
        nextAt: Number.MAX_SAFE_INTEGER,
        onSent,
        created: 1,
      }),
    )
    const [row] = await storage.read(tx => tx.db.select().from(tx.t.outbox).where(eq(tx.t.outbox.seq, seq)))
    expect(row?.seq).toBe(seq)
    expect(Buffer.from(row?.payload ?? [])).toEqual(Buffer.from(payload))
    expect(row?.onSent).toEqual(onSent)
    expect(row?.nextAt).toBe(Number.MAX_SAFE_INTEGER)
  })

  test('compare-and-swap on a revision lets one of two writers win', async () => {
    const lane = randomId()
    await storage.transaction(tx =>
      tx.db.insert(tx.t.dialogue).values({
        lane,
        rev: 1,
        state: new Uint8Array(1),
        channel: 'c',
        contact: 'x',
        wakeAt: null,
        updated: 0,
      }),
    )
    const swap = () =>
      storage.transaction(tx =>
        tx.db
          .update(tx.t.dialogue)
          .set({ rev: 2 })
          .where(sql`${tx.t.dialogue.lane} = ${lane} and ${tx.t.dialogue.rev} = 1`)
          .returning({ rev: tx.t.dialogue.rev }),
      )
    const won = (await Promise.all([swap(), swap()])).map(rows => rows.length)
    expect(won.sort()).toEqual([0, 1])
  })

  test('ledgers, decisions and the audit log refuse to be changed or deleted', async () => {
    const line = {
      id: randomId(),
      person: 'p',
      account: 'comp',
      year: 0,
      halfDays: 1,
      cause: 'opening',
      ref: randomId(),
      grant: '',
      at: 1,
    }
    await storage.transaction(tx => tx.db.insert(tx.t.ledger).values(line))
    const { id } = line
    await expect(
      storage.transaction(tx => tx.db.update(tx.t.ledger).set({ halfDays: 9 }).where(eq(tx.t.ledger.id, id))),
    ).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
    await expect(
      storage.transaction(tx => tx.db.delete(tx.t.ledger).where(eq(tx.t.ledger.id, id))),
    ).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
    const [row] = await storage.read(tx => tx.db.select().from(tx.t.ledger).where(eq(tx.t.ledger.id, id)))
    expect(row?.halfDays).toBe(1)
  })

  test('what was allowed on a personal platform, by whom and why, can be taken back and never changed or deleted', async () => {
    const line = { seq: 1, channel: 'wechat', topic: 'health', why: '党组会定的', author: 'p', at: 1 }
    await storage.transaction(tx => tx.db.insert(tx.t.permit).values({ ...line, allowed: true }))
    await storage.transaction(tx => tx.db.insert(tx.t.permit).values({ ...line, allowed: false, seq: 2 }))
    for (const job of [
      (tx: Tx) => tx.db.update(tx.t.permit).set({ why: '另一个理由' }).where(eq(tx.t.permit.seq, 1)),
      (tx: Tx) => tx.db.delete(tx.t.permit).where(eq(tx.t.permit.seq, 2)),
    ])
      await expect(storage.transaction(job)).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
    const rows = await storage.read(tx => tx.db.select().from(tx.t.permit).orderBy(tx.t.permit.seq))
    expect(rows.map(({ allowed, why }) => [allowed, why])).toEqual([
      [true, '党组会定的'],
      [false, '党组会定的'],
    ])
  })

  test('lines of the audit log go only with a sealed piece that is older than half a year', async () => {
    const DAY = 24 * 3_600_000
    const now = 1_000 * DAY
    await storage.transaction(async tx => {
      for (const days of [400, 390, 100, 0])
        await writeAudit(tx, { actor: 'cli', action: 'test.line', about: `${days}` }, now - days * DAY)
    })
    const refused = (job: (tx: Tx) => Promise<unknown>) =>
      expect(storage.transaction(job)).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
    const rows = await storage.read(tx => tx.db.select().from(tx.t.audit).orderBy(tx.t.audit.seq))
    const [first, , young] = rows
    await refused(tx => tx.db.delete(tx.t.audit).where(eq(tx.t.audit.seq, 1)))
    const piece = (to: typeof first, hash = to?.hash ?? '') => ({ from: 1, to: to?.seq ?? 0, hash, at: now })
    await refused(tx => tx.db.insert(tx.t.auditSegment).values(piece(first, 'another')))
    await refused(tx => tx.db.insert(tx.t.auditSegment).values(piece(young)))
    await refused(tx => tx.db.insert(tx.t.auditSegment).values({ ...piece(first), from: 0 }))
    // The half year is the database's own, whatever the caller asks for.
    await refused(tx => pruneAudit(tx, now - 30 * DAY, 100, now))
    expect(await storage.transaction(tx => pruneAudit(tx, now - 200 * DAY, 100, now))).toBe(2)
    await refused(tx => tx.db.delete(tx.t.audit))
    await refused(tx => tx.db.delete(tx.t.auditSegment))
    await refused(tx => tx.db.update(tx.t.auditSegment).set({ hash: 'x' }))
    expect(await verifyAudit(storage, now)).toEqual({ lines: 5, pruned: 2, fault: null })
  })

  test('a database error carries the engine’s code and none of the values', async () => {
    const secret = 'marker-words-of-somebody'
    const twice = storage.transaction(async tx => {
      for (const _ of [1, 2]) await tx.db.insert(tx.t.counter).values({ key: secret, value: 1 })
    })
    const error = await twice.catch(e => e as Error)
    expect(error).toMatchObject({ code: 'DATABASE_FAILED' })
    expect(JSON.stringify([String(error), error instanceof Error ? error.stack : '', error])).not.toContain(
      secret,
    )
  })

  test('a write says how many rows it wrote, and stores each value as its column does', async () => {
    const key = randomId()
    const onSent = { lane: 'lane', notice: 'told', values: { a: '“b”' } }
    const row = { seq: Math.trunc(Math.random() * 1e9), key, payload: new Uint8Array([1, 2]), onSent, at: 7 }
    const written = await storage.transaction(async tx => [
      await tx.write(insertSending, row),
      await tx.write(insertSending, row),
      await tx.write(markSending, { key, at: 9 }),
      await tx.write(markSending, { key: randomId(), at: 9 }),
    ])
    expect(written).toEqual([1, 0, 1, 0])
    const [stored] = await storage.read(tx =>
      tx.db.select().from(tx.t.outbox).where(eq(tx.t.outbox.key, key)),
    )
    expect(stored).toMatchObject({ onSent, bulk: null, state: 'sent', created: 7, sentAt: 9 })
    expect([...(stored?.payload ?? [])]).toEqual([1, 2])
  })

  test('a read sees one moment only, whatever is written meanwhile', async () => {
    const [a, b] = [randomId(), randomId()]
    const [begun, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const reading = storage.read(async tx => {
      const before = (await tx.run(readCounter, { key: a })).length
      begun.resolve()
      await written.promise
      return [before, (await tx.run(readCounter, { key: b })).length]
    })
    await begun.promise
    await storage.transaction(async tx => {
      await add(tx, a, 1)
      await add(tx, b, 1)
    })
    written.resolve()
    const seen = await reading
    expect(seen).toEqual([0, 0])
  })

  test('a read inside a job is refused: it would wait for itself', async () => {
    const nested = storage.read(() => storage.read(async () => 1))
    await expect(nested).rejects.toMatchObject({ code: 'TRANSACTION_NESTED' })
  })

  test('reads at the same time do not disturb each other, and one that fails leaves the next alone', async () => {
    const key = randomId()
    await storage.transaction(tx => add(tx, key, 1))
    const count = () => storage.read(async tx => (await tx.run(readCounter, { key })).length)
    const failing = storage.read(async () => {
      throw new Error('no')
    })
    const found = await Promise.allSettled([count(), failing, count(), count()])
    expect(found.map(one => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([1, 'failed', 1, 1])
  })
})

test('on sqlite, a job that awaits something else than its `tx` is refused and holds up nobody', async () => {
  const { storage, stop } = await startSqlite()
  const waiting = storage.transaction(() => new Promise<void>(() => {}))
  const working = storage.transaction(async tx => tx.run(insertCounter, { key: 'k', value: 1 }))
  await expect(waiting).rejects.toThrow('not its `tx`')
  expect(await working).toHaveLength(1)
  await stop()
})
