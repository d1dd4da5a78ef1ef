import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'
import { normalize } from '../../../src/understanding/normalize.ts'
import { readTime } from '../../../src/understanding/time/index.ts'
import { casesOf, compare } from './table.ts'

const calendar = chineseCalendar()
const tables = readdirSync(new URL('./cases/', import.meta.url)).filter(name => name.endsWith('.txt'))

describe.each(tables.map(name => name.replace('.txt', '')))('%s', name => {
  it.each(casesOf(name))('$text ($ref)', ({ text, ref, kind, expected }) => {
    const { wanted, read } = compare(
      expected,
      readTime(normalize(text), { ref, ...(kind && { kind }), calendar }),
    )
    expect(read).toEqual(wanted)
  })
})
