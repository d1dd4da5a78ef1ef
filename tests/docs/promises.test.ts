import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HOME } from '../../src/data.ts'

interface Row {
  readonly n: number
  readonly file: string
  readonly title: string
  readonly why: string
}

/** The table of the threat model. */
function rows(): Row[] {
  const text = readFileSync(join(HOME, 'docs', 'reference', 'threat-model.md'), 'utf8')
  return [...text.matchAll(/^\| (\d+) \| [^|]+ \|([^|]*)\|([^|]*)\|$/gm)].map(
    ([, n, proof = '', why = '']) => {
      const [, file = '', title = ''] = /^ `(.+?)`: (.+) $/.exec(proof) ?? []
      return { n: Number(n), file, title, why: why.trim() }
    },
  )
}

test('each of the forty promises has a test that is there, or a sentence that says why not', () => {
  expect(rows().map(({ n }) => n)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  for (const { n, file, title, why } of rows()) {
    if (file === '') expect(why, `promise ${n}`).toMatch(/^Not here: /)
    else expect(readFileSync(join(HOME, file), 'utf8'), `promise ${n}`).toContain(title)
  }
})
