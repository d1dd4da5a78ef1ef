/** How long after the start: whoever opens the page at once is not kept waiting, ms. */
const AFTER = 5_000

/**
 * Gives back, once, the memory that reading flows, texts and models took at the start; the collector by itself keeps it
 * for weeks. Costs a pause of less than a tenth of a second, and nothing where the process was started without
 * `--expose-gc`.
 */
export function giveBackOnce(): void {
  const { gc } = globalThis
  setTimeout(() => void gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' }), AFTER).unref()
}
