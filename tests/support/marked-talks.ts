import { expect } from 'vitest'
import { isWorkday } from '../../src/kernel/calendar.ts'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'
import { audio, fault, file, groupId, picture, quote, richText } from '../fakes/dingtalk/index.ts'
import type { Desk } from './marked-desk.ts'
import { jpegThatTells } from './pictures.ts'

const { past, first, second } = days()

/** Leave: asked for, refused, with a certificate, left half done, taken back, seen by nobody who need not. */
async function leave(desk: Desk): Promise<void> {
  const { plant, say, tap, hears } = desk
  await say('chenyu', `${first}请一天事假`, /事由/)
  await say('chenyu', plant('reason', 'chenyu', 'sunli'), /提交吗/)
  const no = await tap('chenyu', '提交', /编号(QJ-[\d-]+)/)
  await hears('sunli', new RegExp(no))
  await say('sunli', `驳回 ${no}`, /理由/)
  await say('sunli', plant('refusal', 'sunli', 'chenyu'), /驳回了/)
  await hears('chenyu', /没同意/)

  await say('ligang', `${first}到${second}请病假`, /证明/)
  const bytes = Buffer.from(`%PDF-1.7 ${plant('bytes of a certificate')}`)
  await say('ligang', file(`${plant('name of a certificate')}.pdf`, bytes), /事由/)
  await say('ligang', plant('illness', 'ligang', 'sunli'), /提交吗/)
  await tap('ligang', '提交', /编号(QJ-[\d-]+)/)

  await say('wumin', `${first}请一天事假`, /事由/)
  await say('wumin', plant('reason of a draft', 'wumin'), /提交吗/)
  await say('zhangwei1', `${first}请一天事假`, /事由/)
  await say('zhangwei1', plant('reason taken back', 'zhangwei1'), /提交吗/)
  await say('zhangwei1', '取消', /./)

  await say('ouyang', `${past}加班8小时`, /哪类事/)
  await say('ouyang', plant('what was worked on', 'ouyang'), /./)
  await say('ouyang', '项目攻坚', /确认吗/)
  await tap('ouyang', '提交', /编号(JB-[\d-]+)/)
}

/** 心里话 of every kind, and what is written to and fro about it. */
async function heart(desk: Desk): Promise<void> {
  const { plant, say, tap, api } = desk
  await say('chenyu', '心里话', /我在听/)
  await say('chenyu', plant('story', 'chenyu'), /收到/)
  await say('chenyu', audio(plant('voice', 'chenyu')), /收到/)
  const picture = jpegThatTells(plant('what a picture says of itself'))
  await say('chenyu', richText(plant('rich text', 'chenyu'), { picture }), /./)
  await say(
    'chenyu',
    quote(plant('reply', 'chenyu'), { msgId: 'x', content: plant('quoted', 'chenyu') }),
    /./,
  )
  await handOver(desk, 'chenyu', '实名')

  await say('malin', '心里话', /我在听/)
  await say('malin', `我是马琳，${plant('hidden story', 'malin')}`, /收到/)
  await say('malin', '说完了', /实名/)
  await tap('malin', '隐名', /名字/)
  await tap('malin', '去掉', /方面/)
  await choose(desk, 'malin')

  await say('qianjun', '心里话', /我在听/)
  await say('qianjun', plant('story dropped', 'qianjun'), /收到/)
  await say('qianjun', '取消', /./)
  await say('liufang', '心里话', /我在听/)
  await say('liufang', plant('story unfinished', 'liufang'), /收到/)

  const { body } = await api('chenjing', 'GET', '/cases')
  const cases = body as { id: string; mode: string; kind: string }[]
  const named = cases.find(one => one.kind === 'heart' && one.mode === 'named')?.id ?? ''
  const letter = plant('letter', 'chenyu')
  const { recipient } = (await api('chenjing', 'GET', `/cases/${named}`)).body as { recipient: string }
  const sealed = await desk.sealTo(recipient, named, letter)
  expect((await api('chenjing', 'POST', `/cases/${named}/reply`, { text: letter, sealed })).status).toBe(200)
  await desk.hears('chenyu', /有回信/)
  await say('chenyu', '看回信', /的回信/)
  await say('chenyu', plant('answer to a letter', 'chenyu'), /./)
  await say('chenyu', '说完了', /转过去了/)
  const sealedNote = await desk.sealTo(recipient, named, plant('closing note'))
  const closed = await api('chenjing', 'POST', `/cases/${named}/close`, { outcome: 'talked', sealedNote })
  expect(closed.status).toBe(200)
  // The readers, and they alone, have it all.
  for (const { id } of cases) desk.shown.push(...(await desk.openCase(id)))
}

/** What comes of a case before it ends: a file amid the words, more words, notes, labels, reasons, a meeting; and back. */
async function cases(desk: Desk): Promise<void> {
  const { plant, say, tap, api, hears } = desk
  await say('wang', '心里话', /我在听/)
  await say('wang', plant('story with a file', 'wang'), /收到/)
  const bytes = Buffer.from(`%PDF-1.7 ${plant('bytes of a file in a story')}`)
  await say('wang', file(`${plant('name of a file in a story')}.pdf`, bytes), /收到1份/)
  await say('wang', '说完了', /实名/)
  await tap('wang', '隐名', /作者信息/)
  await tap('wang', '照交', /方面/)
  await choose(desk, 'wang')
  await say('wang', '补充', /说完了/)
  await say('wang', plant('addition', 'wang'), /./)
  await say('wang', '说完了', /补上了/)

  const { body } = await api('linyue', 'GET', '/cases')
  const open = (body as { id: string; kind: string; mode: string; status: string }[]).filter(
    one => one.kind === 'heart' && one.mode === 'hidden' && one.status === 'open',
  )
  for (const [n, { id }] of open.entries()) {
    const done = async (deed: string, about?: object, method = 'POST') => {
      const { status } = await api('linyue', method, `/cases/${id}/${deed}`, about)
      expect([deed, status]).toEqual([deed, 200])
    }
    const { recipient } = (await api('linyue', 'GET', `/cases/${id}`)).body as { recipient: string }
    await done('take')
    await done('note', { sealed: await desk.sealTo(recipient, id, plant(`note ${n}`)) })
    await done('labels', { sealed: await desk.sealTo(recipient, id, plant(`label ${n}`)) }, 'PUT')
    await done('reveal', { reason: `信里说的补贴要本人的工号才能查到，${plant(`reason to ask ${n}`)}` })
    desk.shown.push(...(await desk.openCase(id)))
  }
  const asked = (await api('xuan', 'GET', '/reveals')).body as { id: string }[]
  const [first] = asked
  expect((await api('xuan', 'POST', `/reveals/${first?.id}/decide`, { agree: true })).status).toBe(200)
  expect((await api('linyue', 'POST', `/reveals/${first?.id}/show`)).status).toBe(200)
  const danger = { level: 'crisis', reason: `话里没有明说，可是${plant('reason to call')}，我怕等不到明天。` }
  expect((await api('linyue', 'POST', `/cases/${open[0]?.id}/escalate`, danger)).status).toBe(200)
  await hears('xuan', /生命危险/)

  const place = plant('place of a talk', 'wang', 'linyue')
  const at = `${dateIn(3)}T15:00`
  expect((await api('linyue', 'POST', '/talk-times', { at, place })).status).toBe(200)
  await say('wang', '约谈', /约吗|哪个时间/)
  await tap('wang', '约', /约好了/)

  await say('wumin', '取消', /./)
  await say('wumin', '心里话', /我在听/)
  await say('wumin', plant('story taken back', 'wumin'), /收到/)
  await handOver(desk, 'wumin', '实名')
  await say('wumin', '撤回心里话', /撤回吗/)
  await tap('wumin', '撤回', /作废/)
}

async function handOver(desk: Desk, who: string, mode: string): Promise<void> {
  await desk.say(who, '说完了', /实名/)
  await desk.tap(who, mode, /方面/)
  await choose(desk, who)
}

async function choose({ tap }: Desk, who: string): Promise<void> {
  await tap(who, '其他', /希望/)
  await tap(who, '希望回复', /不想给/)
  await tap(who, '都可以看', /交给/)
  await tap(who, '交上去', /编号XS-/)
}

/** Despair, in itself and as the reason of something else; a document that has no place here. */
async function safety({ plant, say, hears }: Desk): Promise<void> {
  await say('zhangwei2', `${plant('despair', 'zhangwei2')}，真的不想活了`, /担心你/)
  await hears('xuan', /张伟/)
  await say('huang', `${first}请一天事假`, /事由/)
  await say('huang', `${plant('despair as a reason', 'huang')}，不想活了`, /担心你/)
  await say('zhaolei', `绝密★ ${plant('secret')}`, /涉密|保密/)
}

/** A request for a human, from the first word to the last. */
async function help({ plant, say, api, hears }: Desk): Promise<void> {
  await say('zhaolei', '找人', /什么事/)
  const no = await say('zhaolei', plant('request for help', 'zhaolei'), /编号(RG-[\d-]+)/)
  expect((await api('chenjing', 'POST', `/help/${no}/take`)).status).toBe(200)
  await hears('zhaolei', /陈/)
  const told = plant('said to a colleague', 'zhaolei')
  await say('zhaolei', told, /./)
  const text = plant('answer of a colleague', 'zhaolei')
  expect((await api('chenjing', 'POST', `/help/${no}/reply`, { text })).status).toBe(200)
  await hears('zhaolei', new RegExp(text))
  await api('chenjing', 'GET', `/help/${no}`)
  await api('chenjing', 'POST', `/help/${no}/close`)
}

/** Hardship, for oneself and for a colleague who does not want it. */
async function hardship(desk: Desk): Promise<void> {
  const { plant, say, tap, api, hears } = desk
  await say('zhengli', '困难申请', /自己/)
  await tap('zhengli', '自己', /哪一类/)
  await tap('zhengli', '家人重病', /情况/)
  await say('zhengli', plant('hardship', 'zhengli'), /多少钱/)
  await say('zhengli', '3万', /材料/)
  const bytes = Buffer.from(`%PDF-1.7 ${plant('bytes of a paper')}`)
  await say('zhengli', file(`${plant('name of a paper')}.pdf`, bytes), /同意吗/)
  await tap('zhengli', '同意', /提交吗/)
  const no = await tap('zhengli', '提交', /编号(KN-[\d-]+)/)
  const seen = (await api('chenjing', 'GET', `/hardship/${no}`)).body as { papers: { id: string }[] }
  for (const { id } of seen.papers) await api('chenjing', 'GET', `/hardship/${no}/papers/${id}`)
  const what = plant('missing paper', 'zhengli')
  expect((await api('chenjing', 'POST', `/hardship/${no}/missing`, { what })).status).toBe(200)
  await hears('zhengli', new RegExp(what))
  await say('chenjing', `同意 ${no}`, /同意了/)
  await say('zhou', `驳回 ${no}`, /理由/)
  await say('zhou', plant('refusal of hardship', 'zhou', 'zhengli'), /驳回了/)
  await hears('zhengli', /没同意/)

  await say('sunli', '困难申请', /自己/)
  await tap('sunli', '替同事', /哪位/)
  await say('sunli', '李刚', /哪一类/)
  await tap('sunli', '意外灾害', /情况/)
  await say('sunli', plant('written for a colleague', 'sunli', 'ligang'), /多少钱/)
  await say('sunli', '2万', /材料/)
  await tap('sunli', '先不交', /提交吗/)
  const other = await tap('sunli', '提交', /编号(KN-[\d-]+)/)
  await say('ligang', `不同意代报${other}`, /确定/)
  await tap('ligang', '确定', /./)
}

/** What somebody asks about his own data, and what HR is shown of all this: lists without words. */
async function ownData({ say, tap, api }: Desk): Promise<void> {
  await say('zhengli', '我的数据', /要做什么/)
  await tap('zhengli', '谁看过', /看了KN-/)
  await say('zhengli', '我的数据', /要做什么/)
  await tap('zhengli', '导出', /./)
  expect((await api('chenjing', 'GET', '/expiring')).status).toBe(200)
  const month = Temporal.Now.plainDateISO('Asia/Shanghai').toString().slice(0, 7)
  expect((await api('chenjing', 'POST', '/bulletins', { month })).status).toBe(200)
}

/** What fits nowhere: not understood, too long, stray files, others’ chats, frames that are broken. */
async function strays({ plant, say, api, fake }: Desk): Promise<void> {
  await say('fangrui', plant('nonsense', 'fangrui'), /./)
  await say('fangrui', `${'长'.repeat(5_000)}${plant('too long', 'fangrui')}`, /太长/)
  await say('fangrui', file(`${plant('stray file')}.docx`, Buffer.from(plant('bytes of a stray file'))), /./)
  await say('fangrui', picture(Buffer.from(plant('bytes of a stray picture'))), /./)
  await say('fangrui', '我的数据', /./)
  const [from, to] = [dateIn(1), dateIn(20)]
  const campaign = { title: '年度体检', from, to, place: '人民医院', paidDay: true }
  expect((await api('chenjing', 'POST', '/campaigns', campaign)).status).toBe(200)
  await say('heqing', '体检', /人民医院/)
  await say('heqing', plant('answer about a health check', 'heqing'), /./)

  const cid = groupId('一科')
  fake.sayInGroup(cid, 'sample-fangrui', plant('said in a group'))
  await fake.waitFor(cid, /私聊/)
  fake.people.add({ userid: 'guest', outside: true })
  fake.say('guest', plant('said by an outsider'))
  await fake.waitFor('guest')
  fake.people.add({ userid: 'nobody' })
  fake.say('nobody', plant('said by a stranger'))
  await fake.waitFor('nobody')

  const broken = plant('broken frame')
  fake.stream.push(`{"type":"CALLBACK","headers":{"topic":"${broken}`)
  fake.stream.push(Buffer.from(broken))
  fake.stream.push({
    type: 'CALLBACK',
    headers: { topic: '/v1.0/im/bot/messages/get', messageId: 'm' },
    data: broken,
  })
  const content = { summary: plant('unknown kind of message') }
  await say('fangrui', { msgtype: 'chatRecord', content }, /./)
}

/** What DingTalk does not take: it stays, or is given up, and DingTalk says something strange about it. */
async function undelivered({ plant, say, fake }: Desk): Promise<void> {
  await say('xuan', `${first}请一天事假`, /事由/)
  const held = plant('not delivered')
  const failing = fake.faults.order(['webhook', 'batchSend'], fault.systemError(), {
    times: 1e6,
    containing: held,
  })
  fake.say('sample-xuan', held)
  await expect.poll(() => failing.hits, { timeout: 20_000 }).toBeGreaterThan(0)

  await say('linyue', `${first}请一天事假`, /事由/)
  const refused = plant('refused by DingTalk')
  const errmsg = plant('words of an error')
  const refusing = fake.faults.order(['webhook', 'batchSend'], fault.oapi(430102, errmsg), {
    times: 1e6,
    containing: refused,
  })
  fake.say('sample-linyue', refused)
  await expect.poll(() => refusing.hits, { timeout: 20_000 }).toBeGreaterThan(0)
  await expect
    .poll(() => fake.inbox('sample-zhou').some(one => one.text.includes('send_gave_up')), { timeout: 20_000 })
    .toBe(true)
}

/** What the API is told and refuses. */
async function refusedByApi({ plant, api, running }: Desk): Promise<void> {
  const text = plant('refused by the API').repeat(1_000)
  const statuses = [
    await api('chenjing', 'POST', '/help/RG-20261123-9999/reply', { text }),
    await api('chenjing', 'POST', '/help/RG-20261123-9999/reply', { [plant('unknown field')]: 1 }),
    await api('chenjing', 'GET', `/hardship/${encodeURIComponent(plant('path'))}`),
    await api('chenjing', 'GET', `/campaigns?limit=${encodeURIComponent(plant('query'))}`),
    await api('chenjing', 'POST', '/session', { userid: plant('userid'), passphrase: plant('passphrase') }),
  ].map(answer => answer.status)
  for (const status of statuses) expect(status).toBeGreaterThanOrEqual(400)
  await fetch(`${running.url}/${encodeURIComponent(plant('page'))}`, {
    headers: { cookie: `xinqiao=${'x'.repeat(40)}` },
  })
}

/** Everything that can be said to the program and by it, in an order in which one thing leads to the next. */
export const TALKS = [leave, safety, heart, cases, help, hardship, ownData, strays, undelivered, refusedByApi]

function dateIn(days: number): string {
  return Temporal.Now.plainDateISO('Asia/Shanghai').add({ days }).toString()
}

/** A day of overtime, and two workdays to come that lie together. */
function days(): { past: string; first: string; second: string } {
  const calendar = chineseCalendar()
  const today = Temporal.Now.plainDateISO('Asia/Shanghai')
  const isWork = (date: Temporal.PlainDate) => isWorkday(calendar, date.toString())
  let first = today.add({ days: 10 })
  while (!isWork(first) || !isWork(first.add({ days: 1 }))) first = first.add({ days: 1 })
  const inWords = ({ year, month, day }: Temporal.PlainDate) => `${year}年${month}月${day}日`
  return {
    past: inWords(today.subtract({ days: 3 })),
    first: inWords(first),
    second: inWords(first.add({ days: 1 })),
  }
}
