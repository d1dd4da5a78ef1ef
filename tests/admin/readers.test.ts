import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { activeReaders } from '../../src/care/heart/readers.ts'
import { openTestProgram, type TestProgram } from '../support/program.ts'

const RECIPIENT = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
const WRAPPED = Buffer.from('locked in the browser').toString('base64')

let p: TestProgram
let lin: string
let chen: string
let security: string
beforeEach(async () => {
  p = await openTestProgram()
  lin = await p.enter('sample-linyue')
  chen = await p.enter('sample-chenjing')
  security = await p.enter('sample-fangrui')
})
afterEach(() => p.close())

const add = (cookie: string, body: object) =>
  p.call<{ id: string; waits: boolean }>('POST', '/readers', { cookie, body })
const admit = (cookie: string, id: string) => p.call('POST', `/readers/${id}/admit`, { cookie })
const reading = () =>
  p.program.storage.read(async tx =>
    (await activeReaders(tx, p.program.directory)).map(one => one.person.name),
  )
const told = async (notice: string) =>
  (await p.program.storage.read(tx => tx.db.select().from(tx.t.outbox)))
    .filter(row => row.key.startsWith(`push/reader/${notice}/`))
    .map(row => row.contact)
    .sort()

test('a handler becomes a reader with a key of his own, and gets it back locked', async () => {
  const { status, body } = await add(lin, { recipient: RECIPIENT, wrapped: WRAPPED })
  expect(status).toBe(200)
  const mine = await p.call('GET', '/readers/mine', { cookie: lin })
  expect(mine.body).toEqual([{ id: body.id, recipient: RECIPIENT, wrapped: WRAPPED }])
})

test('nobody else gets the key: others see a name and a date', async () => {
  await add(lin, { recipient: RECIPIENT, wrapped: WRAPPED })
  expect((await p.call('GET', '/readers/mine', { cookie: chen })).body).toEqual([])
  for (const cookie of [chen, security]) {
    const { body } = await p.call('GET', '/readers', { cookie })
    expect(body).toMatchObject([{ name: '林悦', unit: '样例组宣部', removed: null, mine: false }])
    expect(JSON.stringify(body)).not.toContain('age1')
  }
})

test.each([
  ['no key at all', { recipient: '' }],
  ['a private key', { recipient: `AGE-SECRET-KEY-1${'Q'.repeat(58)}` }],
  ['a key with a slip of the pen', { recipient: RECIPIENT.replace('ql3z', 'ql3x') }],
  ['an SSH key', { recipient: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL' }],
  ['something locked that is no base64', { recipient: RECIPIENT, wrapped: '###' }],
  ['somebody else in his place', { recipient: RECIPIENT, person: 'sample-chenjing' }],
])('%s is refused, and not repeated', async (_, body) => {
  const answer = await add(lin, body)
  expect(answer.status).toBe(400)
  expect(JSON.stringify(answer.body)).not.toContain('AGE-SECRET')
  expect((await p.call('GET', '/readers/mine', { cookie: lin })).body).toEqual([])
})

test('the security officer ends it at once; a second time there is no such reader', async () => {
  const { body } = await add(lin, { recipient: RECIPIENT })
  expect((await p.call('DELETE', `/readers/${body.id}`, { cookie: lin })).status).toBe(403)
  expect((await p.call('DELETE', `/readers/${body.id}`, { cookie: security })).status).toBe(204)
  expect((await p.call('DELETE', `/readers/${body.id}`, { cookie: security })).status).toBe(404)
  expect((await p.call('GET', '/readers/mine', { cookie: lin })).body).toEqual([])
  const lines = await p.program.storage.read(tx => tx.db.select().from(tx.t.audit))
  expect(lines.filter(line => line.about === body.id).map(line => line.action)).toEqual([
    'reader.add',
    'reader.remove',
  ])
})

describe('nobody becomes a reader by himself', () => {
  test('the first key of all counts at once, the next one waits, and whoever can agree is told', async () => {
    expect((await add(lin, { recipient: RECIPIENT })).body.waits).toBe(false)
    expect((await add(chen, { recipient: RECIPIENT })).body.waits).toBe(true)
    expect(await reading()).toEqual(['林悦'])
    expect(await told('ask')).toEqual(['sample-fangrui', 'sample-linyue'])
    const { body } = await p.call('GET', '/readers', { cookie: security })
    expect(body).toMatchObject([
      { name: '林悦', waits: false },
      { name: '陈静', waits: true },
    ])
  })

  test.each([
    ['the security officer', () => security],
    ['one who reads already', () => lin],
  ])('%s agrees, once, and every reader is told', async (_, who) => {
    await add(lin, { recipient: RECIPIENT })
    const { id } = (await add(chen, { recipient: RECIPIENT })).body
    expect((await admit(who(), id)).status).toBe(204)
    expect(await reading()).toEqual(['陈静', '林悦'])
    expect(await told('add')).toEqual(['sample-chenjing', 'sample-fangrui', 'sample-linyue'])
    expect((await admit(who(), id)).status).toBe(404)
    const lines = await p.program.storage.read(tx => tx.db.select().from(tx.t.audit))
    expect(lines.filter(line => line.about === id).map(line => line.action)).toEqual([
      'reader.ask',
      'reader.add',
    ])
  })

  test('not oneself, not a handler whose own key waits, not the administrator', async () => {
    await p.hire('both', ['handler', 'security'])
    const both = await p.enter('both')
    await add(lin, { recipient: RECIPIENT })
    const own = (await add(both, { recipient: RECIPIENT })).body.id
    const other = (await add(chen, { recipient: RECIPIENT })).body.id
    expect((await admit(both, own)).status).toBe(403)
    expect((await admit(chen, own)).status).toBe(403)
    expect((await admit(chen, other)).status).toBe(403)
    expect((await admit(await p.enter('sample-zhou'), other)).status).toBe(403)
    expect(await reading()).toEqual(['林悦'])
  })

  test('a second key of one who reads waits too, and so does the first after all have gone', async () => {
    const first = (await add(lin, { recipient: RECIPIENT })).body.id
    expect((await add(lin, { recipient: RECIPIENT })).body.waits).toBe(true)
    await p.call('DELETE', `/readers/${first}`, { cookie: security })
    const { id, waits } = (await add(chen, { recipient: RECIPIENT })).body
    expect(waits).toBe(true)
    expect((await admit(lin, id)).status).toBe(403)
    expect(await reading()).toEqual([])
  })

  test('one that was refused cannot be agreed to any more', async () => {
    await add(lin, { recipient: RECIPIENT })
    const { id } = (await add(chen, { recipient: RECIPIENT })).body
    expect((await p.call('DELETE', `/readers/${id}`, { cookie: security })).status).toBe(204)
    expect((await admit(lin, id)).status).toBe(404)
  })
})

describe('a key of 纪检', () => {
  const readingReports = () =>
    p.program.storage.read(async tx =>
      (await activeReaders(tx, p.program.directory, 'report')).map(one => one.person.name),
    )

  test('waits for the security officer even where it is the first of all, and no handler lets it in', async () => {
    const heqing = await p.enter('sample-heqing')
    const asked = await add(heqing, { recipient: RECIPIENT })
    expect(asked.body.waits).toBe(true)
    await add(lin, { recipient: RECIPIENT })
    expect((await admit(lin, asked.body.id)).status).toBe(403)
    expect(await readingReports()).toEqual([])
    expect((await admit(security, asked.body.id)).status).toBe(204)
    expect(await readingReports()).toEqual(['何清'])
    expect(await reading()).not.toContain('何清')
    expect(await told('ask')).not.toContain('sample-linyue')
    const { body } = await p.call<{ name: string; reads: string }[]>('GET', '/readers', { cookie: security })
    expect(body.map(({ name, reads }) => [name, reads])).toContainEqual(['何清', 'report'])
  })

  test.each(['hr', 'admin'])('is not made by who is %s too: it would open nothing', async role => {
    const both = await p.enter('sample-heqing')
    await p.program.storage.transaction(tx =>
      tx.db
        .update(tx.t.person)
        .set({ roles: ['discipline', role] })
        .where(eq(tx.t.person.userid, 'sample-heqing')),
    )
    await p.program.directory.refresh()
    const { status, body } = await p.call<{ code: string }>('POST', '/readers', {
      cookie: both,
      body: { recipient: RECIPIENT },
    })
    expect([status, body]).toMatchObject([409, { code: 'READS_NOTHING' }])
    expect(await readingReports()).toEqual([])
  })
})
