import { expect, test } from 'vitest'
import { dangerFirst } from '../../src/console/cases/case-order.ts'

test('danger to life stands first, the most overdue before the rest, and then what is due sooner', () => {
  const rows = [
    { id: 'overdue', level: 'none', status: 'open', due: 1 },
    { id: 'danger answered', level: 'crisis', status: 'answered', due: 2 },
    { id: 'danger nearest', level: 'crisis', status: 'open', due: 9 },
    { id: 'danger overdue', level: 'crisis', status: 'open', due: 3 },
    { id: 'words of self-harm', level: 'high', status: 'open', due: 4 },
  ]
  expect(rows.sort(dangerFirst).map(row => row.id)).toEqual([
    'danger overdue',
    'danger nearest',
    'overdue',
    'danger answered',
    'words of self-harm',
  ])
})
