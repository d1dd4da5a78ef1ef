import { afterEach, beforeEach, expect, test } from 'vitest'
import { applicationsArea } from '../../../src/care/applications/index.ts'
import { call } from '../../support/call.ts'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

let on: OnWeChat
beforeEach(async () => {
  on = await openOnWeChat({ open: true })
  on.account.login()
  await on.settled()
})
afterEach(() => on.close())

const STORY = '父亲脑梗住院，自费部分压得喘不过气'

async function allow(topic: string) {
  const body = { topic, allowed: true, why: '党组会2026年第9次会议定的' }
  await call(on.talk, 'zhou', 'PUT', '/wechat/topics', { body })
}

/** A hardship request, handed in at work. @returns its number */
async function hardship(): Promise<string> {
  const { talk } = on
  await talk.say('chenyu', '困难申请')
  await talk.tap('chenyu', '自己')
  await talk.tap('chenyu', '家人重病')
  await talk.say('chenyu', STORY)
  await talk.say('chenyu', '3万')
  await talk.file('chenyu', 'image', 2_000)
  await talk.tap('chenyu', '同意')
  return numberIn(await talk.tap('chenyu', '提交'))
}

/** A leave, handed in at work. @returns its number */
async function leave(wish: string): Promise<string> {
  const { talk } = on
  const asked = await talk.say('chenyu', wish)
  if (asked.includes('晚点给')) for (const text of ['晚点给', '好']) await talk.say('chenyu', text)
  return numberIn(await talk.say('chenyu', '提交'))
}

function numberIn(text: string): string {
  const [no] = /[A-Z]{2}-\d{8}-\d{4}/.exec(text) ?? []
  if (!no) throw new Error(`no number in “${text}”`)
  return no
}

test('what an officer asks about a hardship never comes to WeChat while money or health is off', async () => {
  const { talk } = on
  await hardship()
  const me = await on.bound('chenyu')
  await allow('money')
  await on.say(me, '你好')
  const before = me.got.length
  await talk.say('chenjing', '退回补充')
  await talk.say('chenjing', '父亲的脑梗是哪天确诊的，自费多少')
  await on.settled()
  expect(me.got.slice(before)).toEqual([])
  expect(talk.last('chenyu')).toContain('哪天确诊')
})

test('every notice about a request keeps to what its kind may be spoken of on WeChat', async () => {
  const { talk } = on
  const kn = await hardship()
  const sick = await leave('下周一到周三请病假，因为抑郁症住院')
  const annual = await leave('12月7日请一天年假，事由是搬家')
  const me = await on.bound('chenyu')
  await on.say(me, '你好')
  const { storage, road, directory } = talk.program
  const person = await storage.read(tx => directory.byUserid(tx, 'sample-chenyu'))
  if (!person) throw new Error('nobody')
  const notices = Object.entries(applicationsArea([]).notices).filter(([, names]) => names.includes('no'))
  expect(notices.length).toBeGreaterThan(20)
  const channels = async (no: string) => {
    for (const [notice, names] of notices) {
      const values = { ...Object.fromEntries(names.map(name => [name, '一'])), no }
      await storage.transaction(tx =>
        road.push(tx, talk.now())(person, notice, { key: `${no}/${notice}`, values }),
      )
    }
    const rows = await storage.read(tx => tx.db.select().from(tx.t.outbox))
    return [...new Set(rows.filter(row => row.key.startsWith(`push/${no}/`)).map(row => row.channel))]
  }
  expect(await channels(kn)).not.toContain('wechat')
  expect(await channels(sick)).not.toContain('wechat')
  expect(await channels(annual)).toEqual(['wechat'])
})

test('requests that must not be spoken of are left out of every list on WeChat, and counted', async () => {
  const { talk } = on
  const kn = await hardship()
  const sick = await leave('下周一到周三请病假，因为抑郁症住院')
  const annual = await leave('12月7日请一天年假，事由是搬家')
  const me = await on.bound('chenyu')
  await talk.say('chenyu', '我的申请')
  for (const wish of ['再说一遍', '我的申请', '撤回', '打印', '改假', '为什么没批', `撤回${kn}`]) {
    const said = (await on.say(me, wish)).join('\n')
    expect(said, wish).not.toMatch(new RegExp(`${sick}|困难|病假|产假|抑郁|脑梗`))
  }
  const [list = ''] = await on.say(me, '我的申请')
  expect(list).toContain(annual)
  expect(list).toContain('有2件不在微信上谈，请到钉钉里看')
})

test('who decides sees and decides on WeChat only what may be spoken of there', async () => {
  const { talk } = on
  const kn = await hardship()
  const officer = await on.bound('chenjing')
  for (const wish of ['待办', `同意${kn}`, '同意']) {
    const said = (await on.say(officer, wish)).join('\n')
    expect(said, wish).not.toMatch(/困难|陈小雨/)
  }
  expect((await on.say(officer, '待办'))[0]).toContain('请到钉钉里看')
  expect(await talk.say('chenjing', '待办')).toContain('困难')
})

test('sick leave is turned away unrepeated on WeChat, waits there if begun at work, and is warned of once allowed', async () => {
  const { talk } = on
  const me = await on.bound('chenyu')
  const [turned = ''] = await on.say(me, '下周一到周三请病假，因为抑郁症住院')
  expect(turned).toContain('这件事不在微信上谈')
  expect(turned).not.toMatch(/病假|抑郁|证明/)
  await talk.say('chenyu', '下周一到周三请病假，因为抑郁症住院')
  for (const text of ['再说一遍', '晚点给', '提交'])
    expect((await on.say(me, text)).join('\n'), text).not.toMatch(/病假|抑郁|证明/)
  await talk.say('chenyu', '取消')
  await allow('health')
  const [asked = ''] = await on.say(me, '下周一到周三请病假，因为抑郁症住院')
  expect(asked.indexOf('先说一句：微信是个人平台')).toBe(0)
})

test('what opens without signing in is not handed out on WeChat, and a greeting offers nothing that is off', async () => {
  await leave('12月7日请一天年假，事由是搬家')
  const me = await on.bound('chenyu')
  const [link = ''] = await on.say(me, '打印')
  expect(link).toContain('这件事不在微信上谈')
  expect(link).not.toContain('form#')
  expect((await on.say(me, '在吗')).join('')).toMatch(/^在的(?!.*心里话)/)
})

test('what is kept of me names the contact that is bound, and how to end it', async () => {
  expect(await on.talk.say('chenyu', '我的数据')).not.toContain('解绑微信')
  await on.talk.say('chenyu', '取消')
  await on.bound('chenyu')
  expect(await on.talk.say('chenyu', '我的数据')).toContain('你绑定的微信，解开说“解绑微信”')
})

test('a decision that was begun at work on what must not be spoken of is not gone on with on WeChat', async () => {
  const { talk } = on
  const kn = await hardship()
  const officer = await on.bound('chenjing')
  expect(await talk.say('chenjing', '待办')).toContain('困难')
  for (const wish of ['同意', '理由不充分', '提交', '1']) {
    const said = (await on.say(officer, wish)).join('\n')
    expect(said, wish).not.toMatch(new RegExp(`${kn}|困难|陈小雨`))
  }
})

test('a sick leave that is left unfinished at work is brought up there, though the last word was on WeChat', async () => {
  const { talk } = on
  const me = await on.bound('chenyu')
  await talk.say('chenyu', '下周一到周三请病假，因为抑郁症住院')
  await on.say(me, '你好')
  const before = me.got.length
  for (let hours = 0; hours < 72; hours += 6) await talk.pass(6 * 3_600_000)
  await on.settled()
  expect(me.got.slice(before).join('\n')).not.toMatch(/病假|抑郁|证明|请假/)
  expect(talk.last('chenyu')).toMatch(/请假/)
})
