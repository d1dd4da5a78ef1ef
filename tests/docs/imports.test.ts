import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { COLUMN_NAMES, columnNamed } from '../../src/care/people/column-names.ts'
import { TEMPLATES } from '../../src/console/ui/templates.ts'
import { HOME } from '../../src/data.ts'

const page = readFileSync(join(HOME, 'docs/reference/imports.md'), 'utf8')

test.each(Object.entries(COLUMN_NAMES))(
  'the column %s is explained, with every heading it may have',
  (column, names) => {
    const rows = page.split('\n').filter(line => line.startsWith(`| \`${column}\` |`))
    expect(rows[0]?.split('|')[2]?.trim().split('、')).toEqual(names)
  },
)

test.each(Object.entries(TEMPLATES))(
  'every heading of the template %s is one that can be read',
  (_, headings) => {
    for (const heading of headings) expect(Object.keys(COLUMN_NAMES), heading).toContain(columnNamed(heading))
  },
)
