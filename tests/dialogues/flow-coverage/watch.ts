import { type Frame, top } from '../../../src/dialogue/state.ts'
import type { Chat } from '../harness/chat.ts'
import type { Watch } from '../harness/play.ts'
import type { Book, Pattern } from './book.ts'

/** Notes what each step of a transcript did: effects, values, and the repairs that its flow went through. */
export function watching(books: ReadonlyMap<string, Book>): Watch {
  let frame: Frame | undefined
  return {
    before(chat) {
      frame = top(chat.state)
    },
    after(chat, does, what) {
      for (const { name, outcome, frame: id, with: given = {} } of chat.outcomes.splice(0)) {
        const end = outcome.state === 'refused' ? `refused (${outcome.reason})` : outcome.state
        const book = books.get(chat.frames.get(id) ?? ownerOf(chat, name))
        book?.seen.add(`${name} ${end}`)
        note({ slots: given, skipped: [] }, book)
      }
      // A question that was answered at once is known by what was looked up for it.
      for (const { name, with: given } of chat.lookedUp.splice(0))
        for (const [id, book] of books) if (looksUp(chat, id, name)) note({ slots: given, skipped: [] }, book)
      for (const open of chat.state.stack) note(open, books.get(open.flow))
      const book = frame && books.get(frame.flow)
      if (!frame || !book) return
      const now = chat.state.stack.find(f => f.id === frame?.id)
      if (does === '过' || does === '停机') {
        if (!now) book.seen.add('expire')
        else if (now.reminded > frame.reminded) book.seen.add('nudge')
      }
      for (const pattern of patternsOf(chat, does, what, frame, now)) book.cells.add(pattern)
    },
  }
}

/** A form that began and ended in one turn is known by its effect. */
function ownerOf(chat: Chat, effect: string): string {
  const flows = [...chat.around.library.flows.values()]
  return flows.find(f => f.submit.some(s => s.effect === effect))?.id ?? ''
}

function looksUp(chat: Chat, flow: string, lookup: string): boolean {
  return chat.around.library.flows.get(flow)?.slots.some(slot => slot.lookup?.name === lookup) ?? false
}

/** Values a form was seen to hold. */
function note(frame: Pick<Frame, 'slots' | 'skipped'>, book: Book | undefined): void {
  for (const [name, value] of Object.entries(frame.slots))
    for (const v of Array.isArray(value) ? value : [value]) book?.seen.add(`${name} = ${String(v)}`)
  for (const name of frame.skipped) book?.seen.add(`${name} skipped`)
}

const LONG = 1_000

function patternsOf(
  chat: Chat,
  does: string,
  what: unknown,
  before: Frame,
  now: Frame | undefined,
): Pattern[] {
  const { commands = [], message } = chat.last ?? {}
  const { patterns } = chat.around.library
  const says = (text: string | readonly string[] | undefined) =>
    [text ?? []].flat().some(t => message?.text.includes(t))
  const found: Pattern[] = []
  const when = (pattern: Pattern, seen: boolean) => void (seen && found.push(pattern))
  if (does === '我' || does === '点') {
    for (const name of ['cancel', 'undo', 'repeat', 'help'] as const) when(name, commands.includes(name))
    when('digression', commands.includes('start') && now !== undefined)
    when('too long', chat.said.length > LONG)
    when('human', commands.includes('start') && chat.frames.get(top(chat.state)?.id ?? '') === 'human')
    when('wait', says(patterns.wait.say))
    when('why', /为什么/u.test(String(what)) && (commands.includes('tell') || says(patterns.why.say)))
  }
  when('despair', (chat.last?.effects ?? []).includes('concern'))
  when('secret', says(patterns.secret.say))
  when('stale tap', does === '点旧' && (says(patterns.stale_card.say) || message === null))
  when('wrong media', does === '图' && now?.edit === before.edit)
  when('restart', does === '重启')
  when('file change', does === '换文件')
  return found
}
