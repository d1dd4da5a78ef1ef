import { useEffect, useState } from 'react'
import { keyBox } from '../keys/key-box.ts'
import { useUnlocked } from '../keys/use-unlocked.ts'
import type { CaseLine } from './shapes.ts'

type Labelled = Pick<CaseLine, 'id' | 'sealedKeys' | 'labels'>

type LabelsByCase = Readonly<Record<string, readonly string[]>>

const NONE: LabelsByCase = {}

/**
 * Labels by case; empty while my key is locked.
 * @param rows the same array while they are the same cases
 * @param wrapped my key, as the server keeps it
 */
export function useLabels(rows: readonly Labelled[], wrapped: string | null): LabelsByCase {
  const unlocked = useUnlocked(wrapped)
  const [labels, setLabels] = useState(NONE)
  useEffect(() => {
    let current = true
    if (wrapped !== null && unlocked)
      void Promise.all(rows.map(async row => [row.id, await labelsOf(row, wrapped)] as const)).then(
        opened => current && setLabels(Object.fromEntries(opened)),
      )
    else setLabels(NONE)
    return () => {
      current = false
    }
  }, [rows, wrapped, unlocked])
  return labels
}

/** What cannot be opened is as if there were none: the words of the case say so when it is opened. */
async function labelsOf({ sealedKeys, labels }: Labelled, wrapped: string): Promise<string[]> {
  if (labels === null) return []
  const [text] = await keyBox.open(wrapped, sealedKeys, [labels]).catch(() => [null])
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(label => typeof label === 'string') : []
  } catch {
    return []
  }
}
