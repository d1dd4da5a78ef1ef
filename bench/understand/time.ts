import { readdirSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'
import { normalize } from '../../src/understanding/normalize.ts'
import { readTime } from '../../src/understanding/time/index.ts'
import { type Case, casesOf, compare } from '../../tests/understanding/time/table.ts'

/** Lines that the tests hold, all in one, and batches that were written when the reader stood as it was. */
const TESTS = new URL('../../tests/understanding/time/cases/', import.meta.url)
const FRESH = new URL('./time/', import.meta.url)

/** Exact readings among the labelled lines: all, those without a time (`negatives`), and by kind. */
export function* scoreTime(misses: boolean): Generator<object> {
  yield* score('tests', tablesIn(TESTS), misses)
  for (const table of tablesIn(FRESH)) yield* score(table.name, [table], misses)
}

interface Table {
  name: string
  cases: Case[]
}

function tablesIn(folder: URL): Table[] {
  const names = readdirSync(folder).filter(file => file.endsWith('.txt'))
  return names.sort().map(file => {
    const name = file.replace('.txt', '')
    return { name, cases: casesOf(name, folder) }
  })
}

function* score(set: string, tables: readonly Table[], misses: boolean): Generator<object> {
  const calendar = chineseCalendar()
  const judged = tables.flatMap(({ cases }) => cases.map(each => ({ ...each, ...judge(each, calendar) })))
  const byKind = Map.groupBy(judged, ({ expected }) => expected.split(' ')[0] ?? '')
  yield {
    eval: 'time',
    set,
    lines: judged.length,
    exact: percent(judged),
    negatives: percent(byKind.get('none') ?? []),
    byKind: Object.fromEntries([...byKind].map(([kind, list]) => [kind, percent(list)])),
  }
  if (misses)
    for (const { text, ref, wanted, read, right } of judged) if (!right) yield { text, ref, wanted, read }
}

function judge({ text, ref, kind, expected }: Case, calendar: ReturnType<typeof chineseCalendar>) {
  const { wanted, read } = compare(
    expected,
    readTime(normalize(text), { ref, ...(kind && { kind }), calendar }),
  )
  return { wanted, read, right: isDeepStrictEqual(wanted, read) }
}

/** Per cent that are right, to one place. */
function percent(judged: readonly { right: boolean }[]): number {
  const right = judged.filter(each => each.right).length
  return Math.round((1000 * right) / Math.max(1, judged.length)) / 10
}
