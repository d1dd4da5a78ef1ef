import { useCallback, useState } from 'react'
import type { Entry } from './entry.ts'
import { TrialError, trial } from './trial-api.ts'

/** A message of mine that the server has not confirmed. */
export interface Sending {
  readonly id: string
  readonly text: string
  readonly card: number | null
  readonly files: readonly File[]
  /** Why it could not be sent, in Chinese; null while it is under way. */
  readonly failed: string | null
  /** It would fail again however often it is sent. */
  readonly hopeless: boolean
}

export interface Talk {
  readonly sending: readonly Sending[]
  say(text: string): void
  tap(button: { say: string }, card: number | null): void
  bring(files: readonly File[]): void
  again(id: string): void
  drop(id: string): void
}

const MOST_FILES = 9
const MOST_BYTES = 20_000_000

/** Sends in my name; what fails stays to be sent again under the same id, so that it can never count twice. */
export function useSending(as: string, entries: readonly Entry[]): Talk {
  const [all, setAll] = useState<readonly Sending[]>([])

  const send = useCallback(
    async (message: Sending) => {
      setAll(list => [
        ...list.filter(s => s.id !== message.id),
        { ...message, failed: null, hopeless: false },
      ])
      try {
        if (message.files.length > 0) await trial.files(as, message.id, message.files)
        else if (message.card !== null) await trial.tap(as, message.id, message.text, message.card)
        else await trial.say(as, message.id, message.text)
        setAll(list => list.filter(s => s.id !== message.id))
      } catch (error) {
        setAll(list =>
          list.map(s =>
            s.id === message.id ? { ...s, failed: reasonOf(error), hopeless: isHopeless(error) } : s,
          ),
        )
      }
    },
    [as],
  )

  const shown = new Set(
    entries.filter(e => e.from === 'person').map(e => e.id.slice(e.id.lastIndexOf(':') + 1)),
  )
  return {
    sending: all.filter(s => !shown.has(s.id)),
    say: text => void send(draft({ text })),
    tap: ({ say }, card) => void send(draft({ text: say, card })),
    bring(files) {
      const failed = tooMuch(files)
      const message = draft({ files })
      if (failed) setAll(list => [...list, { ...message, failed, hopeless: true }])
      else void send(message)
    },
    again(id) {
      const message = all.find(s => s.id === id)
      if (message && !message.hopeless) void send(message)
    },
    drop: id => setAll(list => list.filter(s => s.id !== id)),
  }
}

function draft(about: Partial<Sending>): Sending {
  return { id: freshId(), text: '', card: null, files: [], failed: null, hopeless: false, ...about }
}

/** `crypto.randomUUID` is missing where the page came over plain HTTP from another machine. */
function freshId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('')
}

function tooMuch(files: readonly File[]): string | null {
  if (files.length > MOST_FILES) return `一次最多发${MOST_FILES}个文件`
  const large = files.find(f => f.size > MOST_BYTES)
  return large ? `“${large.name}”超过20MB，请压缩后再发` : null
}

/** What the server will refuse however often it comes. */
function isHopeless(error: unknown): boolean {
  return error instanceof TrialError && ['FILE_TOO_LARGE', 'FILE_KIND', 'NOT_FOUND'].includes(error.code)
}

function reasonOf(error: unknown): string {
  if (error instanceof TrialError && error.code === 'FILE_TOO_LARGE') return '文件太大，请压缩后再发'
  if (error instanceof TrialError && error.code === 'NOT_FOUND') return '名单里没有这个人'
  return '没发出去'
}
