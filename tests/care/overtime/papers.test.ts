import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

interface Paper {
  id: string
  kind: string
  bytes: number
}

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const papers = (who: string, no = 'JB-20261123-0001') =>
  call<Paper[]>(talk, who, 'GET', `/overtime/${no}/papers`)
const open = (who: string, id: string, no = 'JB-20261123-0001') =>
  call<{ kind: string; body: string }>(talk, who, 'GET', `/overtime/${no}/papers/${id}`)
const hidden = { code: 'NOT_FOUND' }

describe('what proves overtime', () => {
  beforeEach(async () => {
    await talk.say('chenyu', '昨天加班4小时，写材料')
    await talk.file('chenyu', 'image', 2_000)
    await talk.say('chenyu', '提交')
  })

  test('is announced to whoever decides it, and opened by that one, HR and the person', async () => {
    expect(talk.last('sunli')).toContain('附了1份证明')
    for (const who of ['sunli', 'chenjing', 'chenyu']) {
      const [paper] = await papers(who)
      expect(paper).toMatchObject({ kind: 'image', bytes: 2_000 })
      const { body } = await open(who, paper?.id ?? '')
      expect(Buffer.from(body, 'base64')).toHaveLength(2_000)
    }
    await talk.tap('sunli', '同意')
    expect(await papers('sunli')).toHaveLength(1)
  })

  test('is there for nobody else, and no other file is opened by its number', async () => {
    const [paper] = await papers('chenyu')
    for (const who of ['ligang', 'wang', 'zhou']) {
      await expect(papers(who)).rejects.toMatchObject(hidden)
      await expect(open(who, paper?.id ?? '')).rejects.toMatchObject(hidden)
    }
    await expect(open('chenjing', 'other')).rejects.toMatchObject(hidden)
    await expect(papers('chenjing', 'JB-20261123-0099')).rejects.toMatchObject(hidden)
  })
})

test('a sheet that comes with a list proves every record of it', async () => {
  await talk.say('sunli', '昨晚防台，陈小雨李刚加班8小时')
  await talk.file('sunli', 'image', 2_000)
  await talk.say('sunli', '提交')
  expect(await papers('chenyu', 'JB-20261123-0001')).toHaveLength(1)
  expect(await papers('sunli', 'JB-20261123-0002')).toHaveLength(1)
  expect(await papers('ligang', 'JB-20261123-0002')).toHaveLength(1)
  await expect(papers('chenyu', 'JB-20261123-0002')).rejects.toMatchObject(hidden)
})
