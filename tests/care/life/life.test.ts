import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { comeBack, leave } from '../../../src/care/people/departure.ts'
import { verifyAudit } from '../../../src/runtime/audit-check.ts'
import { RETENTION } from '../../../src/runtime/retention.ts'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

const DAY = 86_400_000

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true })
})
afterEach(() => talk.close())

const days = () => talk.program.tools.policy(RETENTION)
const read = <T>(job: Parameters<typeof talk.program.storage.read<T>>[0]) => talk.program.storage.read(job)

/** Day by day, as the job runs. */
async function passDays(n: number): Promise<void> {
  for (let day = 0; day < n; day++) await talk.pass(DAY)
}

async function handOver(): Promise<void> {
  for (const said of ['心里话', '很累']) await talk.say('chenyu', said)
  await talk.file('chenyu')
  for (const said of ['说完了', '隐名', '工作压力', '希望回复', '都可以看', '交上去'])
    await talk.say('chenyu', said)
}

async function closeCase(): Promise<string> {
  const [file] = await read(tx => tx.db.select().from(tx.t.caseFile))
  const id = file?.id ?? ''
  await call(talk, 'chenjing', 'POST', `/cases/${id}/take`)
  await call(talk, 'chenjing', 'POST', `/cases/${id}/close`, { body: { outcome: 'talked', sealedNote: '' } })
  await talk.pass(DAY)
  return id
}

const caseRows = () =>
  read(async tx => {
    const { caseFile, caseKey, caseMessage, caseEnclosure, caseLink, caseReply, expiry, dataKey } = tx.t
    const tables = [caseFile, caseKey, caseMessage, caseEnclosure, caseLink, caseReply, expiry]
    const rows = []
    for (const table of tables) rows.push((await tx.db.select().from(table)).length)
    const keys = await tx.db.select().from(dataKey)
    return { rows, keys: keys.filter(key => key.subject.startsWith('case:')).length }
  })
const WARNED = /到了保存期/

describe('promise 21: kept until its time, a warning, and then really deleted', () => {
  test('a case that went into another lives as long as that, and goes with it without a word of its own', async () => {
    for (let i = 0; i < 2; i++)
      for (const said of ['心里话', '很累', '说完了', '实名', '工作压力', '希望回复', '都可以看', '交上去'])
        await talk.say('chenyu', said)
    const [one, two] = await read(tx => tx.db.select().from(tx.t.caseFile))
    const path = (id: string | undefined) => `/cases/${id}`
    const { messages } = await call<{ messages: { id: string }[] }>(talk, 'chenjing', 'GET', path(one?.id))
    const body = { into: two?.id, messages: messages.map(({ id }) => ({ id, sealed: 'eA==' })) }
    await call(talk, 'chenjing', 'POST', `${path(one?.id)}/merge`, { body })
    const before = talk.sent.length
    const of = (no = '') => talk.sent.slice(before).filter(({ message }) => message.text.includes(no))
    await talk.pass(400 * DAY)
    await passDays(40)
    expect(of(one?.no).map(({ message }) => message.text)).toEqual([])
    await call(talk, 'chenjing', 'POST', `${path(two?.id)}/close`, {
      body: { outcome: 'talked', sealedNote: '' },
    })
    await talk.pass(DAY)
    await talk.pass((days().cases_days - 9) * DAY)
    await passDays(60)
    expect(of(one?.no)).toEqual([])
    expect((await caseRows()).rows).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  test('a closed case: words, keys, link, number and the key that sealed them', async () => {
    await handOver()
    await closeCase()
    const before = talk.sent.length
    // 2026-11-24 and 365 days: the first of December a year later.
    await talk.pass((days().cases_days - 9) * DAY)
    expect(talk.sent.slice(before).filter(({ message }) => message.text.includes('XS-'))).toEqual([])
    await passDays(10)
    const told = talk.sent.slice(before).filter(({ message }) => WARNED.test(message.text))
    expect(told.map(({ to }) => to).toSorted()).toEqual(['sample-chenjing', 'sample-chenyu'])
    expect(told[0]?.message.text).toMatch(/XS-20261123-\d{4}到了保存期，12月1日（周三）起删掉/)
    expect((await caseRows()).rows.slice(0, 4)).toEqual([1, 2, 1, 1])
    expect(readdirSync(join(talk.program.folder, 'files'))).toHaveLength(1)
    await passDays(20)
    expect(await caseRows()).toEqual({ rows: [0, 0, 0, 0, 0, 0, 0], keys: 0 })
    expect(readdirSync(join(talk.program.folder, 'files'))).toEqual([])
    const lines = await read(tx => tx.db.select().from(tx.t.audit).where(eq(tx.t.audit.action, 'life.heart')))
    expect(lines).toMatchObject([{ actor: 'system', about: expect.stringMatching(/^XS-20261123-\d{4}$/) }])
    expect((await verifyAudit(talk.program.storage, talk.now())).fault).toBeNull()
  })

  test('a case that is opened anew does not go, and counts anew once it is closed', async () => {
    await handOver()
    const id = await closeCase()
    await talk.program.storage.transaction(tx =>
      tx.db.update(tx.t.caseFile).set({ status: 'open' }).where(eq(tx.t.caseFile.id, id)),
    )
    await talk.pass(DAY)
    expect(await read(tx => tx.db.select().from(tx.t.expiry))).toEqual([])
    await talk.pass((days().cases_days + 60) * DAY)
    await passDays(30)
    expect((await caseRows()).rows[0]).toBe(1)
  })

  test('a decided request with its certificate; the ledger stays', async () => {
    await talk.say('chenyu', '我想下周一到周三请病假')
    await talk.file('chenyu', 'image', 500)
    await talk.say('chenyu', '感冒')
    await talk.tap('chenyu', '提交')
    const no = /QJ-[\d-]+/.exec(talk.last('chenyu'))?.[0] ?? ''
    await talk.say('sunli', `同意 ${no}`)
    const files = () => readdirSync(join(talk.program.folder, 'files'))
    expect(files()).toHaveLength(1)
    const ledger = await read(tx => tx.db.select().from(tx.t.ledger))
    await talk.pass((days().requests_days - 20) * DAY)
    expect((await read(tx => tx.db.select().from(tx.t.application))).map(row => row.no)).toContain(no)
    await passDays(80)
    const left = await read(async tx => [
      await tx.db.select().from(tx.t.application).where(eq(tx.t.application.no, no)),
      await tx.db.select().from(tx.t.decision).where(eq(tx.t.decision.no, no)),
      await tx.db.select().from(tx.t.leave).where(eq(tx.t.leave.no, no)),
      await tx.db.select().from(tx.t.attachment).where(eq(tx.t.attachment.no, no)),
    ])
    expect(left).toEqual([[], [], [], []])
    expect(files()).toEqual([])
    expect(await read(tx => tx.db.select().from(tx.t.ledger))).toEqual(expect.arrayContaining(ledger))
    expect(await talk.say('chenyu', '我的申请')).not.toContain(no)
  })

  test('a request for a human that was closed, with what was said', async () => {
    await talk.say('zhaolei', '找人')
    await talk.say('zhaolei', '工资条看不懂')
    const no = /RG-[\d-]+/.exec(talk.last('zhaolei'))?.[0] ?? ''
    await call(talk, 'chenjing', 'POST', `/help/${no}/take`)
    await call(talk, 'chenjing', 'POST', `/help/${no}/close`)
    await talk.pass(DAY)
    // A Sunday: nobody is told of such a thing on a day off.
    await talk.pass((days().help_days + 32) * DAY)
    expect(talk.last('zhaolei')).not.toMatch(WARNED)
    await passDays(1)
    expect(talk.last('zhaolei')).toMatch(WARNED)
    await passDays(days().warn_days - 1)
    expect(await read(tx => tx.db.select().from(tx.t.helpRequest))).toHaveLength(1)
    await passDays(2)
    expect(await read(tx => tx.db.select().from(tx.t.helpMessage))).toEqual([])
    expect(await read(tx => tx.db.select().from(tx.t.helpRequest))).toEqual([])
  })

  test('who has left: name, telephone and days, once nothing of his stands; an id stays for the ledger', async () => {
    const { storage, directory } = talk.program
    const id = await storage.transaction(async tx => {
      const gone = await directory.byUserid(tx, 'sample-ouyang')
      await leave(tx, gone?.id ?? '', { actor: 'cli', now: talk.now() })
      return gone?.id ?? ''
    })
    await directory.refresh()
    const row = async () =>
      (await read(tx => tx.db.select().from(tx.t.person).where(eq(tx.t.person.id, id))))[0]
    await talk.pass((days().people_days - 9) * DAY)
    expect((await row())?.name).toBe('欧阳明')
    const before = talk.sent.length
    await passDays(90)
    const told = talk.sent.slice(before).filter(({ message }) => WARNED.test(message.text))
    expect(told.map(({ to }) => to)).toContain('sample-chenjing')
    expect(await row()).toMatchObject({
      userid: `gone-${id}`,
      name: '已离开的同事',
      mobile: null,
      birthDate: null,
    })
    const lines = await read(tx =>
      tx.db.select().from(tx.t.audit).where(eq(tx.t.audit.action, 'life.person')),
    )
    expect(lines.map(line => line.about)).toEqual([id])
  })

  test('who has left is known by name as long as a request is kept that he decided, or that was decided for him', async () => {
    const { storage, directory } = talk.program
    await talk.say('sunli', '今天到明天请欧阳明代批')
    await talk.tap('sunli', '对')
    await talk.say('chenyu', '12月1日到4日请事假，因为家里有事')
    await talk.say('chenyu', '提交')
    await talk.tap('ouyang', '同意')
    const both = ['sample-ouyang', 'sample-sunli']
    const ids = await storage.transaction(async tx => {
      const gone = (await tx.db.select().from(tx.t.person)).filter(({ userid }) => both.includes(userid))
      for (const { id } of gone) await leave(tx, id, { actor: 'cli', now: talk.now() })
      return gone.map(({ id }) => id)
    })
    await directory.refresh()
    const names = async () =>
      (await read(tx => tx.db.select().from(tx.t.person)))
        .filter(({ id }) => ids.includes(id))
        .map(({ name }) => name)
        .toSorted()
    await talk.pass(days().people_days * DAY)
    await passDays(90)
    expect(await names()).toEqual(['孙丽', '欧阳明'])
    // With the request goes what names them.
    await storage.transaction(async tx => {
      for (const table of [tx.t.application, tx.t.approvalStep, tx.t.decision]) await tx.db.delete(table)
    })
    await passDays(90)
    expect(await names()).toEqual(['已离开的同事', '已离开的同事'])
  })

  test('who is forgotten is nobody’s duty contact', async () => {
    const { storage, directory } = talk.program
    await storage.transaction(async tx => {
      const gone = await directory.byUserid(tx, 'sample-ouyang')
      await leave(tx, gone?.id ?? '', { actor: 'cli', now: talk.now() })
      // As an older version, or a copy of its data, may have left it.
      const row = { key: 'duty:财政局', value: 'sample-ouyang', author: null, at: talk.now() }
      await tx.db.insert(tx.t.setting).values(row)
    })
    await directory.refresh()
    await talk.pass(days().people_days * DAY)
    await passDays(90)
    const left = await read(tx => tx.db.select().from(tx.t.setting))
    expect(left.filter(({ value }) => value === 'sample-ouyang')).toEqual([])
  })

  test('who comes back before that is as he was', async () => {
    const { storage, directory } = talk.program
    await storage.transaction(async tx => {
      const gone = await directory.byUserid(tx, 'sample-ouyang')
      await leave(tx, gone?.id ?? '', { actor: 'cli', now: talk.now() })
    })
    await talk.pass(days().people_days * DAY)
    await storage.transaction(async tx => {
      const [row] = await tx.db.select().from(tx.t.person).where(eq(tx.t.person.userid, 'sample-ouyang'))
      await comeBack(tx, row?.id ?? '', { actor: 'cli', now: talk.now() })
    })
    await passDays(90)
    const [row] = await read(tx =>
      tx.db.select().from(tx.t.person).where(eq(tx.t.person.userid, 'sample-ouyang')),
    )
    expect(row?.name).toBe('欧阳明')
  })

  test('however long it stood still: nothing goes without its days of warning', async () => {
    await handOver()
    await closeCase()
    await talk.pass(1_000 * DAY)
    expect((await caseRows()).rows[0]).toBe(1)
    expect(talk.last('chenyu')).toMatch(WARNED)
    await passDays(days().warn_days)
    expect((await caseRows()).rows[0]).toBe(0)
  })

  test('a file that was sent and never handed in', async () => {
    const { attachments } = talk.program.tools
    const file = { name: 'a.pdf', kind: 'pdf', ref: '' } as const
    const { storage } = talk.program
    const sealed = await storage.transaction(tx => attachments.seal(tx, 'lane', file, new Uint8Array([1])))
    await attachments.write(sealed)
    await storage.transaction(tx => attachments.record(tx, 'lane', sealed, talk.now()))
    await talk.pass((days().drafts_days - 1) * DAY)
    expect(readdirSync(join(talk.program.folder, 'files'))).toHaveLength(1)
    await talk.pass(2 * DAY)
    expect(readdirSync(join(talk.program.folder, 'files'))).toEqual([])
  })
})

describe('promise 22: putting off', () => {
  const list = (who: string) =>
    call<{ lines: { about: string; no: string; due: string; times: number; reason: string }[] }>(
      talk,
      who,
      'GET',
      '/expiring',
    )
  const put = (who: string, id: string, body: object) =>
    call<{ due: string }>(talk, who, 'POST', `/expiring/heart/${id}/postpone`, { body })

  async function announced(): Promise<string> {
    await handOver()
    const id = await closeCase()
    await talk.pass((days().cases_days + 34) * DAY)
    return id
  }

  test('needs a reason, says nothing new to anybody, and is seen by who deals with it alone', async () => {
    const id = await announced()
    const [line] = (await list('chenjing')).lines
    expect(line).toMatchObject({ about: id, no: expect.stringMatching(/^XS-/), times: 0, reason: '' })
    expect((await list('liufang').catch(() => ({ lines: [] }))).lines).toEqual([])
    await expect(put('liufang', id, { days: 30, reason: '复查' })).rejects.toThrow()
    const about = () => talk.sent.filter(({ message }) => message.text.includes(line?.no ?? '')).length
    const sent = about()
    const { due } = await put('chenjing', id, { days: 30, reason: '复查还没完' })
    expect(due > (line?.due ?? '')).toBe(true)
    await talk.pass(DAY)
    expect(about()).toBe(sent)
    expect((await caseRows()).rows[0]).toBe(1)
    const [row] = await read(tx => tx.db.select().from(tx.t.expiry))
    expect(Buffer.from(row?.reason ?? []).toString()).not.toContain('复查')
  })

  test('is capped in days and in times, and says what is left to do', async () => {
    const id = await announced()
    const { most_days, times } = days().postpone
    await expect(put('chenjing', id, { days: most_days + 1, reason: '复查' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    })
    for (let n = 0; n < times; n++) await put('chenjing', id, { days: 1, reason: '复查' })
    await expect(put('chenjing', id, { days: 1, reason: '复查' })).rejects.toMatchObject({
      code: 'POSTPONED_OUT',
    })
    // And then it goes, after another warning.
    await passDays(3 * days().warn_days)
    expect((await caseRows()).rows[0]).toBe(0)
  })
})
