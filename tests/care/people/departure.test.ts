import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

/** Who leaves is never deleted, has no way in any more, and what waits for him is seen by HR. */
let p: TestProgram
let hr: string
beforeEach(async () => {
  p = await openTestProgram()
  hr = await p.enter('sample-chenjing')
})
afterEach(() => p.close())

const rows = <T>(of: (t: Parameters<Parameters<typeof p.program.storage.read>[0]>[0]) => Promise<T>) =>
  p.program.storage.read(of)
const people = () => rows(tx => tx.db.select().from(tx.t.person))
const person = async (userid: string) => (await people()).find(row => row.userid === userid)
const idOf = async (userid: string) => (await person(userid))?.id ?? ''
const bring = (text: string) =>
  p.call<{ added: number; changed: number; left: number }>('POST', '/people/import', {
    cookie: hr,
    file: { name: 'r.csv', bytes: Buffer.from(text) },
  })
const leave = async (userid: string, cookie = hr) =>
  p.call('POST', `/people/${await idOf(userid)}/leave`, { cookie })

/** A leave of 陈小雨, or of who is named, that waits for 孙丽. */
async function request(no = 'QJ-20261123-0001', kind = 'leave', of = 'sample-chenyu'): Promise<void> {
  const [mine, boss] = [await idOf(of), await idOf('sample-sunli')]
  const { storage, tools } = p.program
  await storage.transaction(async tx => {
    const form = { kind: 'annual', from: '2026-12-02a', to: '2026-12-02p', halfDays: 2, reason: '家里有事' }
    await tx.db.insert(tx.t.application).values({
      no,
      kind,
      person: mine,
      author: mine,
      status: 'pending',
      turn: boss,
      step: 1,
      form: await tools.vault.sealJson(tx, mine, `application.form:${no}`, form),
      created: p.now(),
      decided: null,
      origin: no,
    })
  })
}

describe('somebody who leaves', () => {
  test('stays where he is, off the roster, and is out of the console at once', async () => {
    const cookie = await p.enter('sample-sunli')
    expect((await p.call('GET', '/session', { cookie })).status).toBe(200)
    expect((await leave('sample-sunli')).status).toBe(200)
    expect((await p.call('GET', '/session', { cookie })).status).toBe(401)
    expect(await person('sample-sunli')).toMatchObject({ left: p.now(), name: '孙丽' })
    expect(await rows(tx => tx.db.select().from(tx.t.account))).toHaveLength(1)
    const { body } = await p.call<{ total: number }>('GET', '/people', { cookie: hr })
    expect(body.total).toBe(19)
  })

  test('loses duties and keys, and what he had taken is anybody’s again', async () => {
    const id = await idOf('sample-xuan')
    await p.program.storage.transaction(async tx => {
      const at = { author: null, at: 0 }
      await tx.db.insert(tx.t.setting).values({ key: 'duty:*', value: 'sample-xuan', ...at })
      await tx.db.insert(tx.t.setting).values({ key: 'duty:样例街道办', value: 'sample-wang', ...at })
      await tx.db.insert(tx.t.reader).values({
        id: 'r1',
        person: id,
        recipient: 'age1',
        wrapped: null,
        created: 0,
        admitted: 0,
        removed: null,
      })
      const request = {
        id: 'h1',
        no: 'RG-20261123-0001',
        person: 'x',
        status: 'taken',
        handler: id,
        created: 0,
      }
      await tx.db.insert(tx.t.helpRequest).values(request)
    })
    expect((await leave('sample-xuan')).body).toEqual({
      own: 0,
      turns: 0,
      reports: 1,
      duties: 1,
      keys: 1,
      released: 1,
    })
    expect((await rows(tx => tx.db.select().from(tx.t.setting))).map(s => s.key)).toEqual(['duty:样例街道办'])
    expect(await rows(tx => tx.db.select().from(tx.t.reader))).toMatchObject([{ id: 'r1', removed: p.now() }])
    expect(await rows(tx => tx.db.select().from(tx.t.helpRequest))).toMatchObject([
      { status: 'open', handler: null },
    ])
    const alerts = await rows(tx => tx.db.select().from(tx.t.alert))
    expect(alerts).toMatchObject([{ code: 'left_with_work', about: id }])
  })

  test('who leaves nothing behind raises no alert', async () => {
    await leave('sample-malin')
    expect(await rows(tx => tx.db.select().from(tx.t.alert))).toEqual([])
  })

  test('stands in the audit log by his number', async () => {
    await leave('sample-malin')
    const audit = await rows(tx => tx.db.select().from(tx.t.audit))
    expect(audit.at(-1)).toMatchObject({
      actor: await idOf('sample-chenjing'),
      action: 'person.left',
      about: await idOf('sample-malin'),
    })
  })

  test('is not oneself, not the last administrator, not somebody who has left or never was', async () => {
    await p.enter('sample-zhou')
    expect((await leave('sample-chenjing')).status).toBe(409)
    expect(await leave('sample-zhou')).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } })
    expect((await person('sample-zhou'))?.left).toBeNull()
    await leave('sample-malin')
    expect((await leave('sample-malin')).status).toBe(404)
    expect((await p.call('POST', '/people/nobody/leave', { cookie: hr })).status).toBe(404)
  })

  test('can come back, without his sign-in', async () => {
    await p.enter('sample-sunli')
    await leave('sample-sunli')
    const back = async () => p.call('POST', `/people/${await idOf('sample-sunli')}/return`, { cookie: hr })
    expect((await back()).status).toBe(204)
    expect((await back()).status).toBe(404)
    expect((await person('sample-sunli'))?.left).toBeNull()
    expect(await rows(tx => tx.db.select().from(tx.t.account))).toHaveLength(1)
  })
})

describe('what he leaves open', () => {
  interface Line {
    no: string
    person: string
    gone: string | null
  }
  const applications = async () => (await p.call<Line[]>('GET', '/applications', { cookie: hr })).body

  test('is counted beside his name, and hardship is not', async () => {
    await request()
    await request('KN-20261123-0001', 'hardship')
    await leave('sample-chenyu')
    await leave('sample-sunli')
    const { body } = await p.call('GET', '/people/left', { cookie: hr })
    expect(body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ userid: 'sample-chenyu', own: 1, turns: 0 }),
        expect.objectContaining({ userid: 'sample-sunli', own: 0, turns: 2, reports: 2 }),
      ]),
    )
  })

  test('keeps his name, and is marked', async () => {
    await request()
    expect(await applications()).toMatchObject([{ person: '陈小雨', gone: null }])
    await leave('sample-chenyu')
    expect(await applications()).toMatchObject([{ person: '陈小雨', gone: 'person' }])
    await leave('sample-sunli')
    expect(await applications()).toMatchObject([{ person: '陈小雨', gone: 'turn' }])
  })

  test('is given to somebody else, who is told; not to whom it is about, and not while somebody is there', async () => {
    await request()
    const give = (userid: string) =>
      p.call('PUT', '/applications/QJ-20261123-0001/turn', { cookie: hr, body: { userid } })
    expect((await give('sample-wang')).status).toBe(409)
    await leave('sample-sunli')
    expect((await give('sample-chenyu')).status).toBe(403)
    expect((await give('ghost')).status).toBe(400)
    expect((await give('sample-wang')).status).toBe(204)
    expect(await applications()).toMatchObject([{ gone: null }])
    const [row] = await rows(tx => tx.db.select().from(tx.t.application))
    expect(row).toMatchObject({ status: 'pending', turn: await idOf('sample-wang') })
    const pushes = await rows(tx => tx.db.select().from(tx.t.outbox))
    expect(pushes.map(push => [push.contact, push.key.split('/')[0]])).toContainEqual(['sample-wang', 'push'])
    const audit = await rows(tx => tx.db.select().from(tx.t.audit))
    expect(audit.map(line => `${line.action} ${line.about}`)).toContain('application.turn QJ-20261123-0001')
  })
})

test('nobody of HR chooses who decides his own request', async () => {
  await request('QJ-20261123-0001', 'leave', 'sample-chenjing')
  await leave('sample-sunli')
  const path = '/applications/QJ-20261123-0001/turn'
  const given = await p.call('PUT', path, { cookie: hr, body: { userid: 'sample-wang' } })
  expect(given.status).toBe(403)
  const [row] = await rows(tx => tx.db.select().from(tx.t.application))
  expect(row).toMatchObject({ turn: await idOf('sample-sunli') })
})

describe('a roster file', () => {
  test('lets somebody leave who stands in it with a date, and only him', async () => {
    const cookie = await p.enter('sample-sunli')
    const { body } = await bring('userid,name,unit,left\nsample-sunli,孙丽,样例街道办,2026-11-20\n')
    expect(body).toEqual({ added: 0, changed: 1, left: 1 })
    expect((await p.call('GET', '/session', { cookie })).status).toBe(401)
    expect((await people()).filter(row => row.left !== null).map(row => row.userid)).toEqual(['sample-sunli'])
    const audit = await rows(tx => tx.db.select().from(tx.t.audit))
    expect(audit.at(-1)).toMatchObject({ action: 'people.import', about: '0+1-1' })
  })

  test('brought in twice changes nothing the second time; without a date he is back', async () => {
    const gone = 'userid,name,unit,left\nsample-malin,马琳,样例城投公司,2026-11-20\n'
    await bring(gone)
    p.forward(1_000)
    expect((await bring(gone)).body).toEqual({ added: 0, changed: 1, left: 0 })
    expect((await person('sample-malin'))?.left).toBe(p.now() - 1_000)
    await bring('userid,name,unit\nsample-malin,马琳,样例城投公司\n')
    expect((await person('sample-malin'))?.left).toBeNull()
  })
})
