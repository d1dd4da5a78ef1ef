/** Something that happens now and then, and that a test can wait for without polling. */
export interface Signal<T> {
  emit(value: T): void
  /** Calls `listener` each time; returns the undo. */
  on(listener: (value: T) => void): () => void
  /** The next value that `accept` takes. Rejects after `timeoutMs` with what `describe` says. */
  next(accept: (value: T) => boolean, timeoutMs: number, describe: () => string): Promise<T>
}

export function createSignal<T>(): Signal<T> {
  const listeners = new Set<(value: T) => void>()
  const on = (listener: (value: T) => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }
  return {
    on,
    emit(value) {
      for (const listener of listeners) listener(value)
    },
    next: (accept, timeoutMs, describe) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          undo()
          reject(new Error(`waited ${timeoutMs} ms: ${describe()}`))
        }, timeoutMs)
        const undo = on(value => {
          if (!accept(value)) return
          undo()
          clearTimeout(timer)
          resolve(value)
        })
      }),
  }
}
