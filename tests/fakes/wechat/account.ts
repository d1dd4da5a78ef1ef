import { mock, PuppetMock } from 'wechaty-puppet-mock'

type Mocker = InstanceType<typeof mock.Mocker>
type Contact = ReturnType<Mocker['createContact']>

interface Told {
  talker(): { id: string }
  text(): string | undefined
}

/** A friend of the bot's account, with a phone of his own. */
export interface Friend {
  readonly id: string
  /** What he got from the bot, in order. */
  readonly got: string[]
  /** Writes to the bot. @returns the message's id */
  say(text: string): void
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
    return { id, got, say: text => contact.say(text).to(this.self()) }
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
