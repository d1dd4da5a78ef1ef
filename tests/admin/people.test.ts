import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importRoster } from '../../src/care/people/import.ts'
import { openTestProgram, type TestProgram } from '../support/program.ts'

interface Problem {
  code: string
  message: string
  details: { where: string; message: string }[]
}

let p: TestProgram
let hr: string
beforeEach(async () => {
  p = await openTestProgram()
  hr = await p.enter('sample-chenjing')
})
afterEach(() => p.close())

const csv = (text: string) => ({ name: 'file.csv', bytes: Buffer.from(text) })
const bring = <T = Problem>(path: string, text: string, cookie = hr) =>
  p.call<T>('POST', path, { cookie, file: csv(text) })
const audit = () => p.program.storage.read(tx => tx.db.select().from(tx.t.audit).orderBy(tx.t.audit.seq))

describe('the roster', () => {
  const list = async (query = '') =>
    (
      await p.call<{ total: number; people: { name: string; userid: string }[] }>('GET', `/people${query}`, {
        cookie: hr,
      })
    ).body

  test('is listed in the order people are named in, page by page', async () => {
    const { total, people } = await list('?limit=3&offset=1')
    expect(total).toBe(20)
    expect(people.map(one => one.name)).toEqual(['陈静', '林悦', '许安'])
  })

  test.each([
    ['a part of a name', '?q=%E5%B0%8F%E9%9B%A8', ['陈小雨']],
    ['a part of a userid', '?q=zhangwei', ['张伟', '张伟']],
    ['a unit', '?unit=%E6%A0%B7%E4%BE%8B%E7%BA%AA%E6%A3%80%E7%BB%84', ['何清']],
    ['a wildcard, which stands for itself', '?q=%25%25%25nobody_', []],
  ])('is searched by %s', async (_, query, names) => {
    expect((await list(query)).people.map(one => one.name)).toEqual(names)
  })

  test('shows no telephone, no date of birth and no sex', async () => {
    const text = JSON.stringify(await list())
    for (const word of ['13800000001', '1974-05-12', '"男"']) expect(text).not.toContain(word)
  })

  test.each(['?limit=0', '?limit=201', '?limit=many', '?offset=-1'])(
    'refuses a page that cannot be: %s',
    async query => {
      expect((await p.call('GET', `/people${query}`, { cookie: hr })).status).toBe(400)
    },
  )
})

describe('a roster file', () => {
  test('is brought in, and counts from the next request on', async () => {
    const { body } = await bring(
      '/people/import',
      'userid,name,unit,roles\nnew,新来的,样例组宣部,auditor\nsample-wumin,吴敏,样例组宣部,\n',
      await p.enter('sample-zhou'),
    )
    expect(body).toEqual({ added: 1, changed: 1, left: 0 })
    const auditor = await p.enter('new')
    expect((await p.call('GET', '/audit', { cookie: auditor })).status).toBe(200)
  })

  test('is spoken of in the words of its own headings, also of what it lacks and of what is too much', async () => {
    const text = '工号,姓名,单位（全称）,性别,主管工号\n,无名,甲,,\na,甲,乙,不详,ghost\n'
    const named = (answer: { body: Problem }) => answer.body.details.map(d => `${d.where} ${d.message}`)
    expect(named(await bring('/people/import', text))).toEqual([
      '第2行 工号 没有填',
      '第3行 性别 只能是其中之一：男、女',
      '第3行 主管工号 名单里没有这个人（ghost），核对工号，或先把他加进名单',
    ])
    expect(named(await bring('/people/import', '姓名,单位,工龄\n甲,乙,3\n'))).toEqual([
      expect.stringMatching(/^工龄 没有这一列，删掉它，或者改成：工号、姓名、单位、/u),
      '工号 文件里没有这一列，请补上',
    ])
    const roles = '工号,姓名,单位,角色\nsample-chenyu,陈小雨,样例街道办,admin\n'
    expect((await bring('/people/import', roles)).body.details.map(d => d.where)).toEqual(['第2行 角色'])
    const much = '工号,年度,年假,结转\nsample-chenyu,2026,300,x\n'
    expect((await bring('/balances/import', much)).body.details.map(d => d.where)).toEqual([
      '第2行 年假',
      '第2行 结转',
    ])
  })

  test('with bad rows changes nothing, and every one is named in Chinese', async () => {
    const text = 'userid,name,unit,sex,roles,supervisor\n,无名,甲,,,\na,甲,乙,不详,king,\nb,乙,丙,,,ghost\n'
    const answer = await bring('/people/import', text)
    expect(answer.status).toBe(400)
    expect(answer.body.code).toBe('ROSTER_INVALID')
    expect(answer.body.details.map(d => `${d.where} ${d.message}`)).toEqual([
      '第2行 userid 没有填',
      '第3行 sex 只能是其中之一：男、女',
      expect.stringMatching(/^第3行 roles 只能是其中之一：handler, duty/),
      '第4行 supervisor 名单里没有这个人（ghost），核对工号，或先把他加进名单',
    ])
    expect((await p.call<{ total: number }>('GET', '/people', { cookie: hr })).body.total).toBe(20)
  })

  test('cannot take the last administrator’s role away', async () => {
    await p.enter('sample-zhou')
    const file = csv('userid,name,unit,roles\nsample-zhou,周样例,样例组宣部,hr\n')
    const about = { actor: 'cli', now: p.now(), sample: false, zone: 'Asia/Shanghai' }
    await expect(importRoster(p.program.storage, file, about)).rejects.toMatchObject({
      details: [{ where: 'roles', rule: 'last_admin' }],
    })
  })

  test('leaves what it has no column for', async () => {
    await bring('/people/import', 'userid,name,unit\nsample-xuan,许安,样例组宣部\n')
    const [row] = await p.program.storage.read(tx =>
      tx.db.select().from(tx.t.person).where(eq(tx.t.person.userid, 'sample-xuan')),
    )
    expect(row).toMatchObject({
      mobile: '13800000004',
      roles: ['duty', 'custodian'],
      workStart: '2008-09-01',
    })
  })

  test('stands in the audit log with counts, and no names', async () => {
    await bring('/people/import', 'userid,name,unit\nnew,新来的,样例组宣部\n')
    expect((await audit()).at(-1)).toMatchObject({ action: 'people.import', about: '1+0' })
  })

  test.each([
    ['no file at all', undefined, 400],
    ['something that is no form', { body: { file: 'x' } }, 415],
  ])('that is %s is refused', async (_, about, status) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const answer = about
      ? await p.call<Problem>('POST', '/people/import', { cookie: hr, ...about })
      : await p.app.inject({
          method: 'POST',
          url: '/api/v1/people/import',
          headers: { ...headers, cookie: hr },
          payload: '--x--\r\n',
        })
    expect('status' in answer ? answer.status : answer.statusCode).toBe(status)
  })

  test.each([
    ['an XLSX that is none', { name: 'x.xlsx', bytes: Buffer.from('not a zip') }],
    ['neither UTF-8 nor GB 18030', { name: 'x.csv', bytes: Buffer.from([0xff, 0xff, 0xff, 0x00]) }],
    ['a quote that never ends', { name: 'x.csv', bytes: Buffer.from('userid,name,unit\n"a') }],
  ])('that is %s is called unreadable', async (_, file) => {
    const { status, body } = await p.call<Problem>('POST', '/people/import', { cookie: hr, file })
    expect(status).toBe(400)
    expect(body.details).toEqual([{ where: '第1行', message: expect.stringContaining('读不出来') }])
  })
})

describe('roles with power', () => {
  const rolesOf = async (userid: string) => {
    const rows = await p.program.storage.read(tx =>
      tx.db.select().from(tx.t.person).where(eq(tx.t.person.userid, userid)),
    )
    return rows[0]?.roles
  }
  const changed = async () =>
    (await audit())
      .filter(line => line.action.startsWith('role.'))
      .map(({ action, about }) => [action, about])

  test.each(['admin', 'handler', 'auditor', 'security', 'fund', 'discipline', 'custodian', 'duty', 'hr'])(
    'HR cannot give %s to anybody with a file, nor to himself',
    async role => {
      const id = await p.hire('renshi', role === 'hr' ? ['hr', 'duty'] : ['hr'])
      const cookie = await p.enter('renshi')
      const text = `userid,name,unit,roles\nnew,新来的,样例组宣部,${role}\nrenshi,人事,样例单位,hr|${role === 'hr' ? 'admin' : role}\n`
      const answer = await bring('/people/import', text, cookie)
      expect(answer.status).toBe(400)
      expect(answer.body.details.map(d => d.where)).toEqual(['第2行 roles', '第3行 roles'])
      expect(answer.body.details[0]?.message).toBe(`这些角色只有管理员能改（${role}），请管理员来导入`)
      expect(await rolesOf('new')).toBeUndefined()
      expect(await p.program.storage.read(tx => p.program.directory.byId(tx, id))).toMatchObject({
        name: 'renshi',
      })
      expect(await changed()).toEqual([])
    },
  )

  test('HR cannot take one away either, and may bring in a file that leaves them as they are', async () => {
    const row = 'userid,name,unit,roles\nsample-fangrui,方锐,样例组宣部,'
    expect((await bring('/people/import', `${row}\n`)).status).toBe(400)
    expect(
      (await bring('/people/import', `${row}${(await rolesOf('sample-fangrui'))?.join('|')}\n`)).status,
    ).toBe(200)
    expect(
      (await bring('/people/import', 'userid,name,unit,roles\nnew,新,样例组宣部,health_contact\n')).status,
    ).toBe(200)
    expect(await changed()).toEqual([])
  })

  test('an administrator gives and takes them, each with a line of its own, and never his own', async () => {
    const zhou = await p.enter('sample-zhou')
    const id = await p.hire('renshi', ['hr', 'auditor'])
    const text = 'userid,name,unit,roles\nrenshi,人事,样例单位,hr|handler|health_contact\n'
    expect((await bring('/people/import', text, zhou)).status).toBe(200)
    expect(await changed()).toEqual([
      ['role.given', `${id}/handler`],
      ['role.taken', `${id}/auditor`],
    ])
    const own = await bring(
      '/people/import',
      'userid,name,unit,roles\nsample-zhou,周样例,样例组宣部,admin|handler\n',
      zhou,
    )
    expect(own.body.details).toEqual([
      { where: '第2行 roles', message: expect.stringContaining('自己的角色不能自己改（handler') },
    ])
    expect(await rolesOf('sample-zhou')).not.toContain('handler')
  })
})

describe('a balances file', () => {
  test('sets what people have left', async () => {
    const { body } = await bring(
      '/balances/import',
      'userid,year,annual,comp\nsample-wang,2026,7.5,2\nsample-sunli,2026,10,\n',
    )
    expect(body).toEqual({ people: 2, lines: 3 })
  })

  const above = 'userid,year,annual,carry\nsample-wang,2026,15,15\nsample-chenyu,2026,10.5,12\n'

  test('with numbers above the law is asked back line by line, and changes nothing', async () => {
    const { status, body } = await bring('/balances/import', above)
    expect(status).toBe(409)
    expect(body.code).toBe('BALANCES_ABOVE_LAW')
    expect(body.details).toEqual([
      { where: '第3行 annual', message: expect.stringContaining('写了10.5天，按工作年限当年最多10天') },
      { where: '第3行 carry', message: expect.stringContaining('写了12天，上一年最多转过来10天') },
    ])
    expect(await p.program.storage.read(tx => tx.db.select().from(tx.t.ledger))).toEqual([])
  })

  test('is brought in once somebody has confirmed them', async () => {
    const { body } = await bring('/balances/import?above_law=yes', above)
    expect(body).toEqual({ people: 2, lines: 4 })
  })

  test('names what is questioned beside what is wrong', async () => {
    const { body } = await bring('/balances/import', `${above}ghost,2026,5,\n`)
    expect(body.code).toBe('BALANCES_INVALID')
    expect(body.details.map(d => d.where)).toEqual(['第4行 userid', '第3行 annual', '第3行 carry'])
  })

  test('asks nothing of whom the law’s number is not known', async () => {
    const { status } = await bring('/balances/import', 'userid,year,annual\nsample-malin,2026,20\n')
    expect(status).toBe(200)
  })

  test('with bad rows changes nothing', async () => {
    const { status, body } = await bring(
      '/balances/import',
      'userid,year,annual,comp\nsample-wang,2026,7.3,2\nghost,26,,\n',
    )
    expect(status).toBe(400)
    expect(body.details.map(d => d.where)).toEqual([
      '第2行 annual',
      '第3行 userid',
      '第3行 year',
      '第3行 annual',
    ])
    expect(await p.program.storage.read(tx => tx.db.select().from(tx.t.ledger))).toEqual([])
  })
})
