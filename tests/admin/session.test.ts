import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setPassphrase } from '../../src/admin/accounts.ts'
import { hashPassphrase } from '../../src/admin/passphrase.ts'
import { openTestProgram, type TestProgram } from '../support/program.ts'

const PASSPHRASE = 'Correct-horse-1'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** What is stored says what it cost: tests need not wait for the real price. */
const CHEAP = { memory: 64, passes: 1, parallelism: 1 }

let p: TestProgram
beforeEach(async () => {
  p = await openTestProgram()
})
afterEach(() => p.close())

/** Gives somebody of the samples a passphrase. */
async function give(userid: string, passphrase = PASSPHRASE, chosen = true): Promise<void> {
  const { storage, directory } = p.program
  const hash = await hashPassphrase(passphrase, CHEAP)
  await storage.transaction(async tx => {
    const person = await directory.byUserid(tx, userid)
    await setPassphrase(tx, person?.id ?? '', hash, chosen, p.now())
  })
}

const signIn = (userid: string, passphrase: string) =>
  p.call<{ code: string; person: { name: string }; mustChange: boolean }>('POST', '/session', {
    body: { userid, passphrase },
  })

/** The cookie an answer sets, as the next request sends it. */
const cookieOf = (headers: Readonly<Record<string, unknown>>) =>
  String(headers['set-cookie']).split(';')[0] ?? ''

const isIn = async (cookie: string) => (await p.call('GET', '/session', { cookie })).status === 200

describe('signing in', () => {
  test('with the right passphrase opens a session for who one is', async () => {
    await give('sample-zhou')
    const answer = await signIn('sample-zhou', PASSPHRASE)
    expect(answer).toMatchObject({
      status: 200,
      body: {
        person: { name: '周样例', title: '周部长', roles: expect.arrayContaining(['admin', 'staff']) },
        mustChange: false,
      },
    })
    expect(await isIn(cookieOf(answer.headers))).toBe(true)
  })

  test('the cookie is out of reach of scripts and of other sites', async () => {
    await give('sample-zhou')
    const { headers } = await signIn('sample-zhou', PASSPHRASE)
    expect(headers['set-cookie']).toMatch(/^xinqiao=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  test('the token stands nowhere in the database', async () => {
    await give('sample-zhou')
    const token = cookieOf((await signIn('sample-zhou', PASSPHRASE)).headers).slice('xinqiao='.length)
    const rows = await p.program.storage.read(tx => tx.db.select().from(tx.t.session))
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('an unknown name and a wrong passphrase get the same answer', async () => {
    await give('sample-zhou')
    const wrong = await signIn('sample-zhou', 'Wrong-horse-1')
    const unknown = await signIn('nobody', 'Wrong-horse-1')
    const noAccount = await signIn('sample-wang', 'Wrong-horse-1')
    for (const answer of [wrong, unknown, noAccount]) {
      expect(answer.status).toBe(401)
      expect(answer.body).toEqual({ code: 'SIGN_IN_FAILED', message: '账号或口令不对。', details: [] })
    }
  })

  test('an older session of the same person ends', async () => {
    await give('sample-zhou')
    const first = cookieOf((await signIn('sample-zhou', PASSPHRASE)).headers)
    const second = cookieOf((await signIn('sample-zhou', PASSPHRASE)).headers)
    expect([await isIn(first), await isIn(second)]).toEqual([false, true])
  })

  test('somebody who left the roster is out at once', async () => {
    await give('sample-zhou')
    const cookie = cookieOf((await signIn('sample-zhou', PASSPHRASE)).headers)
    const { storage, directory } = p.program
    await storage.transaction(tx =>
      tx.db.update(tx.t.person).set({ left: p.now() }).where(eq(tx.t.person.userid, 'sample-zhou')),
    )
    await directory.refresh()
    expect(await isIn(cookie)).toBe(false)
    expect((await signIn('sample-zhou', PASSPHRASE)).status).toBe(401)
  })
})

describe('five failures', () => {
  test.each([
    ['of an account', 'sample-zhou'],
    ['of a name nobody has', 'nobody'],
  ])('%s lock it for a quarter of an hour', async (_, userid) => {
    await give('sample-zhou')
    for (let i = 0; i < 5; i++)
      expect((await signIn(userid, 'Wrong-horse-1')).body.code).toBe('SIGN_IN_FAILED')
    const locked = await signIn(userid, PASSPHRASE)
    expect(locked).toMatchObject({
      status: 429,
      body: { code: 'SIGN_IN_LOCKED', message: '失败次数太多，请15分钟后再试。' },
    })
    expect(locked.headers['retry-after']).toBe('900')
  })

  test('after the time is over the right passphrase opens it again', async () => {
    await give('sample-zhou')
    for (let i = 0; i < 5; i++) await signIn('sample-zhou', 'Wrong-horse-1')
    p.forward(15 * MINUTE + 1)
    expect((await signIn('sample-zhou', PASSPHRASE)).status).toBe(200)
    expect((await signIn('sample-zhou', 'Wrong-horse-1')).body.code).toBe('SIGN_IN_FAILED')
  })

  test('one more after that locks it for twice as long', async () => {
    await give('sample-zhou')
    for (let i = 0; i < 5; i++) await signIn('sample-zhou', 'Wrong-horse-1')
    p.forward(15 * MINUTE + 1)
    await signIn('sample-zhou', 'Wrong-horse-1')
    expect((await signIn('sample-zhou', PASSPHRASE)).body).toMatchObject({
      message: '失败次数太多，请30分钟后再试。',
    })
  })

  test('many attempts at once cannot outrun it', async () => {
    await give('sample-zhou')
    const answers = await Promise.all(Array.from({ length: 8 }, () => signIn('sample-zhou', 'Wrong-horse-1')))
    expect(answers.filter(a => a.body.code === 'SIGN_IN_FAILED')).toHaveLength(5)
    expect(answers.filter(a => a.body.code === 'SIGN_IN_LOCKED')).toHaveLength(3)
  })

  test('of one do not lock another out', async () => {
    await give('sample-zhou')
    await give('sample-chenjing')
    for (let i = 0; i < 6; i++) await signIn('sample-zhou', 'Wrong-horse-1')
    expect((await signIn('sample-chenjing', PASSPHRASE)).status).toBe(200)
  })
})

describe('a session', () => {
  test('ends after a quarter of an hour without a request', async () => {
    const cookie = await p.enter('sample-zhou')
    p.forward(14 * MINUTE)
    expect(await isIn(cookie)).toBe(true)
    p.forward(14 * MINUTE)
    expect(await isIn(cookie)).toBe(true)
    p.forward(15 * MINUTE + 1)
    expect(await isIn(cookie)).toBe(false)
  })

  test('ends after twelve hours in any case', async () => {
    const cookie = await p.enter('sample-zhou')
    for (let passed = 0; passed < 12 * HOUR; passed += 10 * MINUTE) {
      expect(await isIn(cookie)).toBe(true)
      p.forward(10 * MINUTE)
    }
    p.forward(1)
    expect(await isIn(cookie)).toBe(false)
  })

  test('ends by signing out, also for whoever copied the cookie', async () => {
    const cookie = await p.enter('sample-zhou')
    const out = await p.call('DELETE', '/session', { cookie })
    expect(out.status).toBe(204)
    expect(out.headers['set-cookie']).toMatch(/^xinqiao=;.*Expires=Thu, 01 Jan 1970/)
    expect(await isIn(cookie)).toBe(false)
  })

  test.each(['', 'x', 'a'.repeat(43), '%00', '中文'])('is not opened by a made-up token: %s', async token => {
    const answer = await p.call('GET', '/people', { cookie: `xinqiao=${encodeURIComponent(token)}` })
    expect(answer.status).toBe(401)
  })

  test('where people come by https the cookie is Secure and bound to the host', async () => {
    const secure = await openTestProgram({ publicUrl: 'https://xinqiao.example.gov.cn' })
    const out = await secure.call('DELETE', '/session')
    expect(out.headers['set-cookie']).toMatch(/^__Host-xinqiao=;.*Secure/)
    expect(out.headers['strict-transport-security']).toMatch(/^max-age=/)
    await secure.close()
  })
})

describe('a passphrase that somebody else gave', () => {
  test('opens nothing but choosing another', async () => {
    await give('sample-zhou', PASSPHRASE, false)
    const entered = await signIn('sample-zhou', PASSPHRASE)
    const cookie = cookieOf(entered.headers)
    expect(entered.body.mustChange).toBe(true)
    expect((await p.call('GET', '/people', { cookie })).body).toMatchObject({ code: 'PASSPHRASE_OLD' })
    const body = { old: PASSPHRASE, passphrase: 'Another-horse-2' }
    expect((await p.call('POST', '/account/passphrase', { cookie, body })).status).toBe(204)
    expect((await p.call('GET', '/people', { cookie })).status).toBe(200)
    expect((await signIn('sample-zhou', PASSPHRASE)).status).toBe(401)
    expect((await signIn('sample-zhou', 'Another-horse-2')).body.mustChange).toBe(false)
  })

  test('lets nobody in after a week', async () => {
    await give('sample-zhou', PASSPHRASE, false)
    p.forward(7 * 24 * HOUR + 1)
    expect((await signIn('sample-zhou', PASSPHRASE)).status).toBe(401)
  })

  test('is shown once to the administrator who asks for it, and ends an older session', async () => {
    const admin = await p.enter('sample-zhou')
    const chen = await p.enter('sample-chenjing')
    const given = await p.call<{ id: string; passphrase: string }>('POST', '/accounts', {
      cookie: admin,
      body: { userid: 'sample-chenjing' },
    })
    expect(given.body.passphrase).toMatch(/^Xq(-[a-z0-9]{4}){4}$/)
    expect(await isIn(chen)).toBe(false)
    expect((await signIn('sample-chenjing', given.body.passphrase)).body.mustChange).toBe(true)
    const rows = await p.program.storage.read(tx => tx.db.select().from(tx.t.account))
    expect(JSON.stringify(rows)).not.toContain(given.body.passphrase)
  })

  test('is not made for somebody who is not on the roster', async () => {
    const cookie = await p.enter('sample-zhou')
    expect((await p.call('POST', '/accounts', { cookie, body: { userid: 'nobody' } })).status).toBe(404)
  })

  test('and sign-in itself can be taken away, but not one’s own', async () => {
    const admin = await p.enter('sample-zhou')
    const chen = await p.enter('sample-chenjing')
    const { body } = await p.call<{ people: { id: string; userid: string }[] }>('GET', '/people', {
      cookie: admin,
    })
    const idOf = (userid: string) => body.people.find(one => one.userid === userid)?.id
    expect((await p.call('DELETE', `/accounts/${idOf('sample-chenjing')}`, { cookie: admin })).status).toBe(
      204,
    )
    expect(await isIn(chen)).toBe(false)
    expect((await p.call('DELETE', `/accounts/${idOf('sample-zhou')}`, { cookie: admin })).status).toBe(409)
    expect((await p.call('DELETE', `/accounts/${idOf('sample-wang')}`, { cookie: admin })).status).toBe(404)
  })
})

describe('choosing a passphrase', () => {
  test.each([
    ['too short', 'Abc-12345', '至少10个字'],
    ['of two kinds only', 'abcdefgh1234', '至少10个字'],
    ['the same as before', PASSPHRASE, '和现在的一样'],
  ])('refuses one that is %s, and says what is wanted', async (_, passphrase, words) => {
    await give('sample-zhou')
    const cookie = cookieOf((await signIn('sample-zhou', PASSPHRASE)).headers)
    const answer = await p.call('POST', '/account/passphrase', {
      cookie,
      body: { old: PASSPHRASE, passphrase },
    })
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', details: [{ where: 'passphrase' }] },
    })
    expect(JSON.stringify(answer.body)).toContain(words)
    expect(JSON.stringify(answer.body)).not.toContain(passphrase)
  })

  test('needs the present one', async () => {
    await give('sample-zhou')
    const cookie = cookieOf((await signIn('sample-zhou', PASSPHRASE)).headers)
    const body = { old: 'Wrong-horse-1', passphrase: 'Another-horse-2' }
    expect((await p.call('POST', '/account/passphrase', { cookie, body })).body).toMatchObject({
      code: 'SIGN_IN_FAILED',
    })
  })
})

test('sign-ins, failures, locks and sign-outs stand in the audit log, without names', async () => {
  await give('sample-zhou')
  await signIn('nobody-at-all', 'Wrong-horse-1')
  for (let i = 0; i < 5; i++) await signIn('sample-zhou', 'Wrong-horse-1')
  p.forward(HOUR)
  const cookie = cookieOf((await signIn('sample-zhou', PASSPHRASE)).headers)
  await p.call('DELETE', '/session', { cookie })
  const lines = await p.program.storage.read(tx => tx.db.select().from(tx.t.audit).orderBy(tx.t.audit.seq))
  expect(lines.map(line => line.action)).toEqual([
    'people.import',
    ...Array(6).fill('sign_in.failed'),
    'sign_in.locked',
    'sign_in.done',
    'sign_out',
  ])
  for (const word of ['sample-zhou', '周样例', 'nobody-at-all'])
    expect(JSON.stringify(lines)).not.toContain(word)
})
