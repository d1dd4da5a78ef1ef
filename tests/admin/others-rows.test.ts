import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Method, openTestProgram, type TestProgram } from '../support/program.ts'

let p: TestProgram
/** Ids of rows that are there, and belong to other people. */
const real: string[] = []

beforeAll(async () => {
  p = await openTestProgram()
  const wang = await p.hire('wang', [])
  const insider = await p.hire('insider', [])
  const sealed = new Uint8Array([1])
  await p.program.storage.transaction(async tx => {
    const { application, helpRequest, caseFile, reader, campaign, alert, attachment } = tx.t
    const mine = { person: wang, author: wang, turn: null, step: 1, form: sealed, created: 0, decided: null }
    for (const [no, kind] of [
      ['QJ-20261123-0001', 'leave'],
      ['JB-20261123-0001', 'overtime'],
      ['KN-20261123-0001', 'hardship'],
    ] as const)
      await tx.db.insert(application).values({ no, kind, status: 'pending', origin: no, ...mine })
    await tx.db.insert(helpRequest).values({
      id: 'help-1',
      no: 'RG-20261123-0001',
      person: wang,
      status: 'open',
      handler: null,
      created: 0,
    })
    const taken = { id: 'help-2', no: 'RG-20261123-0002', person: wang, status: 'taken', handler: wang }
    await tx.db.insert(helpRequest).values({ ...taken, created: 0 })
    // HR's own leave: nobody checks what he handed in himself.
    const own = { no: 'QJ-20261123-0002', kind: 'leave', status: 'pending', origin: 'own' }
    await tx.db.insert(application).values({ ...mine, ...own, person: insider, author: insider })
    const file = {
      kind: 'heart',
      mode: 'hidden',
      status: 'open',
      level: 'none',
      recipient: 'age1',
      day: '2026-11-23',
      due: 0,
      clock: sealed,
      reminded: 0,
      handler: null,
    }
    await tx.db.insert(caseFile).values({ id: 'case-1', no: 'XS-20261123-0001', ...file })
    await tx.db.insert(reader).values({
      id: 'reader-1',
      person: wang,
      recipient: 'age1',
      wrapped: sealed,
      created: 0,
      admitted: 0,
      removed: null,
    })
    const window = {
      title: '体检',
      from: '2026-12-01',
      to: '2026-12-25',
      place: '医院',
      paidDay: true,
      author: wang,
      created: 0,
      closed: null,
    }
    await tx.db
      .insert(campaign)
      .values({ id: 'campaign-1', audience: { units: null, people: null }, ...window })
    await tx.db.insert(alert).values({ id: 'alert-1', code: 'x', about: 'x', at: 0, times: 1, closed: null })
    await tx.db.insert(attachment).values({
      id: 'paper-1',
      person: wang,
      kind: 'pdf',
      bytes: 1,
      name: sealed,
      no: 'KN-20261123-0001',
      created: 0,
    })
  })
  real.push(
    'QJ-20261123-0001',
    'JB-20261123-0001',
    'KN-20261123-0001',
    'RG-20261123-0001',
    'help-1',
    'case-1',
  )
  real.push('XS-20261123-0001', 'reader-1', 'campaign-1', 'alert-1', 'paper-1', wang)
  await p.hire('stranger', [])
})
afterAll(() => p.close())

const paths = () => p.routes.filter(route => route.path.includes(':'))
const withId = (path: string, id: string) => path.replaceAll(/:\w+/g, id)

test('somebody without a role reaches no row of anybody else, by whatever route and number', async () => {
  const cookie = await p.enter('stranger')
  for (const { method, path } of paths())
    for (const id of real) {
      const { status, body } = await p.call(method as Method, withId(path, id), {
        cookie,
        body: method === 'GET' ? undefined : {},
      })
      expect([400, 403, 404, 415], `${method} ${withId(path, id)}`).toContain(status)
      expect(JSON.stringify(body)).not.toContain('体检')
    }
})

/** HR's own leave, which HR does not check; what everybody does with his own, he does with it too. */
const OWN = 'QJ-20261123-0002'

/**
 * Routes about one person's words, each with a role that is let in and a row that is not his to see. What the other
 * routes with an id reach (campaigns, settings, alerts) is the role's own.
 */
test.each([
  ['/cases/', 'handler', 'case-1'],
  ['/help/', 'hr', 'RG-20261123-0002'],
  ['/hardship/', 'hr', 'KN-20261123-0001'],
  ['/applications/', 'hr', 'KN-20261123-0001'],
  ['/applications/', 'staff', 'QJ-20261123-0001'],
  ['/leave/', 'hr', OWN],
  ['/leave/', 'staff', 'QJ-20261123-0001'],
] as const)(
  '%s as %s: a row that is not his and one that is not there are told apart by nothing',
  async (start, role, there) => {
    await p.program.storage.transaction(tx =>
      tx.db
        .update(tx.t.person)
        .set({ roles: [role] })
        .where(eq(tx.t.person.userid, 'insider')),
    )
    await p.program.directory.refresh()
    const cookie = await p.enter('insider')
    const none = there.replace(/\d$/, '9')
    const routes = p.routes.filter(
      ({ path, roles }) =>
        path.startsWith(`${start}:`) && (roles.includes(role) || (roles.includes('staff') && there !== OWN)),
    )
    expect(routes.length).toBeGreaterThan(0)
    for (const { method, path } of routes) {
      const of = (no: string) =>
        p.call(method as Method, path.replace(/:\w+/, no).replace(/:\w+/, 'paper-1'), {
          cookie,
          body: method === 'GET' ? undefined : (BODIES[path] ?? {}),
        })
      const [real, made] = [await of(there), await of(none)]
      expect(real.status, `${method} ${path}`).toBe(404)
      expect(real.body, `${method} ${path}`).toEqual(made.body)
    }
  },
)

/** Bodies that would be taken. */
const BODIES: Readonly<Record<string, unknown>> = {
  '/cases/:id/reply': { text: 'x', sealed: 'eA==' },
  '/cases/:id/escalate': { level: 'high' },
  '/cases/:id/follow-ups': { kind: 'talk', due: '2099-01-04' },
  '/cases/:id/give': { to: 'wang' },
  '/cases/:id/labels': { sealed: 'eA==' },
  '/cases/:id/merge': { into: 'case-2', messages: [] },
  '/cases/:id/note': { sealed: 'eA==' },
  '/cases/:id/close': { sealedNote: '', outcome: 'talked' },
  '/cases/:id/reveal': { reason: '要本人的工号才能查到补贴' },
  '/help/:no/reply': { text: 'x' },
  '/hardship/:no/missing': { what: 'x' },
  '/applications/:no/decide': { verdict: 'agree' },
  '/applications/:no/turn': { userid: 'wang' },
  '/applications/:no/withdraw': { office: '电话里说的' },
  '/leave/:no/change': { from: '2026-11-30a', to: '2026-11-30p', office: '电话里说的' },
  '/leave/:no/extend': { to: '2026-11-30p', why: 'x', office: '电话里说的' },
  '/leave/:no/return': { back: '2026-11-30a', office: '电话里说的' },
  '/leave/:no/recall': { from: '2026-11-30a' },
}

test('nothing of that was written down as done', async () => {
  const lines = await p.program.storage.read(tx => tx.db.select().from(tx.t.audit))
  expect(lines.map(line => line.action)).toEqual(['people.import'])
})
