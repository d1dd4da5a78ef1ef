import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { dataFile, folderOf } from '../../src/data.ts'
import type { Channel, Inbound, Message, Outcome, Recipient, Said } from '../../src/kernel/channel.ts'
import { type Clock, instantOf } from '../../src/kernel/clock.ts'
import { HOME, openProgram, type Program } from '../../src/main.ts'
import { flowsOf } from './flows.ts'
import { makeFolder } from './folder.ts'
import { putSchema } from './schema.ts'

/** How long files are waited for that come together, ms. */
export const BURST = 5

/** Something the bot sent. */
export interface Sent {
  to: string
  message: Message
}

/** The whole program with the sample people, a clock that stands still, and a channel that writes down. */
export interface Talk {
  readonly program: Program
  readonly folder: string
  /** Everything sent, in order. */
  readonly sent: Sent[]
  /** Log lines: names and what they were about. */
  readonly logged: { level: string; name: string; about: object }[]
  /** Says something as a person (`chenyu` = `sample-chenyu`) and waits until everything that follows is done. */
  say(who: string, text: string, about?: { id?: string; at?: number }): Promise<string>
  /** Taps a button of the last card a person got. */
  tap(who: string, label: string): Promise<string>
  /** Sends a file, of so many bytes or of these. */
  file(
    who: string,
    kind?: 'image' | 'pdf' | 'video' | 'other',
    bytes?: number | Uint8Array,
    about?: { id?: string; name?: string },
  ): Promise<string>
  /** Brings any event in, without waiting for what follows. */
  receive(who: string, said: Said, about?: { id?: string; at?: number }): Promise<void>
  /** What a person got last; '' when nothing. */
  last(who: string): string
  buttons(who: string): string[]
  /** Moves the clock and does what is due. */
  pass(ms: number): Promise<void>
  now(): number
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
  /** What the channel answers to the next calls; by default everything is sent. */
  outcomes: (message: Message, to: readonly Recipient[]) => Outcome[] | Promise<Outcome[]>
  /** Stops without ending anything well, and starts anew on the same data. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface TalkOptions {
  at?: string
  flows?: string
  /** Readers and a duty contact, so that 心里话 is open. */
  open?: boolean
  /** How long files are waited for that come together, ms; without it hardly at all. */
  burst?: number
  /** A channel beside the one that writes down, on the same clock. Made anew at every start. */
  beside?: (clock: Clock) => Channel
}

export async function openTalk(options: TalkOptions = {}): Promise<Talk> {
  const folder = makeFolder()
  const config = readConfig({ DATA_DIR: folder, FLOWS_DIR: options.flows ?? join(HOME, 'flows') }, folder)
  putSchema(dataFile(folderOf(config)))
  let now = instantOf(options.at ?? '2026-11-23T09:00', config.TZ_NAME)
  const clock: Clock = { now: () => now }
  let messages = 0
  const sent: Sent[] = []
  const logged: Talk['logged'] = []
  const write = (level: string) => (about: object, name: string) => void logged.push({ level, name, about })
  const log = { info: write('info'), warn: write('warn'), error: write('error') }

  const talk: Talk = {
    program: undefined as unknown as Program,
    folder,
    sent,
    logged,
    outcomes: (_message, to) => to.map(() => ({ state: 'sent' })),
    async say(who, text, about = {}) {
      await talk.receive(who, { type: 'text', text }, about)
      await talk.settled()
      return talk.last(who)
    },
    async tap(who, label) {
      const card = sent.findLast(s => s.to === idOf(who) && s.message.buttons.length > 0)?.message
      const button = card?.buttons.find(b => b.label === label)
      if (!card || !button) throw new Error(`no button ${label}; there is ${talk.buttons(who).join('、')}`)
      const said: Said =
        card.card === null
          ? { type: 'text', text: button.say }
          : { type: 'tap', text: button.say, card: card.card }
      await talk.receive(who, said)
      await talk.settled()
      return talk.last(who)
    },
    async file(who, kind = 'image', bytes = 1_000, { id, name = `a.${kind}` } = {}) {
      const ref = typeof bytes === 'number' ? String(bytes) : `bytes:${Buffer.from(bytes).toString('base64')}`
      await talk.receive(who, { type: 'files', files: [{ ref, name, kind }] }, id === undefined ? {} : { id })
      await talk.pass(BURST)
      return talk.last(who)
    },
    async receive(who, said, about = {}) {
      messages++
      const event: Inbound = {
        id: about.id ?? `test:${messages}`,
        channel: 'test',
        contact: idOf(who),
        at: about.at ?? now,
        reply: null,
        said,
      }
      await talk.program.road.receive(event)
    },
    last: who => sent.findLast(s => s.to === idOf(who))?.message.text ?? '',
    buttons: who => sent.findLast(s => s.to === idOf(who))?.message.buttons.map(b => b.label) ?? [],
    async pass(ms) {
      now += ms
      await talk.program.road.timers.tick()
      await talk.settled()
    },
    now: () => now,
    settled: () => talk.program.road.settled(),
    async restart() {
      await talk.program.stop()
      await start()
    },
    async close() {
      await talk.program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  const channel: Channel = {
    name: 'test',
    can: { buttons: 20, bytes: 20_000, batch: 20, proactive: true },
    start: async () => {},
    stop: async () => {},
    fetch: async ref => (ref === 'text' ? Buffer.from('no picture') : fetched(ref)),
    async send(message, to) {
      const outcomes = await talk.outcomes(message, to)
      to.forEach((recipient, i) => {
        if (outcomes[i]?.state === 'sent') sent.push({ to: recipient.contact, message })
      })
      return outcomes
    },
  }

  async function start(): Promise<void> {
    const program = await openProgram(config, {
      clock,
      log,
      channels: options.beside ? [channel, options.beside(clock)] : [channel],
      burst: options.burst ?? BURST,
      // A folder of the test's own may change while it runs.
      ...(options.flows === undefined ? { flows: flowsOf(config) } : {}),
    })
    Object.assign(talk, { program })
    await program.road.start()
  }

  await start()
  if (options.open) await openHeart(talk)
  return talk
}

/** One reader key for the two sample handlers and a duty contact for everybody. @returns what the key opens with */
export async function openHeart({ program }: Talk): Promise<string> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption')
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  await program.storage.transaction(async tx => {
    for (const userid of ['sample-chenjing', 'sample-linyue']) {
      const person = await program.directory.byUserid(tx, userid)
      if (person)
        await tx.db.insert(tx.t.reader).values({
          id: userid,
          person: person.id,
          recipient,
          wrapped: null,
          created: 0,
          admitted: 0,
          removed: null,
        })
    }
    await tx.db.insert(tx.t.setting).values({ key: 'duty:*', value: 'sample-xuan', author: null, at: 0 })
  })
  return identity
}

/** `chenyu` → `sample-chenyu`. */
export function idOf(who: string): string {
  return who.startsWith('sample-') ? who : `sample-${who}`
}

function fetched(ref: string): Uint8Array {
  return ref.startsWith('bytes:') ? Buffer.from(ref.slice('bytes:'.length), 'base64') : picture(Number(ref))
}

/** A JPEG of so many bytes, with a scan and nothing else. */
function picture(bytes: number): Uint8Array {
  const made = new Uint8Array(bytes)
  made.set([0xff, 0xd8, 0xff, 0xda, 0, 2].slice(0, bytes))
  if (bytes > 8) made.set([0xff, 0xd9], bytes - 2)
  return made
}
