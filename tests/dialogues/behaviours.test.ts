import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { caseFiles, casesOf } from './harness/case-file.ts'

/** A behaviour, with the transcripts that show it, or the test elsewhere, or the reason why there is none. */
interface Behaviour {
  what: string
  shown?: Record<string, string[]>
  test?: { file: string; name: string }
  left?: string
}

/** The behaviours are numbered from 1 to this. */
const LAST = 104

const listed = parse(readFileSync(join(import.meta.dirname, 'behaviours.yaml'), 'utf8')) as Record<
  string,
  Behaviour
>
const titles = new Map(caseFiles().map(file => [file, casesOf(file).map(c => c.title)]))

describe('the list of behaviours', () => {
  it('has every number once, and for each a transcript, a test, or a reason', () => {
    expect(Object.keys(listed).map(Number)).toEqual(Array.from({ length: LAST }, (_, i) => i + 1))
    const bare = Object.entries(listed).filter(([, b]) => !b.shown && !b.test && !b.left)
    expect(bare).toEqual([])
  })

  it('names cases that exist', () => {
    const named = Object.values(listed).flatMap(b => Object.entries(b.shown ?? {}))
    const unknown = named.flatMap(([file, cases]) => cases.filter(c => !titles.get(file)?.includes(c)))
    expect(named.length).toBeGreaterThan(0)
    expect(unknown).toEqual([])
  })

  it('names tests that exist', () => {
    const tests = Object.values(listed).flatMap(b => b.test ?? [])
    const root = join(import.meta.dirname, '../..')
    const unknown = tests.filter(t => !readFileSync(join(root, t.file), 'utf8').includes(`'${t.name}'`))
    expect(unknown).toEqual([])
  })

  it('has every case that carries a number under that number', () => {
    const numbered = [...titles].flatMap(([file, cases]) =>
      cases.flatMap(title => {
        const [, number] = /^(\d+) /u.exec(title) ?? []
        return number ? [{ file, title, number }] : []
      }),
    )
    const missing = numbered.filter(
      ({ file, title, number }) => !listed[number]?.shown?.[file]?.includes(title),
    )
    expect(missing).toEqual([])
  })
})
