import { readFile } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import type { Entry } from '../channels/web/entry.ts'
import type { TrialClock } from '../channels/web/trial-clock.ts'
import type { TrialPerson } from '../channels/web/trial-people.ts'
import type { BroughtFile, WebChannel } from '../channels/web/web-channel.ts'
import { localTime } from '../kernel/clock.ts'
import { randomId } from '../kernel/ids.ts'
import type { SystemTexts } from '../runtime/system-texts.ts'

/** What a chat in the terminal works with. */
export interface TerminalChat {
  readonly channel: WebChannel
  readonly clock: TrialClock
  readonly people: readonly TrialPerson[]
  readonly texts: SystemTexts
  readonly zone: string
  out(line: string): void
  /** Called when the next line may be typed. */
  prompt(): void
}

const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 24 * 60 }

/**
 * Reads lines until there are no more: each is said to the bot, but for numbers of buttons and for commands that
 * begin with `/`.
 * @param as userid or name; null = the first of the roster that decides nothing
 */
export async function talk(
  chat: TerminalChat,
  as: string | null,
  lines: AsyncIterable<string>,
): Promise<void> {
  const { channel, clock, people, texts, zone, out, prompt } = chat
  let me = ordinary(people)
  const undo = channel.watch(change => {
    if (change.type !== 'entry' || change.entry.from !== 'bot') return
    if (change.contact === me?.userid) show(change.entry)
    else {
      const name = people.find(p => p.userid === change.contact)?.name
      if (name !== undefined) out(texts.say('chat.new_for', { name }))
    }
    prompt()
  })
  try {
    become(as)
    prompt()
    for await (const line of lines) {
      if (line.trim() !== '') await obey(line.trim())
      prompt()
    }
  } finally {
    undo()
  }

  async function obey(line: string): Promise<void> {
    const [, command, rest = ''] = /^\/(\w+)\s*(.*)$/u.exec(line) ?? []
    if (command === 'as') become(rest)
    else if (command === 'file') await bring(rest)
    else if (command === 'time') await move(rest)
    else if (command !== undefined) out(texts.say('chat.help'))
    else await say(line)
  }

  function become(given: string | null): void {
    const fitting = given === null ? [me] : people.filter(p => p.userid === given || p.name === given)
    const [found] = fitting
    if (!found || fitting.length > 1) {
      const among = (found ? fitting : people).map(p => `${p?.name} ${p?.userid}`).join('  ')
      out(texts.say(found ? 'chat.several' : 'chat.nobody', { name: given ?? '', people: among }))
      return
    }
    const before = channel.unread()[found.userid] ?? 0
    me = found
    out(texts.say('chat.you_are', { name: found.name, unit: found.unit }))
    if (before > 0) for (const entry of ofBot(found).slice(-before)) show(entry)
  }

  async function say(line: string): Promise<void> {
    if (!me) return
    const last = channel.history(me.userid).findLast(e => e.from === 'bot')
    const button = /^\d{1,2}$/.test(line) ? last?.buttons[Number(line) - 1] : undefined
    const card = last?.card ?? null
    if (button && card !== null)
      await channel.say(me.userid, randomId(), { type: 'tap', text: button.say, card })
    else await channel.say(me.userid, randomId(), { type: 'text', text: button?.say ?? line })
  }

  async function bring(path: string): Promise<void> {
    const bytes = await readFile(resolve(path)).catch(() => null)
    if (!me || !bytes) return out(texts.say('chat.no_file', { file: path }))
    await channel.bring(me.userid, randomId(), [{ name: basename(path), kind: kindOf(path), bytes }])
  }

  async function move(by: string): Promise<void> {
    const [, number, unit = ''] = /^\+?(\d{1,4})([mhd])$/.exec(by.trim()) ?? []
    if (number === undefined) return out(texts.say('chat.help'))
    await clock.forward(Number(number) * (MINUTES[unit] ?? 1))
    out(texts.say('chat.time', { time: localTime(clock.now(), zone).replace('T', ' ') }))
  }

  function ofBot({ userid }: TrialPerson): Entry[] {
    return channel.history(userid).filter(e => e.from === 'bot')
  }

  function show(entry: Entry): void {
    out(entry.text)
    if (entry.buttons.length > 0) out(entry.buttons.map((b, n) => `  [${n + 1}] ${b.label}`).join(''))
    channel.seen(me?.userid ?? '')
  }
}

/** Somebody who has a supervisor and nothing to decide: whom most flows are for. */
function ordinary(people: readonly TrialPerson[]): TrialPerson | undefined {
  return people.find(p => p.roles.length === 0 && p.supervisor !== null) ?? people[0]
}

const KINDS: Readonly<Record<string, BroughtFile['kind']>> = {
  '.pdf': 'pdf',
  '.png': 'image',
  '.jpg': 'image',
  '.jpeg': 'image',
  '.gif': 'image',
  '.webp': 'image',
  '.mp3': 'audio',
  '.amr': 'audio',
  '.mp4': 'video',
}

function kindOf(path: string): BroughtFile['kind'] {
  return KINDS[extname(path).toLowerCase()] ?? 'other'
}
