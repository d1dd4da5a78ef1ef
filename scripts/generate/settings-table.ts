import type { TSchema } from 'typebox'
import { Settings } from '../../src/config.ts'
import { ALERTS } from '../../src/kernel/alerts.ts'
import { FAULTS } from '../../src/kernel/faults.ts'
import { SETTINGS } from '../../src/runtime/settings.ts'

/** What the reference of the settings is made of, as far as it is data. */
interface About {
  type?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  anyOf?: { const: string }[]
  enum?: string[]
  default?: unknown
  description?: string
  remedy?: string
  secret?: boolean
}

/** Each table, by the name of the marks it stands between. */
const TABLES: Readonly<Record<string, () => string>> = {
  variables: () =>
    table(
      ['variable', 'what it is', 'shape', 'default', 'when it is wrong'],
      Object.entries<TSchema>(Settings.properties).map(([name, schema]) => {
        const about = schema as About
        const secret = about.secret ? ' Secret: never printed.' : ''
        return [
          `\`${name}\``,
          `${about.description ?? ''}${secret}`,
          shapeOf(about),
          defaultOf(about),
          about.remedy ?? '',
        ]
      }),
    ),
  settings: () =>
    table(
      ['key', 'shape'],
      Object.entries<TSchema>(SETTINGS).map(([key, schema]) => [`\`${key}\``, shapeOf(schema as About)]),
    ),
  alerts: () =>
    table(
      ['code', 'what happened'],
      Object.entries(ALERTS).map(([code, what]) => [`\`${code}\``, what]),
    ),
  faults: () =>
    table(
      ['code', 'HTTP', 'what happened, and what to do'],
      Object.entries(FAULTS).map(([code, [status, what]]) => [`\`${code}\``, String(status), what]),
    ),
}

/** A page with every table between its marks made anew; the prose around them is left alone. */
export function withTables(page: string): string {
  return page.replace(
    /<!-- (\w+): made by npm run generate -->\n[\s\S]*?<!-- end -->/g,
    (whole, name: string) => {
      const made = TABLES[name]
      return made ? `<!-- ${name}: made by npm run generate -->\n${made()}<!-- end -->` : whole
    },
  )
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |\n`
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('')
}

function shapeOf(about: About): string {
  const options = about.enum ?? about.anyOf?.map(option => option.const)
  if (options) return options.map(option => `\`${option}\``).join(', ')
  if (about.type === 'integer') return `whole number, ${about.minimum} to ${about.maximum}`
  return about.pattern === undefined ? 'text' : `\`${about.pattern}\``
}

function defaultOf({ default: value }: About): string {
  return value === undefined ? '' : `\`${value}\``
}
