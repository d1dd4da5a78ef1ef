import type { Flow } from '../../../src/dialogue/flow.ts'
import type { TestLibrary } from '../harness/library.ts'
import type { Watch } from '../harness/play.ts'
import { Book, PATTERNS } from './book.ts'
import { marked } from './mark.ts'
import { watching } from './watch.ts'

/** What of the flow files the transcripts have seen happen. */
export interface Coverage {
  /** The same library, wrapped: whatever is evaluated or said leaves its mark. */
  readonly library: TestLibrary
  readonly watch: Watch
  report(): FlowCoverage[]
}

export interface FlowCoverage {
  flow: string
  /** Of lines and of the matrix together, 0–1. */
  share: number
  missing: string[]
  lines: { seen: number; of: number }
  cells: { seen: number; of: number }
}

export function coverageOf(library: TestLibrary): Coverage {
  const books = new Map([...library.flows.keys()].map(id => [id, new Book()]))
  const flows = new Map(
    [...library.flows].map(([id, flow]) => [id, marked(flow, books.get(id) ?? new Book())]),
  )
  return {
    library: { ...library, flows },
    watch: watching(books),
    report: () => [...library.flows.values()].map(flow => reportOf(flow, books.get(flow.id) ?? new Book())),
  }
}

function reportOf(flow: Flow, book: Book): FlowCoverage {
  const cells = holdsTheFloor(flow) ? PATTERNS.filter(p => p !== 'why' || asksMore(flow)) : []
  const missing = [...book.expected].filter(item => !book.seen.has(item))
  const untried = cells.filter(cell => !book.cells.has(cell))
  const of = book.expected.size + cells.length
  return {
    flow: flow.id,
    share: of === 0 ? 1 : 1 - (missing.length + untried.length) / of,
    missing: [...missing, ...untried.map(cell => `× ${cell}`)],
    lines: { seen: book.expected.size - missing.length, of: book.expected.size },
    cells: { seen: cells.length - untried.length, of: cells.length },
  }
}

function holdsTheFloor(flow: Flow): boolean {
  return flow.confirm !== null || flow.slots.some(s => s.from === 'person' && !s.unasked)
}

/** In a story “why” is one of the person's own words. */
function asksMore(flow: Flow): boolean {
  return flow.slots.some(s => s.from === 'person' && !s.untilDone && !s.unasked)
}
