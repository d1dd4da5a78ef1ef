import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseDocument } from 'yaml'
import { libraryOf, shippedFiles, shippedLibrary, type TestLibrary } from './library.ts'

/** Libraries a walker may be moved between, and the words it may say. */
export interface Ground {
  libraries: readonly TestLibrary[]
  texts: readonly string[]
}

let made: Ground | null = null

/** Made once: the same for every walk. */
export function groundOf(): Ground {
  made ??= { libraries: variants(), texts: textsOf(shippedLibrary()) }
  return made
}

/** The flow files as shipped, and as a clerk may have changed them meanwhile. */
function variants(): TestLibrary[] {
  const changed = [
    edited('leave', ['slots', 'cover'], {
      label: '顶班的人',
      type: 'text',
      ask: '谁顶你的班？',
      verbatim: true,
      max: 50,
    }),
    edited(
      'leave',
      ['slots', 'kind', 'options'],
      [
        { value: 'annual', label: '年假' },
        { value: 'sick', label: '病假' },
        { value: 'comp', label: '补休' },
      ],
    ),
    edited('leave', ['on_change'], 'restart'),
    edited('leave', ['on_change'], 'pin'),
    edited(
      'heart',
      ['slots', 'mode', 'options'],
      [
        { value: 'named', label: '署名' },
        { value: 'hidden', label: '不署名' },
      ],
    ),
    edited('heart', ['on_change'], 'restart'),
    edited('hardship', ['slots', 'evidence', 'accept'], ['pdf']),
    without('overtime'),
    without('heart'),
    without('hardship'),
  ]
  const base = shippedLibrary()
  const all = [base, ...changed.map(files => libraryOf(files, base))]
  const older = all.flatMap(l => [...l.flows.values()])
  return all.map(l => ({ ...l, older }))
}

function edited(flow: string, path: readonly (string | number)[], value: unknown): Map<string, string> {
  const files = shippedFiles()
  const document = parseDocument(files.get(`${flow}.yaml`) ?? '')
  document.setIn(path, document.createNode(value))
  return files.set(`${flow}.yaml`, document.toString())
}

/** The files without one flow, and without the places that name it. */
function without(flow: string): Map<string, string> {
  const files = shippedFiles()
  files.delete(`${flow}.yaml`)
  for (const [name, text] of files) {
    if (name.startsWith('_') || name.includes('/')) continue
    const document = parseDocument(text)
    const next = document.toJS().next as string[] | undefined
    if (next?.includes(flow)) document.setIn(['next'], document.createNode(next.filter(n => n !== flow)))
    files.set(name, document.toString())
  }
  return files
}

/** Everything a person might say: what flows wait for, what they do not, and what nobody should. */
function textsOf(library: TestLibrary): string[] {
  const flows = [...library.flows.values()]
  const patterns = Object.values(library.patterns)
  const { values, corrections, odd } = parse(
    readFileSync(join(import.meta.dirname, 'said.yaml'), 'utf8'),
  ) as Said
  return [
    ...flows.flatMap(f => [...f.phrases, ...f.examples, ...f.answers.flatMap(a => a.words)]),
    ...flows.flatMap(f => f.slots.flatMap(s => [...s.nouns, ...s.options.flatMap(o => o.words)])),
    ...patterns.flatMap(p => [
      ...(p.words ?? []),
      ...(p.examples ?? []),
      ...(p.options ?? []).filter(o => !o.includes('{')),
    ]),
    ...Object.keys(library.terms).map(term => `${term}是什么`),
    // Values and corrections move a form on: they are said twice as often.
    ...[values, values, corrections, corrections, odd].flat(2),
    ...['啊'.repeat(300), '啊'.repeat(5_000)],
  ]
}

type Said = Record<'values' | 'corrections' | 'odd', string[][]>
