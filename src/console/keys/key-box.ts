import type { KeyAnswer, KeyCall, KeyWork } from './age-worker.ts'

/** My keys in this tab: unlocked ones live in a thread of their own, until they are locked. */
export interface KeyBox extends KeyWork {
  isOpen(wrapped: string): boolean
  /** Forgets every unlocked key. */
  lock(): void
  /** @returns its own undo */
  watch(changed: () => void): () => void
}

/** An unlocked key is forgotten after this long without use, ms. */
const IDLE = 15 * 60_000

export const keyBox: KeyBox = openKeyBox()

function openKeyBox(): KeyBox {
  const open = new Set<string>()
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>()
  const watchers = new Set<() => void>()
  let worker: Worker | null = null
  let count = 0
  let idle: number | undefined

  function start(): Worker {
    const started = new Worker(new URL('./age-worker.ts', import.meta.url), { type: 'module' })
    started.addEventListener('message', ({ data }: MessageEvent<KeyAnswer>) => {
      const call = waiting.get(data.id)
      waiting.delete(data.id)
      if ('failed' in data) call?.reject(new Error(data.failed))
      else call?.resolve(data.result)
    })
    started.addEventListener('error', () => {
      for (const { reject } of waiting.values()) reject(new Error('worker'))
      waiting.clear()
      lock()
    })
    return started
  }

  function ask<K extends keyof KeyWork>(name: K, ...given: Parameters<KeyWork[K]>): ReturnType<KeyWork[K]> {
    worker ??= start()
    const id = ++count
    clearTimeout(idle)
    idle = window.setTimeout(lock, IDLE)
    const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    worker.postMessage({ id, name, with: given } as KeyCall)
    return answer as ReturnType<KeyWork[K]>
  }

  function lock(): void {
    worker?.terminate()
    worker = null
    open.clear()
    tell()
  }

  function tell(): void {
    for (const changed of watchers) changed()
  }

  return {
    async make(passphrase) {
      const made = await ask('make', passphrase)
      open.add(made.wrapped)
      tell()
      return made
    },
    async unlock(wrapped, passphrase) {
      const right = await ask('unlock', wrapped, passphrase)
      if (right) open.add(wrapped)
      tell()
      return right
    },
    unlockPaper: written => ask('unlockPaper', written),
    open: (wrapped, sealedKeys, messages) => ask('open', wrapped, sealedKeys, messages),
    openFile: (key, sealed) => ask('openFile', key, sealed),
    reseal: (wrapped, recipient, cases) => ask('reseal', wrapped, recipient, cases),
    prove: (wrapped, sealed) => ask('prove', wrapped, sealed),
    makePaper: () => ask('makePaper'),
    seal: (recipient, text) => ask('seal', recipient, text),
    isOpen: wrapped => open.has(wrapped),
    lock,
    watch(changed) {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
  }
}
