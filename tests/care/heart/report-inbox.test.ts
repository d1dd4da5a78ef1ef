import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { giveKey, type Key, readCase } from '../../support/keys.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
let key: Key
beforeEach(async () => {
  talk = await openTalk({ open: true })
  key = await giveKey(talk, 'heqing', 'heqing', 'discipline')
})
afterEach(() => talk.close())

const AGREED = { open: true, by: '何清', day: '2026-11-20', why: '纪〔2026〕3号，书面同意单独收' }
const agree = (open = true) => call(talk, 'zhou', 'PUT', '/report-inbox', { body: { ...AGREED, open } })

const REPORT = '站长挪用公款两万块。'
const MIXED = `${REPORT}我夹在中间，天天睡不着`

async function tell(text: string): Promise<string> {
  for (const said of ['心里话', text, '说完了', '隐名', '工作压力']) await talk.say('chenyu', said)
  return talk.say('chenyu', '希望回复')
}

const files = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
const lines = (who: string) =>
  call<{ id: string; no: string; kind: string; level: string }[]>(talk, who, 'GET', '/cases')
const told = (who: string) => talk.sent.filter(s => s.to === `sample-${who}`)

describe('with a yes', () => {
  test('a mixed message is split by sentence: neither office reads a word of the other’s', async () => {
    await agree()
    expect(await tell(MIXED)).toContain('“站长挪用公款两万块”')
    expect(talk.last('chenyu')).toContain('只有何组长')
    await talk.tap('chenyu', '交给纪检')
    await talk.tap('chenyu', '都可以看')
    expect(await talk.tap('chenyu', '交上去')).toMatch(/编号XS-20261123-0001.*编号DX-20261123-\d{6}/s)
    const [line] = await lines('heqing')
    expect(await lines('heqing')).toHaveLength(1)
    expect(await readCase(talk, 'heqing', key, line?.id ?? '')).toEqual([REPORT])
    expect((await lines('chenjing')).map(one => one.kind)).toEqual(['heart'])
  })
})
