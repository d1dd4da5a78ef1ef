import { afterEach, describe, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../support/program.ts'

const CODE = '7K3M-Q2XA-9PWD'
const ADMIN = { userid: 'zhang', name: '张三', unit: '组织部', passphrase: 'Correct-horse-1' }

let p: TestProgram
afterEach(() => p.close())

const make = (body: object) =>
  p.call<{ code: string; details: { where: string }[] }>('POST', '/setup/admin', { body })
const state = async () => (await p.call('GET', '/setup')).body

describe('in live mode', () => {
  test('the code printed in the terminal is needed', async () => {
    p = await openTestProgram({ setupCode: CODE })
    for (const code of [undefined, '', '7K3M-Q2XA-9PWE', 'x'.repeat(40)])
      expect((await make({ ...ADMIN, ...(code === undefined ? {} : { code }) })).body.code).toBe(
        'SETUP_CODE_WRONG',
      )
    expect((await make({ ...ADMIN, code: ' 7k3mq2xa9pwd' })).status).toBe(204)
  })

  test('the first administrator can sign in, and a second is not made this way', async () => {
    p = await openTestProgram({ setupCode: CODE })
    expect(await state()).toEqual({
      live: true,
      done: false,
      steps: { admin: false, reader: false, duty: false },
    })
    expect((await make({ ...ADMIN, code: CODE })).status).toBe(204)
    expect(await state()).toMatchObject({ steps: { admin: true } })
    expect((await make({ ...ADMIN, userid: 'li', code: CODE })).body.code).toBe('SETUP_DONE')
    const { userid, passphrase } = ADMIN
    const signedIn = await p.call('POST', '/session', { body: { userid, passphrase } })
    expect(signedIn.body).toMatchObject({
      person: { name: '张三', unit: '组织部', roles: ['staff', 'admin'] },
      mustChange: false,
    })
  })

  test('of two at the same moment one is made', async () => {
    p = await openTestProgram({ setupCode: CODE })
    const both = await Promise.all(['zhang', 'li'].map(userid => make({ ...ADMIN, userid, code: CODE })))
    expect(both.map(answer => answer.status).sort()).toEqual([204, 409])
  })
})

describe('in trial mode', () => {
  test('a sample person may be chosen, and keeps what he is', async () => {
    p = await openTestProgram()
    const { body } = { body: { ...ADMIN, userid: 'sample-wang', name: '王建国', unit: '样例街道办' } }
    expect((await make(body)).status).toBe(204)
    const signedIn = await p.call('POST', '/session', {
      body: { userid: 'sample-wang', passphrase: ADMIN.passphrase },
    })
    expect(signedIn.body).toMatchObject({
      person: { title: '王主任', roles: ['staff', 'supervisor', 'admin'] },
    })
  })

  test('a poor passphrase, an empty name and a stray field are named', async () => {
    p = await openTestProgram()
    expect((await make({ ...ADMIN, passphrase: 'short' })).body.details).toMatchObject([
      { where: 'passphrase' },
    ])
    expect((await make({ ...ADMIN, name: ' ', role: 'admin' })).body.details.map(d => d.where)).toEqual([
      'role',
      'name',
    ])
  })
})

test('the steps are done once there is an administrator, a reader and somebody on duty', async () => {
  p = await openTestProgram()
  const cookie = await p.enter('sample-zhou')
  const handler = await p.enter('sample-linyue')
  await p.call('PUT', '/settings', { cookie, body: { key: 'duty:*', value: 'sample-xuan' } })
  expect(await state()).toMatchObject({ done: false, steps: { admin: true, reader: false, duty: true } })
  const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
  await p.call('POST', '/readers', { cookie: handler, body: { recipient } })
  expect(await state()).toMatchObject({ done: true, steps: { admin: true, reader: true, duty: true } })
})
