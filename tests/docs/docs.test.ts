import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withTables } from '../../scripts/generate/settings-table.ts'
import { commands } from '../../src/cli/commands.ts'
import { Settings } from '../../src/config.ts'
import { HOME } from '../../src/data.ts'

const PAGES = [
  'README.md',
  'README.zh-CN.md',
  ...readdirSync(join(HOME, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join('docs', name)),
]
const textOf = (page: string) => readFileSync(join(HOME, page), 'utf8')

describe.each(PAGES)('%s', page => {
  test('links to nothing that is not there', () => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)]
    for (const [, path = '', anchor] of links) {
      const file = path === '' ? join(HOME, page) : resolve(HOME, dirname(page), path)
      expect(existsSync(file), `${page} → ${path}`).toBe(true)
      if (anchor)
        expect(anchorsOf(readFileSync(file, 'utf8')), `${page} → ${path}#${anchor}`).toContain(anchor)
    }
  })

  test('names no command that the command line does not have', () => {
    const names = new Set(commands.map(command => command.name))
    const called = [...textOf(page).matchAll(/xinqiao -- ([a-z]+)(?: ([a-z]+))?/g)]
    for (const [line, one = '', two = ''] of called)
      expect(names.has(one) || names.has(`${one} ${two}`), line).toBe(true)
  })
})

/** Headings as GitHub makes them into anchors. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  )
}

describe('the reference of the settings', () => {
  const page = textOf('docs/reference/config.md')

  test('is what the program’s own lists say', () => {
    expect(withTables(page)).toBe(page)
  })

  test('has every variable, with its shape, its default and a remedy', () => {
    for (const [name, schema] of Object.entries(Settings.properties)) {
      const [row = ''] = page.split('\n').filter(line => line.startsWith(`| \`${name}\` |`))
      const cells = row
        .replaceAll('\\|', '')
        .split('|')
        .map(cell => cell.trim())
      expect(cells, name).toHaveLength(7)
      const [, , what = '', shape = '', given = '', remedy = ''] = cells
      for (const cell of [what, shape, remedy]) expect(cell, name).not.toBe('')
      const { default: value } = schema as { default?: unknown }
      expect(given, name).toBe(value === undefined ? '' : `\`${value}\``)
    }
  })

  test('and those that people read in Chinese are the same ones', () => {
    const system = textOf('flows/_system.yaml')
    for (const name of Object.keys(Settings.properties))
      expect(system, name).toMatch(new RegExp(`^  ${name}: \\{what: .+, wanted: .+, remedy: .+\\}$`, 'm'))
  })
})
