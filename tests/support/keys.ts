import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { eq } from 'drizzle-orm'
import type { CaseText, Enclosure } from '../../src/care/heart/sealing.ts'
import { call } from './call.ts'
import { idOf, type Talk } from './talk.ts'

/** A key as a browser holds it. */
export interface Key {
  /** reader.id */
  readonly id: string
  readonly identity: string
  readonly recipient: string
}

export async function makeKey(id = ''): Promise<Key> {
  const identity = await generateX25519Identity()
  return { id, identity, recipient: await identityToRecipient(identity) }
}

/** Somebody reads from now on, with a key of his own; he gets the role for it where he has it not. */
export async function giveKey(
  { program }: Talk,
  who: string,
  name = who,
  role: 'handler' | 'discipline' = 'handler',
): Promise<Key> {
  const key = await makeKey(`key-${name}`)
  const { storage, directory } = program
  await storage.transaction(async tx => {
    const person = await directory.byUserid(tx, idOf(who))
    if (!person) throw new Error(`${who} is not on the roster`)
    const roles = [...new Set([...person.roles, role])].filter(
      role => role !== 'staff' && role !== 'supervisor',
    )
    await tx.db.update(tx.t.person).set({ roles }).where(eq(tx.t.person.id, person.id))
    const dates = { created: 0, admitted: 0, removed: null }
    await tx.db
      .insert(tx.t.reader)
      .values({ id: key.id, person: person.id, recipient: key.recipient, wrapped: null, ...dates })
  })
  await directory.refresh()
  return key
}

/** From now on somebody stands under the head of the house alone, and under no other reader. */
export async function standsApart({ program }: Talk, who: string, as: { post?: string } = {}): Promise<void> {
  const { storage, directory } = program
  await storage.transaction(tx =>
    tx.db
      .update(tx.t.person)
      .set({ supervisor: idOf('zhou'), ...as })
      .where(eq(tx.t.person.userid, idOf(who))),
  )
  await directory.refresh()
}

/** Hands a story over, the answers in order, and returns the case's id. */
export async function handOver(
  talk: Talk,
  who: string,
  text: string,
  { mode = '隐名', without = '都可以看', files = [] as readonly Uint8Array[] } = {},
): Promise<string> {
  const before = await casesIn(talk)
  for (const said of ['心里话', text]) await talk.say(who, said)
  for (const bytes of files) await talk.file(who, 'image', bytes)
  for (const said of ['说完了', mode]) await talk.say(who, said)
  if (talk.buttons(who).includes('照交')) await talk.tap(who, '照交')
  for (const said of ['工作压力', '希望回复']) await talk.say(who, said)
  if (talk.buttons(who).includes(without)) await talk.tap(who, without)
  await talk.tap(who, '交上去')
  const made = (await casesIn(talk)).find(id => !before.includes(id))
  if (made === undefined) throw new Error(talk.last(who))
  return made
}

async function casesIn({ program }: Talk): Promise<string[]> {
  const rows = await program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
  return rows.map(row => row.id)
}

export interface WholeCase {
  no: string
  recipient: string
  sealedKeys: string[]
  messages: { sealed: string; from: string }[]
}

/** What a reader's browser makes of a case; null for a message that his keys do not open. */
export async function readCase(
  talk: Talk,
  who: string,
  key: Key,
  caseId: string,
): Promise<(string | null)[]> {
  const whole = await call<WholeCase>(talk, who, 'GET', `/cases/${caseId}`)
  const keys = await identitiesOf(key.identity, whole.sealedKeys)
  return Promise.all(
    whole.messages.map(({ sealed }) =>
      open(keys, sealed).then(
        text => (JSON.parse(text) as CaseText).text,
        () => null,
      ),
    ),
  )
}

/** What a reader's browser makes of the files that go with the messages of a case, in their order. */
export async function readFiles(
  talk: Talk,
  who: string,
  key: Key,
  caseId: string,
): Promise<{ type: string; bytes: Buffer }[]> {
  const found = []
  for (const enclosure of await enclosuresOf(talk, who, key, caseId)) {
    const path = `/cases/${caseId}/enclosures/${enclosure.id}`
    const { sealed } = await call<{ sealed: string }>(talk, who, 'GET', path)
    const opener = new Decrypter()
    opener.addIdentity(enclosure.key)
    const bytes = Buffer.from(await opener.decrypt(new Uint8Array(Buffer.from(sealed, 'base64'))))
    if (bytes.length !== enclosure.bytes) throw new Error('not as long as it was said to be')
    found.push({ type: enclosure.type, bytes })
  }
  return found
}

/** What the messages of a case say of files that go with them. */
export async function enclosuresOf(talk: Talk, who: string, key: Key, caseId: string): Promise<Enclosure[]> {
  const { sealedKeys, messages } = await call<WholeCase>(talk, who, 'GET', `/cases/${caseId}`)
  const keys = await identitiesOf(key.identity, sealedKeys)
  const opened = await Promise.all(messages.map(({ sealed }) => open(keys, sealed).catch(() => '{}')))
  return opened.flatMap(text => (JSON.parse(text) as CaseText).files ?? [])
}

/** Opens what was sealed to a key. */
export function open(identities: readonly string[], sealed: string): Promise<string> {
  const opener = new Decrypter()
  for (const identity of identities) opener.addIdentity(identity)
  return opener.decrypt(new Uint8Array(Buffer.from(sealed, 'base64')), 'text')
}

export async function identitiesOf(identity: string, sealedKeys: readonly string[]): Promise<string[]> {
  const opened = await Promise.all(sealedKeys.map(sealed => open([identity], sealed)))
  return opened.flatMap(keys => keys.split('\n'))
}

/** Cases as the API lists them for sealing anew. */
export interface Openables {
  recipient: string
  cases: { id: string; no: string; sealedKeys: string[] }[]
}

/** What the browser does with them. */
export function reseal({ identity }: Key, { recipient, cases }: Openables) {
  return Promise.all(
    cases.map(async ({ id, sealedKeys }) => {
      const encrypter = new Encrypter()
      encrypter.addRecipient(recipient)
      const sealed = await encrypter.encrypt((await identitiesOf(identity, sealedKeys)).join('\n'))
      return { case: id, sealed: Buffer.from(sealed).toString('base64') }
    }),
  )
}
