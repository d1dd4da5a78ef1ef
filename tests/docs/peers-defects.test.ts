import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HOME } from '../../src/data.ts'

/** Each row of the table: the file that holds the proof, and what the test is called there. */
function rows(): { file: string; title: string }[] {
  const text = readFileSync(join(HOME, 'docs', 'reference', 'peers-defects.md'), 'utf8')
  return [...text.matchAll(/^\| [^|]+ \| [^|]+ \| `(tests\/[^`]+)`: ([^|]+) \|$/gm)].map(
    ([, file = '', title = '']) => ({ file, title }),
  )
}

test('each defect of another system has a test of ours that is there under its title', () => {
  const text = readFileSync(join(HOME, 'docs', 'reference', 'peers-defects.md'), 'utf8')
  expect(rows()).toHaveLength(text.split('\n').filter(line => line.startsWith('| ')).length - 1)
  for (const { file, title } of rows()) {
    const lines = readFileSync(join(HOME, file), 'utf8').split('\n')
    // A table of cases is a test by the source that stands over it.
    const names = file.endsWith('.yaml') ? /^ *-? *source: / : /\btest(?:\.each\(.*\))?\(/
    expect(lines.filter(line => names.test(line)).join('\n'), `${file}: ${title}`).toContain(title)
  }
})
