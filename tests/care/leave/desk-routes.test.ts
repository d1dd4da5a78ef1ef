import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
let hr = ''
beforeEach(async () => {
  p = await openTestProgram()
  hr = await p.enter('sample-chenjing')
})
afterEach(() => p.close())

const NO = 'QJ-20261123-0001'
const PERSONAL = { kind: 'personal', from: '2026-11-25a', to: '2026-11-26p', why: '家里有事' }
const file = (cookie: string, about: object = {}) =>
  p.call<{ no: string; approver: string }>('POST', '/leave', { cookie, body: { ...PERSONAL, ...about } })
const act = (cookie: string, path: string, body: object) =>
  p.call<Record<string, unknown>>('POST', path, { cookie, body })
const decide = async (who: string, no: string) =>
  act(await p.enter(who), `/applications/${no}/decide`, { verdict: 'agree' })
const rows = () => p.program.storage.read(tx => tx.db.select().from(tx.t.leave))
const codeOf = (body: unknown) => (body as { code?: string }).code
const whyOf = (body: unknown) => (body as { details?: { where: string }[] }).details?.[0]?.where

describe('one’s own leave', () => {
  test('is handed in, decided, extended, reported back from, as in the chat', async () => {
    const me = await p.enter('sample-chenyu')
    const filed = await file(me)
    expect([filed.status, filed.body.no]).toEqual([200, NO])
    expect((await rows())[0]).toMatchObject({ status: 'pending', halfDays: 4 })
    expect((await decide('sample-sunli', NO)).body['status']).toBe('approved')
    const moved = await act(me, `/leave/${NO}/change`, { from: '2026-11-30a', to: '2026-11-30p' })
    expect(moved.status).toBe(200)
    expect((await rows()).map(({ status }) => status)).toEqual(['approved', 'pending'])
  })

  test('what a rule refuses is named by its code and leaves nothing', async () => {
    const me = await p.enter('sample-chenyu')
    await file(me)
    const again = await file(me, { kind: 'annual' })
    expect([again.status, codeOf(again.body), whyOf(again.body)]).toEqual([409, 'RULE_REFUSED', 'OVERLAP'])
    const much = await file(me, { kind: 'comp', from: '2026-12-01a', to: '2026-12-01p' })
    expect([much.status, whyOf(much.body)]).toEqual([409, 'INSUFFICIENT_BALANCE'])
    expect(JSON.stringify(much.body)).toContain('余额不够，还剩0天')
    expect((await file(me, { from: '2026-12-05a', to: '2026-12-06p' })).status).toBe(409)
    expect(await rows()).toHaveLength(1)
  })

  test.each([
    ['thirty-one days back', { from: '2026-10-23a', to: '2026-10-23p' }, 'TOO_OLD'],
    ['a year and more back', { from: '2025-03-03a', to: '2025-03-04p' }, 'TOO_OLD'],
    ['annual leave that lapsed', { kind: 'annual', from: '2024-12-02a', to: '2024-12-06p' }, 'YEAR_OVER'],
  ])('%s cannot be asked for by oneself', async (_, about, code) => {
    const { status, body } = await file(await p.enter('sample-chenyu'), about)
    expect([status, whyOf(body)]).toEqual([409, code])
    expect(await rows()).toEqual([])
    const ask = { ...PERSONAL, ...about, why: undefined }
    const ahead = await act(await p.enter('sample-chenyu'), '/leave/what-if', ask)
    expect(ahead.body).toMatchObject({ possible: false, reason: code })
  })

  test('thirty days back is the last day that can be', async () => {
    const { status } = await file(await p.enter('sample-chenyu'), { from: '2026-10-26a', to: '2026-10-26p' })
    expect(status).toBe(200)
  })

  test('new dates of a leave are judged like the first', async () => {
    const me = await p.enter('sample-chenyu')
    await file(me)
    const moved = await act(me, `/leave/${NO}/change`, { from: '2025-03-03a', to: '2025-03-03p' })
    expect([moved.status, whyOf(moved.body)]).toEqual([409, 'CLASH'])
    expect((await rows()).map(({ from }) => from)).toEqual([PERSONAL.from])
  })

  test('a journey is reported in order, a week back and a year ahead', async () => {
    const me = await p.enter('sample-chenyu')
    const trip = { area: 'country', city: '北京' }
    const report = async (from: string, to: string) =>
      whyOf((await act(me, '/away', { ...trip, from, to })).body)
    expect(await report('2020-11-28a', '2020-11-29p')).toBe('TOO_OLD')
    expect(await report('2026-11-15a', '2026-11-15p')).toBe('TOO_OLD')
    expect(await report('2026-11-28a', '2036-11-29p')).toBe('TOO_FAR')
    expect(await p.program.storage.read(tx => tx.db.select().from(tx.t.away))).toEqual([])
    expect(await report('2026-11-16a', '2026-11-16p')).toBeUndefined()
  })

  test.each([
    ['a kind nobody knows', { kind: 'holiday_on_ice' }],
    ['a day that does not exist', { from: '2026-02-30a' }],
    ['no cause', { why: '' }],
    ['something else', { extra: 1 }],
  ])('%s is refused before anything is done', async (_, about) => {
    const { status } = await file(await p.enter('sample-chenyu'), about)
    expect(status).toBe(400)
    expect(await rows()).toEqual([])
  })
})

describe('HR for somebody', () => {
  test('says why, is the author, may not decide it, and the person is told', async () => {
    const filed = await file(hr, { userid: 'sample-chenyu', office: '电话请假，不会用手机' })
    expect([filed.status, filed.body.no]).toEqual([200, NO])
    const { storage, directory } = p.program
    const [request, decisions, audit, her, me] = await storage.read(async tx => [
      (await tx.db.select().from(tx.t.application))[0],
      await tx.db.select().from(tx.t.decision),
      await tx.db.select().from(tx.t.audit),
      await directory.byUserid(tx, 'sample-chenyu'),
      await directory.byUserid(tx, 'sample-chenjing'),
    ])
    expect([request?.person, request?.author]).toEqual([her?.id, me?.id])
    expect(decisions.map(({ verdict, person }) => [verdict, person])).toEqual([['office', me?.id]])
    expect(Buffer.from(decisions[0]?.reason ?? []).toString('utf8')).not.toContain('电话请假')
    expect(audit.at(-1)).toMatchObject({ action: 'leave.file', actor: me?.id, about: NO })
    const told = await storage.read(tx => tx.db.select().from(tx.t.outbox))
    expect(told.map(({ key }) => key).filter(key => key.includes('office/office_filed'))).toHaveLength(1)
    expect((await act(hr, `/applications/${NO}/decide`, { verdict: 'agree' })).status).toBe(403)
  })

  test('brings in what is long gone, with a reason, but no annual leave that lapsed', async () => {
    const about = { userid: 'sample-chenyu', office: '补登去年的请假条' }
    const old = { from: '2025-03-03a', to: '2025-03-04p' }
    expect((await file(hr, { ...about, ...old })).status).toBe(200)
    const lapsed = await file(hr, { ...about, kind: 'annual', from: '2024-12-02a', to: '2024-12-06p' })
    expect([lapsed.status, whyOf(lapsed.body)]).toEqual([409, 'YEAR_OVER'])
    expect(whyOf((await file(hr, old)).body)).toBe('TOO_OLD')
    const trip = { from: '2026-10-10a', to: '2026-10-11p', area: 'province', city: '宁波' }
    expect((await act(hr, '/away', { ...about, ...trip })).status).toBe(200)
  })

  test('says where he goes and who stands in, who is asked', async () => {
    const about = {
      userid: 'sample-chenyu',
      office: '电话请假',
      trip: { area: 'province', city: '宁波' },
    }
    for (const [standIn, rule] of [
      ['sample-chenyu', '顶岗'],
      ['nobody', '名单里没有'],
    ]) {
      const { status, body } = await file(hr, { ...about, standIn })
      expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(rule ?? '')])
    }
    expect(await rows()).toEqual([])
    expect((await file(hr, { ...about, standIn: 'sample-ligang' })).status).toBe(200)
    const { storage, directory } = p.program
    const [asked, li] = await storage.read(async tx => [
      await tx.db.select().from(tx.t.standIn),
      await directory.byUserid(tx, 'sample-ligang'),
    ])
    expect(asked).toMatchObject([{ no: NO, person: li?.id, status: 'asked' }])
    expect((await decide('sample-sunli', NO)).status).toBe(200)
    expect(await storage.read(tx => tx.db.select().from(tx.t.away))).toMatchObject([{ no: NO }])
  })

  test('changes, takes back and reports back for somebody, each with a reason', async () => {
    await file(hr, { userid: 'sample-chenyu', office: '电话请假' })
    expect((await act(hr, `/leave/${NO}/change`, { from: '2026-11-30a', to: '2026-11-30p' })).status).toBe(
      400,
    )
    const office = '电话里改的'
    const moved = await act(hr, `/leave/${NO}/change`, { from: '2026-11-30a', to: '2026-11-30p', office })
    expect(moved.status).toBe(200)
    const no = String(moved.body['no'])
    expect((await act(hr, `/applications/${no}/withdraw`, { office })).status).toBe(200)
    expect((await rows()).map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn'])
    expect((await act(hr, `/applications/${no}/withdraw`, { office })).body).toMatchObject({
      code: 'RULE_REFUSED',
    })
  })

  test('of sick leave without its certificate the office says by when it comes; no day that nobody chose', async () => {
    const sick = {
      userid: 'sample-chenyu',
      kind: 'sick',
      from: '2026-11-23a',
      to: '2026-11-25p',
      why: '发烧',
      office: '电话请假',
    }
    const ahead = await act(hr, '/leave/what-if', { ...sick, why: undefined, office: undefined })
    expect(ahead.body).toMatchObject({ possible: true, proofBy: '2026-11-26' })
    for (const proofBy of [undefined, '2026-11-22']) {
      const { status, body } = await act(hr, '/leave', { ...sick, proofBy })
      expect([status, whyOf(body)]).toEqual([409, 'PROOF_DAY'])
    }
    expect(await rows()).toEqual([])
    expect((await act(hr, '/leave', { ...sick, proofBy: '2026-12-01' })).status).toBe(200)
    const { body } = await p.call<{ due: string }[]>('GET', '/proofs', { cookie: hr })
    expect(body).toMatchObject([{ no: NO, due: '2026-12-01' }])
    await decide('sample-sunli', NO)
    const more = { to: '2026-11-26p', why: '还没退烧', office: '电话里说的' }
    expect(whyOf((await act(hr, `/leave/${NO}/extend`, more)).body)).toBe('PROOF_DAY')
    expect((await act(hr, `/leave/${NO}/extend`, { ...more, proofBy: '2026-12-02' })).status).toBe(200)
    expect((await p.call<{ due: string }[]>('GET', '/proofs', { cookie: hr })).body).toMatchObject([
      { due: '2026-12-01' },
      { due: '2026-12-02' },
    ])
  })

  test('one’s own promises the day that the table gives', async () => {
    const sick = { kind: 'sick', from: '2026-11-24a', to: '2026-11-26p', why: '发烧' }
    const me = await p.enter('sample-chenyu')
    expect((await act(me, '/leave', { ...sick, proofBy: '2026-12-31' })).status).toBe(409)
    expect((await act(me, '/leave', sick)).status).toBe(200)
    expect((await p.call('GET', '/proofs', { cookie: hr })).body).toMatchObject([{ due: '2026-11-27' }])
  })

  test('goes on with a leave that has begun: 续假, 召回, 销假', async () => {
    await file(await p.enter('sample-chenyu'), { from: '2026-11-23a', to: '2026-11-25p' })
    await decide('sample-sunli', NO)
    const office = '电话里说的'
    const more = await act(hr, `/leave/${NO}/extend`, { to: '2026-11-26p', why: '还没办完', office })
    expect(more.status).toBe(200)
    const called = await act(await p.enter('sample-sunli'), `/leave/${NO}/recall`, {
      from: '2026-11-24a',
      to: '2026-11-24p',
    })
    expect([called.status, called.body['days']]).toEqual([200, '1'])
    const elsewhere = await act(hr, `/leave/${NO}/recall`, { from: '2026-12-24a' })
    expect([elsewhere.status, whyOf(elsewhere.body)]).toEqual([409, 'GONE'])
    const back = await act(hr, `/leave/${NO}/return`, { back: '2026-11-25a', office })
    expect([back.status, back.body['no']]).toEqual([200, NO])
    expect((await rows())[0]).toMatchObject({ to: '2026-11-24p', halfDays: 2 })
  })

  test('reports that somebody leaves the city', async () => {
    const trip = { from: '2026-11-28a', to: '2026-11-29p', area: 'province', city: '宁波' }
    const report = (about: object, cookie = hr) =>
      p.call<{ no: string }>('POST', '/away', { cookie, body: { ...trip, ...about } })
    expect((await report({ userid: 'sample-chenyu' })).status).toBe(400)
    const { status, body } = await report({ userid: 'sample-chenyu', office: '打电话来的' })
    expect([status, body.no]).toEqual([200, 'BB-20261123-0001'])
    const again = await report({}, await p.enter('sample-chenyu'))
    expect([again.status, whyOf(again.body)]).toEqual([409, 'OVERLAP'])
  })
})

test('another’s leave answers as if it were not there, to all but HR', async () => {
  await file(await p.enter('sample-chenyu'))
  const other = await p.enter('sample-ligang')
  const office = '帮他办'
  expect((await file(other, { userid: 'sample-chenyu', office })).status).toBe(404)
  for (const no of [NO, 'QJ-20261123-0009']) {
    const dates = { from: '2026-11-30a', to: '2026-11-30p' }
    expect((await act(other, `/leave/${no}/change`, { ...dates, office })).status).toBe(404)
    expect((await act(other, `/leave/${no}/extend`, { to: '2026-11-30p', why: 'x', office })).status).toBe(
      404,
    )
    expect((await act(other, `/leave/${no}/return`, { back: '2026-11-30a', office })).status).toBe(404)
    expect((await act(other, `/applications/${no}/withdraw`, { office })).status).toBe(404)
    const boss = await p.enter('sample-ouyang')
    expect((await act(boss, `/leave/${no}/recall`, { from: '2026-11-25a' })).status).toBe(404)
  }
  expect((await rows()).map(({ status }) => status)).toEqual(['pending'])
})
