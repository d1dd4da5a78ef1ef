import type { ReactNode } from 'react'
import { linkTo } from '../router.ts'

/** One column of a list. */
export interface Column<T> {
  readonly title: string
  cell(row: T): ReactNode
  /** Stands on top of the card on a telephone, without its title. */
  readonly main?: boolean
}

/** A list as a table; on a telephone each row becomes a card, so that nothing has to be scrolled sideways. */
export function Records<T>({
  label,
  rows,
  columns,
  keyOf,
  open,
}: {
  label: string
  rows: readonly T[]
  columns: readonly Column<T>[]
  keyOf: (row: T) => string | number
  /** Path that a row's first column leads to; null = nowhere. */
  open?: (row: T) => string | null
}) {
  return (
    <table className="records" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, cell, main }, n) => (
              <td key={title} data-title={title} className={main ? 'records-main' : undefined}>
                {n === 0 ? <Linked to={open?.(row) ?? null}>{cell(row)}</Linked> : cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Linked({ to, children }: { to: string | null; children: ReactNode }) {
  return to === null ? children : <a {...linkTo(to)}>{children}</a>
}
