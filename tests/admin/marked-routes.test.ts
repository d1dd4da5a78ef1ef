import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leave as depart } from '../../src/care/people/departure.ts'
import { bind } from '../../src/care/wechat/store.ts'
import { HOME } from '../../src/main.ts'
import { call } from '../support/call.ts'
import { type Answer, callEveryRoute } from '../support/every-route.ts'
import { makeFolder } from '../support/folder.ts'
import { giveKey, handOver, makeKey } from '../support/keys.ts'
import { jpegThatTells } from '../support/pictures.ts'
import { openTalk, type Talk } from '../support/talk.ts'

/** Words that stand nowhere else; what each role learns of them by every route there is, read or written. */

/** An administrator, the auditor, HR with fund and handler, a handler, duty and custodian, security, a head, a deputy. */
const OFFICES = ['zhou', 'heqing', 'chenjing', 'linyue', 'xuan', 'fangrui', 'wang', 'sunli']

let talk: Talk
const keys: string[] = []
/** Id and number of the one report. */
const REPORT: string[] = []
let answers: Answer[] = []
let routes: string[] = []
beforeAll(async () => {
  talk = await openTalk({ flows: flowsWithOffPost(), open: true })
  await live()
  const { recipient } = await makeKey()
  const [enclosure] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseEnclosure))
  const choices = await call<{ purposes: { value: string }[] }>(talk, 'chenjing', 'GET', '/overtime/choices')
  const given = {
    path: {
      ...{ year: '2026', date: '2026-12-03', seq: '1', kind: 'heart', about: 'x', key: 'quota.api' },
      enclosure: enclosure?.id ?? '',
    },
    query: {
      unit: '样例街道办',
      year: '2026',
      month: '2026-11',
      quarter: '2026Q3',
      from: '2026-12-01',
      to: '2026-12-31',
      with: keys[0] ?? '',
      key: 'help.signature',
    },
    body: {
      userid: 'sample-ligang',
      to: 'sample-linyue',
      deputy: 'sample-sunli',
      date: '2026-11-21',
      decided: '2026-11-20',
      day: '2026-11-20',
      month: '2026-10',
      purpose: choices.purposes[0]?.value ?? '',
      value: 'none',
      review: '2027-02-01',
      recipient,
      key: 'help.signature',
    },
  }
  ;({ answers, routes } = await callEveryRoute(talk, OFFICES, given))
}, 300_000)
afterAll(() => talk.close())

/** The unit has settled the conditions of 离岗休养. */
function flowsWithOffPost(): string {
  const flows = makeFolder()
  cpSync(join(HOME, 'flows'), flows, { recursive: true })
  const file = join(flows, 'policy', 'away.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('open: false', 'open: true'))
  return flows
}

/** A marker of its own for everything that somebody says; the name says where. */
const WORDS = {
  reason: '枫砚槐芷',
  refusal: '棠榆桦桉',
  illness: '蘅杉栎楠',
  city: '蓼藜茜菖',
  ground: '荇蕨苇蒹',
  overtime: '樟桐柏岚',
  hardship: '葭薇荻芦',
  story: '榆芷杞楠',
  picture: '苇芷栎棠',
  'hidden story': '桉蘅枫蓼',
  despair: '砚蕨樟荇',
  reveal: '柏苇棠茜',
  place: '岚蒲芷榆',
  'request for help': '槐荻杉藜',
  'said to a colleague': '栎葭桦枫',
  'contact on WeChat': '蒹樟荻茜',
} as const

async function live(): Promise<void> {
  const { say, tap } = talk
  // Leave: asked for with where to and refused; with a certificate; overtime with a paper.
  const leave = { kind: 'personal', from: '2026-12-07a', to: '2026-12-07p', why: WORDS.reason }
  await call(talk, 'ligang', 'POST', '/leave', {
    body: { ...leave, trip: { area: 'province', city: WORDS.city } },
  })
  await say('sunli', `驳回 QJ-20261123-0001，${WORDS.refusal}`)
  await say('chenyu', `我下周一到周三请病假，因为${WORDS.illness}`)
  await talk.file('chenyu', 'image', 2_000)
  await say('chenyu', '提交')
  await say('wumin', `昨天加班4小时，写材料，${WORDS.overtime}`)
  await talk.file('wumin', 'image', 2_000)
  await say('wumin', '提交')
  const trip = { from: '2026-12-12a', to: '2026-12-13p', area: 'province', city: WORDS.city }
  await call(talk, 'zhangwei1', 'POST', '/away', { body: trip })
  const off = { from: '2026-11-25', review: '2027-01-15', ground: WORDS.ground }
  await call(talk, 'chenjing', 'POST', '/off-post/sample-zhaolei', { body: off })
  // Hardship with a paper.
  for (const text of ['困难申请', '自己', '家人重病', WORDS.hardship, '3万']) await say('zhengli', text)
  await talk.file('zhengli', 'image', 2_000)
  await tap('zhengli', '同意')
  await tap('zhengli', '提交')
  // 心里话: named and 隐名, taken, asked about; despair; talks.
  for (const who of ['chenjing', 'linyue']) keys.push((await giveKey(talk, who)).recipient)
  await handOver(talk, 'chenyu', WORDS.story, { mode: '实名', files: [jpegThatTells(WORDS.picture)] })
  const hidden = await handOver(talk, 'malin', WORDS['hidden story'])
  await call(talk, 'linyue', 'POST', `/cases/${hidden}/take`)
  await call(talk, 'linyue', 'POST', `/cases/${hidden}/reveal`, {
    body: { reason: `信里说的补贴要本人的工号才能查到，${WORDS.reveal}，问过两次没有答复。` },
  })
  const followUp = { kind: 'talk', due: '2026-12-01' }
  await call(talk, 'linyue', 'POST', `/cases/${hidden}/follow-ups`, { body: followUp })
  await call(talk, 'linyue', 'POST', '/talk-times', { body: { at: '2026-12-02T15:00', place: WORDS.place } })
  // A report: for 纪检 alone, with the writer's yes.
  await giveKey(talk, 'heqing', 'heqing', 'discipline')
  const agreed = { open: true, by: '何清', day: '2026-11-20', why: '纪〔2026〕3号' }
  await call(talk, 'zhou', 'PUT', '/report-inbox', { body: agreed })
  for (const text of ['心里话', '站长挪用公款两万块。', '说完了', '隐名', '工作压力', '希望回复'])
    await say('wumin', text)
  for (const label of ['交给纪检', '交上去']) await tap('wumin', label)
  const [report] = await call<{ id: string; no: string }[]>(talk, 'heqing', 'GET', '/cases')
  REPORT.push(report?.id ?? '', report?.no ?? '')
  await say('qianjun', `${WORDS.despair}，真的不想活了`)
  // A human: one waits, one answers.
  await say('liufang', '找人')
  await say('liufang', WORDS['request for help'])
  await say('zhangwei2', '找人')
  await say('zhangwei2', WORDS['request for help'])
  const [, second] = await call<{ no: string }[]>(talk, 'chenjing', 'GET', '/help')
  await call(talk, 'chenjing', 'POST', `/help/${second?.no}/take`)
  await say('zhangwei2', WORDS['said to a colleague'])
  // Lists: a campaign, a bulletin, a year, a deputy, somebody who has left.
  const deputy = { userid: 'sample-huang', deputy: 'sample-sunli' }
  await call(talk, 'chenjing', 'POST', '/delegations', { body: deputy })
  const campaign = { title: '体检', from: '2026-12-01', to: '2026-12-20', place: '医院', paidDay: true }
  await call(talk, 'chenjing', 'POST', '/campaigns', { body: campaign })
  await call(talk, 'chenjing', 'POST', '/bulletins', { body: { month: '2026-11' } })
  const { storage, directory } = talk.program
  for (const who of ['zhengli', 'malin', 'liufang']) {
    const person = await storage.read(tx => directory.byUserid(tx, `sample-${who}`))
    const contact = `${WORDS['contact on WeChat']}-${who}`
    await storage.transaction(tx => bind(tx, { contact, person: person?.id ?? '', at: talk.now() }))
  }
  const gone = await storage.read(tx => directory.byUserid(tx, 'sample-ouyang'))
  await storage.transaction(tx => depart(tx, gone?.id ?? '', { actor: 'cli', now: talk.now() }))
  await directory.refresh()
}

/** By role, who may read what by the API: who decides, who has to do with it, who offered it. Nobody else. */
const MAY_READ: Readonly<Record<string, readonly string[]>> = {
  reason: ['sunli'],
  refusal: ['sunli'],
  city: ['sunli', 'wang'],
  ground: ['chenjing'],
  hardship: ['chenjing'],
  reveal: ['xuan'],
  place: ['linyue'],
  'request for help': ['chenjing'],
  'said to a colleague': ['chenjing'],
  'paper of QJ': ['chenjing'],
  'paper of JB': ['chenjing', 'sunli'],
  'paper of KN': ['chenjing'],
  // Sealed to what stands in its letter.
  'file of a letter': ['chenjing', 'linyue'],
}

/** Routes that only guards answer here, and why no row of this test gets further. */
const NOT_REACHED = [
  // What is proved with a key, or sealed anew with one: tests/care/heart/let-in.test.ts, recovery.test.ts.
  'GET /readers/:id/cases',
  // Nothing was closed as a false alarm: tests/care/heart/inbox.test.ts.
  'POST /cases/false-alarms',
  // With a key, again.
  'POST /recovery/agree',
  'POST /recovery/proof',
  'POST /recovery/use',
  'POST /recovery/cases',
  // A file of its own kind: tests/care/calendar.
  'PUT /calendar/years',
  'POST /readers/:id/cases',
  'POST /readers/:id/renew',
  'POST /readers/:id/admit',
  // Nothing failed, and nothing is old enough to be deleted: tests/admin/trouble.test.ts, tests/care/life.
  'POST /outbox/:seq/retry',
  'POST /inbox/:seq/retry',
  'POST /expiring/:kind/:about/postpone',
  // Two cases of one person, read in the browser: tests/care/heart/inbox.test.ts.
  'POST /cases/:id/merge',
  'POST /readers/:id/retire',
  'DELETE /calendar/years/:year',
  'POST /alerts/:id/close',
  // It was done before it could be dropped: tests/care/heart/inbox.test.ts.
  'DELETE /cases/:id/follow-ups/:followUp',
]

test('of every route with real rows in it, each role learns what it may, and no more', () => {
  const shown = answers.flatMap(({ who, text, path, status }) => {
    const names = Object.entries(WORDS)
      .filter(([, word]) => text.includes(word))
      .map(([name]) => name)
    const paper = /\/([A-Z]{2})-[\d-]+\/papers\/./u.exec(path)?.[1]
    if (paper && status === 200) names.push(`paper of ${paper}`)
    if (path.includes('/enclosures/') && status === 200) names.push('file of a letter')
    return names.map(name => ({ name, who }))
  })
  const readers = Object.groupBy(shown, ({ name }) => name)
  const found = Object.entries(readers).map(([name, by = []]) => [
    name,
    [...new Set(by.map(one => one.who))].toSorted(),
  ])
  expect(Object.fromEntries(found)).toEqual(MAY_READ)
})

test('a report for 纪检 stands in no answer to anybody else, and who reads cases gets no count', () => {
  const telling = answers.filter(({ text, path, status }) =>
    REPORT.some(one => text.includes(one) || (path.includes(one) && status < 400)),
  )
  expect([...new Set(telling.map(({ who }) => who))]).toEqual(['heqing'])
  const counted = answers.filter(({ path, status }) => path === '/cases/count' && status === 200)
  expect(counted.map(({ who }) => who)).toEqual(['zhou'])
  expect(REPORT.every(one => one !== '')).toBe(true)
})

test('what is written answers with none of it, and nothing fails', () => {
  const written = answers.filter(({ route }) => !route.startsWith('GET '))
  const telling = written.filter(({ text }) => Object.values(WORDS).some(word => text.includes(word)))
  expect(telling.map(({ route, who }) => `${route} ${who}`)).toEqual([])
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
})

test('no route is left out: each was answered by more than its guard', () => {
  const reached = new Set(
    answers.filter(({ status }) => status < 300 || status === 409).map(({ route }) => route),
  )
  expect(routes.filter(route => !reached.has(route))).toEqual(NOT_REACHED)
})
