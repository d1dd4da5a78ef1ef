import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readersAdd } from '../../src/cli/users.ts'
import { openTalk, type Talk } from '../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

/** At the machine, beside the running program. */
async function add(userid: string): Promise<string> {
  const { config, texts } = talk.program
  const said: string[] = []
  const recipient = await identityToRecipient(await generateX25519Identity())
  const tell = (line: string) => void said.push(line)
  const { stdin: input, stdout: output, stderr: errors } = process
  const streams = { input, output, errors }
  const context = { texts: texts(), config: () => config, path: String, streams, out: tell, err: tell }
  expect(await readersAdd.run(context, [userid, recipient], {})).toBe(0)
  return said.join('\n')
}

test('a key added at the machine is told to readers, security officers and administrators, by name alone', async () => {
  await add('sample-chenjing')
  await talk.pass(1_000)
  const before = talk.sent.length
  expect(await add('sample-linyue')).toContain('会收到消息')
  await talk.pass(1_000)
  const told = talk.sent.slice(before)
  expect(told.map(({ to }) => to).toSorted()).toEqual(
    ['sample-chenjing', 'sample-fangrui', 'sample-linyue', 'sample-zhou'].toSorted(),
  )
  expect(new Set(told.map(({ message }) => message.text)).size).toBe(1)
  expect(told[0]?.message.text).toMatch(/^林科员（样例组宣部）的一把看心里话的钥匙在服务器上直接加好了/)
  const lines = await talk.program.storage.read(tx => tx.db.select().from(tx.t.audit))
  expect(lines.filter(line => line.action === 'reader.add').map(line => line.actor)).toEqual(['cli', 'cli'])
})
