import { createRequire } from 'node:module'
import { types } from 'wechaty'
import { mock, PuppetMock } from 'wechaty-puppet-mock'

type Mocker = InstanceType<typeof mock.Mocker>
type Contact = ReturnType<Mocker['createContact']>

/** The very library of files that wechaty brings. */
const { FileBox } = createRequire(createRequire(import.meta.url).resolve('wechaty'))('file-box') as {
  FileBox: { fromBase64(base64: string, name: string): object }
}

interface Told {
  talker(): { id: string }
  text(): string | undefined
}

/** A friend of the bot's account, with a phone of his own. */
export interface Friend {
  readonly id: string
  /** What he got from the bot, in order. */
  readonly got: string[]
  /** Writes to the bot. */
  say(text: string): void
  /** Sends it a file. */
  send(bytes: Uint8Array, name: string): void
  /** Sends it anything else: a sticker, a file without its bytes, and of a message taken back its id. */
  tell(type: keyof typeof types.Message, text: string): void
}

/**
 * An account on WeChat behind the mock puppet of wechaty: the code it shows, who is logged in, its friends and rooms,
 * and the faults that puppets have.
 */
export class FakeAccount {
  readonly mocker: Mocker = new mock.Mocker()
  /** The puppet that runs now; a start makes a new one. */
  puppet: PuppetMock | null = null
  /** Requests that were accepted. */
  readonly accepted: string[] = []
  /** What it does before it sends: throws, waits … */
  before: (contact: string) => Promise<void> = async () => {}
  private me: Contact | null = null
  private rooms = 0

  /** A puppet for one start of the program. */
  newPuppet(): PuppetMock {
    const account = this
    class Faulty extends PuppetMock {
      override async messageSendText(conversation: string, text: string): Promise<void> {
        await account.before(conversation)
        return super.messageSendText(conversation, text)
      }

      override async friendshipAccept(id: string): Promise<void> {
        account.accepted.push(id)
      }

      override async friendshipRawPayload(id: string) {
        return account.requests.get(id)
      }
    }
    // A mocker takes its puppet once, and a puppet cannot be made while it has one.
    Reflect.set(this.mocker, '_puppet', undefined)
    this.puppet = new Faulty({ mocker: this.mocker })
    return this.puppet
  }

  private readonly requests = new Map<string, object>()

  scan(code: string): void {
    this.mocker.scan(code)
  }

  login(): void {
    this.me ??= this.mocker.createContact({ id: 'bot', name: 'bot' })
    this.mocker.login(this.me)
  }

  async logout(): Promise<void> {
    await this.puppet?.logout('kicked')
  }

  friend(id: string): Friend {
    const contact = this.mocker.createContact({ id, name: id, friend: true, type: 1 })
    const got: string[] = []
    // The mock's own types miss those of its emitter.
    const listening = contact as unknown as { on(event: 'message', heard: (message: Told) => void): void }
    listening.on('message', message => {
      if (message.talker().id !== id) got.push(message.text() ?? '')
    })
    let told = 0
    return {
      id,
      got,
      say: text => contact.say(text).to(this.self()),
      send: (bytes, name) =>
        contact.say(FileBox.fromBase64(Buffer.from(bytes).toString('base64'), name) as never).to(this.self()),
      tell: (type, text) => {
        const about = { talkerId: id, listenerId: this.self().id, timestamp: Date.now() }
        const message = { id: `${id}-${++told}`, type: types.Message[type], text, ...about }
        this.mocker.MessageMock.create(message)
        this.again(message.id)
      },
    }
  }

  /** A room with the bot and others in it. @param heard what is said there, by anybody */
  room(members: readonly string[], heard: (text: string) => void) {
    const room = this.mocker.createRoom({
      id: `room@${++this.rooms}`,
      memberIdList: ['bot', ...members],
    })
    const listening = room as unknown as { on(event: 'message', heard: (message: Told) => void): void }
    listening.on('message', message => heard(message.text() ?? ''))
    return {
      say: (contact: string, text: string, mentions: boolean) =>
        this.mocker.ContactMock.load(contact)
          .say(text, mentions ? [this.self()] : [])
          .to(room),
    }
  }

  /** Id of the last message that somebody wrote. */
  lastFrom(contact: string): string {
    return [...this.mocker.cacheMessagePayload.values()].findLast(one => one.talkerId === contact)?.id ?? ''
  }

  self(): Contact {
    if (!this.me) throw new Error('nobody is logged in')
    return this.me
  }

  /** Somebody asks to be a friend. */
  asks(contact: string, hello: string): void {
    const id = `request-${contact}`
    this.requests.set(id, { id, contactId: contact, hello, type: 2, timestamp: 0, ticket: '' })
    this.puppet?.emit('friendship', { friendshipId: id })
  }

  /** The same message is told twice. */
  again(id: string): void {
    this.puppet?.emit('message', { messageId: id })
  }
}
