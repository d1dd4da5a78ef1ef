import type { ReactNode } from 'react'

/** A state in a word, in a quiet colour. */
export function Mark({ tone, children }: { tone: 'plain' | 'good' | 'wait' | 'bad'; children: ReactNode }) {
  return <span className={`mark mark-${tone}`}>{children}</span>
}

/** The colour that goes with a state of the API. */
export function toneOf(status: string): 'plain' | 'good' | 'wait' | 'bad' {
  if (status === 'approved' || status === 'answered' || status === 'closed') return 'good'
  if (status === 'pending' || status === 'consent' || status === 'open') return 'wait'
  return status === 'refused' ? 'bad' : 'plain'
}
