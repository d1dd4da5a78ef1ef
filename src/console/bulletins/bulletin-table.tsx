import { Segmented } from 'antd'
import { useState } from 'react'
import { Mark } from '../ui/mark.tsx'
import { Nothing } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import type { BulletinContent, BulletinLine } from './shapes.ts'

type Row = BulletinLine & { readonly name: string }

/** The lines of a bulletin: leaders first, then all, then the units; 街道 can be shown alone. */
export function BulletinTable({ content }: { content: BulletinContent }) {
  const [which, setWhich] = useState('全部')
  const { leaders, lines, streets, total } = content
  if (!total) return <Nothing title="人数太少，不能分开公布。" />
  const units = lines.map(line => ({
    ...line,
    name: line.unit ?? `人少的${line.street ? '街道' : '单位'}合计`,
  }))
  const rows: Row[] =
    which === '街道'
      ? [...units.filter(row => row.street), ...(streets ? [{ ...streets, name: '街道合计' }] : [])]
      : [
          ...(leaders ? [{ ...leaders, name: '领导干部' }] : []),
          { ...total, name: '全部' },
          ...units.filter(row => which === '全部' || !row.street),
        ]
  return (
    <>
      {streets && <Segmented options={['全部', '街道', '机关和其他']} value={which} onChange={setWhich} />}
      <Records
        label="休假通报"
        rows={rows}
        keyOf={row => row.name}
        columns={[
          { title: '单位', cell: row => row.name, main: true },
          { title: '人数', cell: row => row.people },
          { title: '应休', cell: row => days(row.entitled) },
          { title: '已计划', cell: row => days(row.planned) },
          { title: '已休', cell: row => days(row.taken) },
          { title: '其中本月', cell: row => days(row.takenInMonth) },
          { title: '因工作取消', cell: row => days(row.cancelled) },
          { title: '未用补休', cell: row => days(row.comp) },
          {
            title: '休假率',
            cell: row =>
              row.percent === null ? (
                '—'
              ) : (
                <Mark tone={row.below ? 'wait' : 'good'}>
                  {row.percent}%{row.below ? '，低于目标' : ''}
                </Mark>
              ),
          },
        ]}
      />
    </>
  )
}

function days(halfDays: number): string {
  return `${halfDays / 2}天`
}
