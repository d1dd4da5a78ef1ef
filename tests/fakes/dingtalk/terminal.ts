import { isApiName } from './api-names.ts'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { plainFaults } from './fault.ts'
import { groupId } from './groups.ts'
import type { Received } from './received.ts'
import { audio, file, picture, sticker, type Utterance, video } from './utterance.ts'

/** A small chat in the terminal: what is typed is said, lines with a slash do something. */
export interface Terminal {
  who(): string
  /** Runs one line; returns what there is to show besides the bot's messages. */
  enter(line: string): Promise<string[]>
}

const HELP = [
  'as <userid> [name]      be this person from now on (added when unknown)',
  '<words>                 say them to the bot',
  '/tap N                  tap button N of the newest message with buttons',
  '/picture /video /sticker /voice <words> /file <name>',
  '/group <words>          say it in the group “示例群” and @ the bot',
  '/again                  deliver the last message once more',
  '/disconnect /halfopen /reset   trouble with the connection',
  '/fault <api> <name> [times]    trouble with an API, for example /fault webhook webhookExpired 2',
  '/advance <minutes>      move the clock of the fake',
  '/stats                  what was called, and what the bot did wrong',
  '/quit',
]

export function createTerminal(fake: FakeDingTalk): Terminal {
  let userid = fake.people.list()[0]?.userid ?? fake.people.add({ userid: 'sample-01' }).userid
  let lastMsgId = ''
  const say = (said: Utterance): string[] => {
    if (fake.stream.connections().length === 0) return ['* no bot is connected: this is lost']
    lastMsgId = fake.say(userid, said).msgId
    return []
  }

  const commands: Record<string, (rest: string) => string[]> = {
    as(rest) {
      const [id, name] = rest.split(/\s+/)
      if (id === undefined || id === '') return fake.people.list().map(one => `${one.userid}  ${one.name}`)
      if (fake.people.get(id) === undefined)
        fake.people.add({ userid: id, ...(name !== undefined && { name }) })
      userid = id
      return [`* you are ${id}`]
    },
    '/help': () => HELP,
    '/picture': () => say(picture()),
    '/video': () => say(video()),
    '/sticker': () => say(sticker()),
    '/voice': rest => say(audio(rest)),
    '/file': rest => say(file(rest || '示例.pdf')),
    '/group'(rest) {
      fake.sayInGroup(groupId('terminal'), userid, rest)
      return []
    },
    '/tap'(rest) {
      const { buttons = [] } = fake.inbox(userid).findLast(one => one.buttons.length > 0) ?? {}
      const button = buttons[Number(rest) - 1]
      if (button === undefined) return [`* there are ${buttons.length} buttons`]
      lastMsgId = fake.tap(userid, button.title).msgId
      return [`> ${button.says ?? ''}`]
    },
    '/again'() {
      fake.stream.duplicate(lastMsgId)
      return []
    },
    '/disconnect'() {
      fake.stream.disconnect()
      return []
    },
    '/halfopen'() {
      fake.stream.halfOpen()
      return []
    },
    '/reset'() {
      fake.stream.reset()
      return []
    },
    '/fault'(rest) {
      const [api, name = '', times = '1'] = rest.split(/\s+/)
      const fault = plainFaults[name]
      if (!isApiName(api)) return [`* no API "${api}"`]
      if (fault === undefined) return [`* faults: ${Object.keys(plainFaults).join(' ')}`]
      fake.faults.order(api, fault, { times: Number(times) })
      return []
    },
    '/advance'(rest) {
      fake.clock.advance(Number(rest) * 60_000)
      return []
    },
    '/stats': () => [
      JSON.stringify(fake.calls.counts()),
      JSON.stringify({ acks: fake.ackLatency(), unacked: fake.unacked().length, lost: fake.lost().length }),
      ...fake.violations().map(one => `! ${one.kind}: ${one.detail}`),
    ],
  }

  return {
    who: () => userid,
    async enter(line) {
      const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(line.trim()) ?? []
      if (word === '') return []
      const command = Object.hasOwn(commands, word) ? commands[word] : undefined
      try {
        if (command !== undefined) return command(rest)
        if (word.startsWith('/')) return [`* no command ${word}`, ...HELP]
        return say(line.trim())
      } catch (error) {
        return [`* ${error instanceof Error ? error.message : String(error)}`]
      }
    },
  }
}

/** A message of the bot as the terminal shows it. */
export function shown(message: Received, name: string): string[] {
  const buttons = message.buttons.map((button, at) => `[${at + 1} ${button.title}]`)
  const title = message.title === '' ? '' : `«${message.title}» `
  return [`${name} ← ${title}${message.text}`, ...(buttons.length > 0 ? [`    ${buttons.join(' ')}`] : [])]
}
