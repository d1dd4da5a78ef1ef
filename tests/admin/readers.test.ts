import { afterEach, beforeEach, expect, test } from 'vitest'
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

const add = (cookie: string, body: object) => p.call<{ id: string }>('POST', '/readers', { cookie, body })

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
