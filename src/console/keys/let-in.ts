import { api } from '../api/api.ts'
import { keyBox } from './key-box.ts'
import { PAPER } from './paper.ts'

/** A key of mine, as the API keeps it. */
export interface MyKey {
  readonly id: string
  readonly recipient: string
  /** Null where I keep it myself. */
  readonly wrapped: string | null
}

/** How many cases a key opens now, and how many could not be opened here. */
export interface LetIn {
  readonly done: number
  readonly failed: number
}

interface Openables {
  readonly recipient: string
  readonly cases: readonly { id: string; sealedKeys: readonly string[] }[]
}

/** Seals the keys of my older cases to another key, here in the browser. @param from my key, unlocked */
export function letIn(from: MyKey, to: string): Promise<LetIn> {
  const path = `/readers/${to}/cases`
  return resealAll(from.wrapped ?? '', {
    next: () => api.get<Openables>(`${path}?with=${encodeURIComponent(from.id)}`),
    put: keys => api.post(path, { with: from.id, keys }),
  })
}

/** Opens older cases with the recovery key, and seals their keys to mine. @param written as it stands on paper */
export async function letInByPaper(written: string, mine: MyKey): Promise<LetIn | 'no_key'> {
  if (!(await keyBox.unlockPaper(written))) return 'no_key'
  const { sealed } = await api.post<{ sealed: string }>('/recovery/proof')
  const proof = await keyBox.prove(PAPER, sealed).catch(() => null)
  if (proof === null) return 'no_key'
  return resealAll(PAPER, {
    next: () => api.post<Openables>('/recovery/use', { with: mine.id, proof }),
    put: keys => api.post('/recovery/cases', { with: mine.id, proof, keys }),
  })
}

interface Way {
  /** The next cases, a hundred at most. */
  next(): Promise<Openables>
  put(keys: readonly { case: string; sealed: string }[]): Promise<unknown>
}

/** Until none is left that could be opened. @param name under which the key is unlocked */
async function resealAll(name: string, { next, put }: Way): Promise<LetIn> {
  let done = 0
  for (;;) {
    const { recipient, cases } = await next()
    const sealed = await keyBox.reseal(
      name,
      recipient,
      cases.map(one => one.sealedKeys),
    )
    const keys = cases.flatMap((one, n) => {
      const key = sealed[n]
      return key ? [{ case: one.id, sealed: key }] : []
    })
    if (keys.length === 0) return { done, failed: cases.length }
    await put(keys)
    done += keys.length
  }
}

/** Changes my key for a new one: proved with the old one, cases sealed to the new one, then the old one ends. */
export async function renew(old: MyKey, fresh: { recipient: string; wrapped: string }): Promise<void> {
  const { sealed } = await api.post<{ sealed: string }>(`/readers/${old.id}/proof`)
  const proof = await keyBox.prove(old.wrapped ?? '', sealed)
  const { id } = await api.post<{ id: string }>(`/readers/${old.id}/renew`, { ...fresh, proof })
  await handOn(old, id)
}

/** Seals what is left of my older cases to my newer key, and ends the older one. */
export async function handOn(old: MyKey, by: string): Promise<void> {
  await letIn(old, by)
  await api.post(`/readers/${old.id}/retire`, { by })
}
