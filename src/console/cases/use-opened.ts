import { useEffect, useState } from 'react'
import { keyBox } from '../keys/key-box.ts'
import { wordFor } from '../words/codes.ts'
import { flaggedIn } from './flagged.ts'
import type { CaseWhole, Enclosure } from './shapes.ts'

/** A message of a case, opened. */
export interface Letter {
  readonly id: string
  readonly from: string
  readonly day: string
  /** Which colleague wrote it; empty where that is not known. */
  readonly by: string
  /** Null where it could not be opened. */
  readonly text: string | null
  /** What the person chose: topic and wish; of a flagged sentence, why it was flagged. */
  readonly about: readonly string[]
  readonly files: readonly Enclosure[]
  /** It belongs to another case or another place than it stands in. */
  readonly moved: boolean
}

/** Opens the messages of a case with the unlocked key; null while that takes. */
export function useOpened(file: CaseWhole): readonly Letter[] | 'failed' | null {
  const [letters, setLetters] = useState<readonly Letter[] | 'failed' | null>(null)
  useEffect(() => {
    const { wrapped, sealedKeys, messages } = file
    let current = true
    if (wrapped !== null)
      keyBox
        .open(
          wrapped,
          sealedKeys,
          messages.map(m => m.sealed),
        )
        .then(
          texts =>
            current && setLetters(messages.map((message, n) => letterOf(file, message, texts[n] ?? null))),
          () => current && setLetters('failed'),
        )
    return () => {
      current = false
    }
  }, [file])
  return letters
}

function letterOf(file: CaseWhole, message: CaseWhole['messages'][number], sealed: string | null): Letter {
  const { id, from, day, position } = message
  const inside = sealed === null ? null : parse(sealed)
  if (!inside) return { id, from, day, by: '', text: null, about: [], files: [], moved: false }
  // Two handlers may answer at once, so the place inside an answer is what its writer saw, not where it came to stand.
  const moved = inside.case !== file.id || (from === 'person' && inside.position !== position)
  const flagged = file.kind === 'flag' && from === 'person' ? flaggedIn(inside.text) : null
  if (flagged) return { id, from, day, by: '', ...flagged, files: [], moved }
  const { text, by = '', about = {}, files = [] } = inside
  return { id, from, day, by, text, about: aboutOf(about), files, moved }
}

interface Inside {
  case: string
  position: number
  text: string
  by?: string
  about?: Record<string, string>
  files?: Enclosure[]
}

function parse(text: string): Inside | null {
  try {
    const value: Partial<Inside> = JSON.parse(text)
    return typeof value.text === 'string' ? (value as Inside) : null
  } catch {
    return null
  }
}

function aboutOf({ topic, wish }: Record<string, string>): string[] {
  return [...(topic ? [wordFor('topic', topic)] : []), ...(wish ? [wordFor('wish', wish)] : [])]
}
