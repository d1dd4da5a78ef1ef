import type { impls, Wechaty } from 'wechaty'
import type { Inbound } from '../../kernel/channel.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../runtime/log.ts'
import { backoff } from '../common/backoff.ts'
import { pause, type Timers } from '../common/timers.ts'
import { decode, type Heard } from './decode.ts'
import type { Loaded } from './load.ts'
import { inTime } from './puppet.ts'
import { pointers } from './rooms.ts'

type Message = InstanceType<typeof impls.MessageImpl>

export interface ReceiveParts {
  receive(event: Inbound): Promise<void>
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  readonly log: Log
  /** False once the channel was stopped. */
  running(): boolean
}

/** @returns whether it could be read; what cannot be read now may be brought once more */
export type Take = (loaded: Loaded, message: Message) => Promise<boolean>

/**
 * Hands over what a message says: of each contact in the order in which messages came. WeChat delivers nothing twice,
 * so what cannot be kept just now is handed over again until it is; that holds up nobody else, and a puppet that says
 * nothing when asked about a message not even its writer.
 */
export function receiver(parts: ReceiveParts): Take {
  const { clock, timers, log } = parts
  /** What each contact, or room, said last and is not kept yet. */
  const last = new Map<string, Promise<void>>()
  const mayPoint = pointers(clock)

  async function take(before: Promise<void> | undefined, heard: Promise<Inbound | null>): Promise<void> {
    await before
    const event = await heard
    if (event && (event.said.type !== 'group' || mayPoint(event.contact))) await keep(event, parts)
  }

  return (loaded, message) => {
    const from = fromWhom(message)
    let isRead = true
    const heard = inTime(timers, heardOf(loaded, message, clock.now())).catch(error => {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'wechat.message_unread')
      isRead = false
      return null
    })
    const taken = take(last.get(from), heard).finally(() => {
      if (last.get(from) === taken) last.delete(from)
    })
    last.set(from, taken)
    return heard.then(() => isRead)
  }
}

/** Whose order a message keeps; what cannot even be asked that has one of its own. */
function fromWhom(message: Message): string {
  try {
    return message.room()?.id ?? message.talker().id
  } catch {
    return ''
  }
}

/** Resolves once an event is durable. */
export async function keep(
  event: Inbound,
  { receive, timers, random, log, running }: ReceiveParts,
): Promise<void> {
  for (let failures = 0; ; failures++) {
    try {
      return await receive(event)
    } catch (error) {
      log.error(
        { event: event.id, error: error instanceof Error ? error.name : 'unknown' },
        'wechat.not_received',
      )
      if (!running()) return
      await pause(timers, backoff(failures, random))
    }
  }
}

async function heardOf({ bot, typeOf }: Loaded, message: Message, now: number): Promise<Inbound | null> {
  if (message.self()) return null
  const talker = message.talker()
  // Official accounts, and WeChat's own team.
  if (talker.type() === bot.Contact.Type.Official) return null
  const room = message.room()
  const type = typeOf(message.type())
  const heard: Heard = {
    id: message.id,
    type,
    contact: talker.id,
    room: room?.id ?? null,
    mentioned: room ? await message.mentionSelf() : false,
    text: room ? '' : message.text(),
    at: instantOf(message.date(), now),
    file: type === 'Attachment' && !room ? nameIn(message) : '',
    recalled: type === 'Recalled' ? await recalledBy(message) : null,
  }
  return decode(heard, accountOf(bot))
}

export function accountOf(bot: Wechaty): string {
  return bot.isLoggedIn ? bot.currentUser.id : ''
}

function instantOf(date: Date, now: number): number {
  const at = date.getTime()
  return Number.isFinite(at) && at > 0 ? Math.min(at, now) : now
}

/** Puppets write the name of a file as the text of its message, alone or inside XML. */
function nameIn(message: Message): string {
  const text = message.text()
  return (
    /<title>([^<]{1,200})<\/title>/.exec(text)?.[1] ?? (/^[^\n<>]{1,200}$/.test(text) ? text : '')
  ).trim()
}

async function recalledBy(message: Message): Promise<string | null> {
  const recalled = await message.toRecalled().catch(() => undefined)
  return recalled?.id ?? null
}
