import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, onTestFinished } from 'vitest'
import { type CaseText, sealMessage } from '../../src/care/heart/sealing.ts'
import { HOME } from '../../src/data.ts'
import { runCli, type Started, startCli } from '../cli/run-cli.ts'
import {
  type FakeDingTalk,
  type Received,
  startFakeDingTalk,
  type Utterance,
} from '../fakes/dingtalk/index.ts'
import { type Markers, openMarkers } from './markers.ts'

/** The program as people run it, talked to with words that can be looked for. */
export interface Desk {
  readonly fake: FakeDingTalk
  readonly markers: Markers
  readonly running: Started
  /** Whom DingTalk may show a marker to: who wrote it, and whom it was written for. */
  readonly readers: ReadonlyMap<string, readonly string[]>
  /** What answers of the API showed, to whoever it showed it. */
  readonly shown: string[]
  /** A marker that only these people may get to see in a chat. */
  plant(name: string, ...readers: string[]): string
  /** Says something and waits for what it brings to that person. @returns the first group of `wanted`, or all of it */
  say(who: string, said: Utterance, wanted: RegExp): Promise<string>
  tap(who: string, label: string, wanted: RegExp): Promise<string>
  /** Waits for something that comes by itself, or came since that person last spoke. */
  hears(who: string, wanted: RegExp): Promise<string>
  /** Calls the API as somebody; signs in first where that is needed. */
  api(who: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  /** What the readers' key opens of a case: its messages, and the files that go with them. */
  openCase(id: string): Promise<string[]>
  /** Seals to a case as a reader's browser does. */
  sealTo(recipient: string, id: string, text: string): Promise<string>
  /** Runs a command beside the program. */
  cli(...words: string[]): Promise<string>
}

/** Wall time, ms: a busy machine takes its time, and what has not come by then never comes. */
const PATIENCE = 20_000
const PASSPHRASE = 'Correct-horse-1'

/** @param folder holds the data, the temporary files and whatever else the program writes */
export async function openDesk(folder: string): Promise<Desk> {
  const roster = readFileSync(join(HOME, 'db', 'samples', 'roster.csv'), 'utf8')
  const people = roster.trim().split('\n').slice(1)
  const userids = people.map(line => line.split(',')[0] ?? '')
  const fake = await startFakeDingTalk({
    people: userids.map(userid => ({ userid })),
    quota: { callsPerSecond: 0 },
  })
  onTestFinished(() => fake.stop())
  const identity = await generateX25519Identity()
  const env = { ...fake.env, LOG_LEVEL: 'debug', DINGTALK_QPS: '1000', TMPDIR: folder }
  const cli = async (...words: string[]) => {
    const { code, out, err } = await runCli(folder, words, { env })
    if (code !== 0) throw new Error(`${words.join(' ')}: ${err}`)
    return out
  }
  await cli('people', 'import', join(HOME, 'db', 'samples', 'roster.csv'))
  const recipient = await identityToRecipient(identity)
  for (const reader of ['chenjing', 'linyue']) await cli('readers', 'add', `sample-${reader}`, recipient)
  await cli('duty', 'set', 'sample-xuan')
  const running = await startCli(folder, env)
  await fake.stream.connected(1, PATIENCE)

  const markers = openMarkers()
  const readers = new Map<string, readonly string[]>()
  const shown: string[] = []
  const cookies = new Map<string, string>()
  const spokeAt = new Map<string, number>()

  function wait(who: string, wanted: RegExp): Promise<string> {
    const to = `sample-${who}`
    const after = spokeAt.get(who) ?? 0
    const fits = (message: Received) => message.to === to && message.n > after && wanted.test(message.text)
    const found = ({ text }: Received) => wanted.exec(text)?.[1] ?? text
    const there = fake.inbox(to).find(fits)
    if (there) return Promise.resolve(found(there))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        undo()
        const heard = fake.inbox(to).filter(message => message.n > after)
        reject(
          new Error(`${who} waits for ${wanted} and heard ${JSON.stringify(heard.map(one => one.text))}`),
        )
      }, PATIENCE)
      const undo = fake.onReceived(message => {
        if (!fits(message)) return
        undo()
        clearTimeout(timer)
        resolve(found(message))
      })
    })
  }

  async function signIn(who: string): Promise<string> {
    const known = cookies.get(who)
    if (known !== undefined) return known
    const [, given = ''] = /：(\S{12,})$/m.exec((await cli('user', 'add', `sample-${who}`)).trim()) ?? []
    const signedIn = await call('POST', '/session', { userid: `sample-${who}`, passphrase: given })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const changed = await call('POST', '/account/passphrase', { old: given, passphrase: PASSPHRASE }, cookie)
    expect([given, signedIn.status, changed.status]).toEqual([given, 200, 204])
    cookies.set(who, cookie)
    return cookie
  }

  function call(method: string, path: string, body?: unknown, cookie = ''): Promise<Response> {
    return fetch(`${running.url}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  const desk: Desk = {
    fake,
    markers,
    running,
    readers,
    shown,
    plant(name, ...who) {
      readers.set(
        name,
        who.map(one => `sample-${one}`),
      )
      return markers.plant(name)
    },
    say(who, said, wanted) {
      spokeAt.set(who, fake.inbox(`sample-${who}`).at(-1)?.n ?? 0)
      fake.say(`sample-${who}`, said)
      return wait(who, wanted)
    },
    tap(who, label, wanted) {
      spokeAt.set(who, fake.inbox(`sample-${who}`).at(-1)?.n ?? 0)
      fake.tap(`sample-${who}`, label)
      return wait(who, wanted)
    },
    hears: wait,
    async api(who, method, path, body) {
      const answer = await call(method, path, body, await signIn(who))
      const text = await answer.text()
      shown.push(text)
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
    },
    async openCase(id) {
      const { body } = await desk.api('chenjing', 'GET', `/cases/${id}`)
      const { sealedKeys, messages } = body as { sealedKeys: string[]; messages: { sealed: string }[] }
      const open = async (key: string, sealed: string) => {
        const decrypter = new Decrypter()
        decrypter.addIdentity(key)
        return Buffer.from(await decrypter.decrypt(Buffer.from(sealed, 'base64'))).toString()
      }
      const key = await open(identity, sealedKeys[0] ?? '')
      const texts = await Promise.all(messages.map(({ sealed }) => open(key, sealed)))
      for (const file of texts.flatMap(text => (JSON.parse(text) as CaseText).files ?? [])) {
        const path = `/cases/${id}/enclosures/${file.id}`
        const { sealed } = (await desk.api('chenjing', 'GET', path)).body as { sealed: string }
        texts.push(await open(file.key, sealed))
      }
      return texts
    },
    async sealTo(recipient, id, text) {
      return Buffer.from(await sealMessage(recipient, { case: id, position: 99, text })).toString('base64')
    },
    cli,
  }
  return desk
}
