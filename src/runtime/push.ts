import { fill } from '../dialogue/format.ts'
import type { Message } from '../kernel/channel.ts'
import type { Person } from '../kernel/person.ts'
import type { Tx } from '../storage/storage.ts'
import type { Directory } from './directory.ts'
import type { Notices } from './notices.ts'
import type { Fate, Outbox, OutboxRow } from './outbox.ts'
import { mayGo, type PrivacyOf, type TopicsOf } from './privacy.ts'

/** Says something to somebody unasked, through the outbox, in the same transaction. */
export type Push = (to: Person, notice: string, about: PushAbout) => Promise<void>

export interface PushAbout {
  /** Makes the message's key: the same push twice is one message. */
  key: string
  /** What stands in its words. Of what `no` is the number of, its topics count as the notice's own. */
  values?: Readonly<Record<string, string | number>>
  /** Picks one of several wordings; the same number picks the same one. */
  variant?: number
  /** Told to another lane once this is really sent; with `once` a single time, however many pushes bear that. */
  onSent?: { lane: string; notice: string; values: Record<string, string>; once?: string }
  /** Life may be in danger: the notice whose words a channel rings somebody up with, if it can. */
  ring?: string
  /** Done once it is known whether this was sent. */
  fate?: Fate
}

export interface PushParts {
  readonly directory: Directory
  readonly outbox: Outbox
  readonly privacyOf: PrivacyOf
  readonly topicsOf: TopicsOf
  notices(): Notices
}

export function pusher(tx: Tx, now: number, parts: PushParts): Push {
  const { directory, notices, outbox, privacyOf, topicsOf } = parts
  return async (to, notice, about) => {
    const last = await directory.addressOf(tx, to)
    // Whoever is rung up is rung up at work.
    const kept = about.ring ? 'work' : privacyOf(notice)
    const { no } = about.values ?? {}
    const may = await mayGo(directory, last, kept, async () => (no ? topicsOf(tx, `${no}`) : []))
    const { channel, contact } = may ? last : directory.workAddress(to)
    const row: OutboxRow = {
      key: `push/${about.key}/${to.id}`,
      lane: to.id,
      channel,
      contact,
      message: {
        ...messageOf(notices(), notice, about.values ?? {}, about.variant ?? 0),
        ...(about.ring ? { ring: messageOf(notices(), about.ring, {}).text } : {}),
      },
      reply: null,
      onSent: about.onSent ?? null,
      ...(about.fate ? { fates: [about.fate] } : {}),
    }
    await outbox.put(tx, row, now)
  }
}

/** The words of a notice, with its values put in. */
export function messageOf(
  notices: Notices,
  name: string,
  values: Readonly<Record<string, string | number>>,
  variant = 0,
): Message {
  const notice = notices[name]
  if (!notice) throw new Error(`There is no notice “${name}”.`)
  const texts = typeof notice.say === 'string' ? [notice.say] : notice.say
  return {
    text: fill(texts[variant % texts.length] ?? '', values),
    buttons: (notice.buttons ?? []).map(b => ({ label: fill(b.label, values), say: fill(b.say, values) })),
    card: null,
  }
}
