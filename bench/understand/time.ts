import { readdirSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'
import { normalize } from '../../src/understanding/normalize.ts'
import { readTime } from '../../src/understanding/time/index.ts'
import { type Case, casesOf, compare } from '../../tests/understanding/time/table.ts'

/** Lines that the tests hold, and batches that were written when the parser stood as it was. */
const SETS = {
  tests: new URL('../../tests/understanding/time/cases/', import.meta.url),
  fresh: new URL('./time/', import.meta.url),
}

/** Exact readings among the labelled lines: all, those without a time (`negatives`), and by kind. */
export function* scoreTime(misses: boolean): Generator<object> {
  const calendar = chineseCalendar()
  for (const [set, folder] of Object.entries(SETS)) {
    for (const name of readdirSync(folder).filter(file => file.endsWith('.txt'))) {
      const cases = casesOf(name.replace('.txt', ''), folder)
      const judged = cases.map(each => ({ ...each, ...judge(each, calendar) }))
      const byKind = Map.groupBy(judged, ({ expected }) => expected.split(' ')[0] ?? '')
      const negatives = byKind.get('none') ?? []
      yield {
        eval: 'time',
        set: `${set}/${name.replace('.txt', '')}`,
        lines: judged.length,
        exact: percent(judged),
        negatives: negatives.length === 0 ? null : percent(negatives),
        byKind: Object.fromEntries([...byKind].map(([kind, list]) => [kind, percent(list)])),
      }
      if (misses)
        for (const { text, ref, wanted, read, right } of judged) if (!right) yield { text, ref, wanted, read }
    }
  }
}

function judge({ text, ref, kind, expected }: Case, calendar: ReturnType<typeof chineseCalendar>) {
  const { wanted, read } = compare(
    expected,
    readTime(normalize(text), { ref, ...(kind && { kind }), calendar }),
  )
  return { wanted, read, right: isDeepStrictEqual(wanted, read) }
}

/** Per cent that are right, to one place. */
export function percent(judged: readonly { right: boolean }[]): number {
  const right = judged.filter(each => each.right).length
  return Math.round((1000 * right) / Math.max(1, judged.length)) / 10
}
