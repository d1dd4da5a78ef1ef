import fc from 'fast-check'
import { stringify } from 'yaml'
import { loadFlows } from '../../../src/dialogue/load-flows.ts'
import { shippedFiles } from '../../dialogues/harness/library.ts'
import { registry } from '../../dialogues/harness/registry.ts'
import { SMALL } from '../small-flow.ts'

/** Signs that mean something in YAML or in an expression, and words that a flow file may hold. */
const SIGNS = [
  ...[
    ': ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '#',
    '&a ',
    '*a',
    '!!js ',
    '|',
    '>',
    '\n',
    '\t',
    '  ',
    '---\n',
    '\\',
  ],
  ...[
    '&&',
    '||',
    '!',
    '==',
    '<=',
    '+',
    '(',
    ')',
    '.',
    ',',
    'today()',
    'workdays(from, to)',
    '{kind}',
    '{',
    'me.unit',
  ],
  ...[
    'slots:',
    'when:',
    'lookup: stock',
    'derive: days',
    'type: choice',
    'constructor',
    '__proto__',
    'null',
    '~',
    '1e9',
  ],
]

const piece = fc.oneof(fc.constantFrom(...SIGNS), fc.string({ unit: 'grapheme', maxLength: 12 }))

/** A flow file with something cut out, doubled, or put in where it does not belong. */
const spoilt = (texts: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(), fc.nat(40), piece), { minLength: 1, maxLength: 4 }),
    )
    .map(([text, cuts]) =>
      cuts.reduce((now, [at, length, put]) => {
        const from = at % (now.length + 1)
        return now.slice(0, from) + put + now.slice(from + length)
      }, text),
    )

/** Anything that is YAML, of any shape. */
const anyContent = fc.jsonValue({ maxDepth: 4 }).map(value => stringify(value))

/** Any text as a flow file: random signs, YAML of any shape, and flow files with something spoilt. */
export function anyYaml(): fc.Arbitrary<string> {
  const flows = [...shippedFiles()].flatMap(([name, text]) => (/^[a-z]\w*\.yaml$/u.test(name) ? [text] : []))
  return fc.oneof(
    fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join('')),
    anyContent,
    { arbitrary: spoilt([SMALL]), weight: 3 },
    { arbitrary: spoilt(flows), weight: 1 },
  )
}

/** @throws when the loader throws, says nothing of a file it does not take, or says it without a place */
export function isRefusedOrTaken(text: string): void {
  const { library, problems } = loadFlows(new Map([['errand.yaml', text]]), registry)
  // The shared files are missing: two problems at least.
  if (library !== null || problems.length < 2) throw new Error('something was taken that is not whole')
  const lines = text.split('\n').length
  for (const { file, line, what } of problems) {
    if (what.trim() === '') throw new Error('a problem without words')
    if (!Number.isInteger(line) || line < 1) throw new Error(`a problem without a line: ${what}`)
    if (file === 'errand.yaml' && line > lines + 1) throw new Error(`line ${line} of ${lines}: ${what}`)
  }
}
