import type { FlowCoverage } from './index.ts'

/** The coverage of all flows for people to read: shares, then what is missing first. */
export function coverageTable(flows: readonly FlowCoverage[]): string {
  const rows = flows.map(f => [
    f.flow.padEnd(10),
    `${Math.floor(f.share * 100)} %`.padStart(6),
    `${f.lines.seen}/${f.lines.of}`.padStart(8),
    `${f.cells.seen}/${f.cells.of}`.padStart(8),
    ` ${f.missing.slice(0, 4).join('; ')}`,
  ])
  return ['flow          all    lines  patterns  missing', ...rows.map(row => row.join(' '))].join('\n')
}
