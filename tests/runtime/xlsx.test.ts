import { unzipSync } from 'fflate'
import readXlsx from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { writeCsv, writeXlsx } from '../../src/runtime/xlsx.ts'

const rows = [
  ['单位', '人数', '休假率'],
  ['办公室 <一> & "二"', 12, null],
  ['=1+1', 0.5, 'a\u0000b'],
]

describe('a sheet', () => {
  test('is read back as it was written', async () => {
    const bytes = writeXlsx('通报 2026/11', rows, [20, 8, 8])
    const [sheet] = await readXlsx(Buffer.from(bytes))
    expect(sheet?.data ?? sheet).toEqual([
      ['单位', '人数', '休假率'],
      ['办公室 <一> & "二"', 12, null],
      ['=1+1', 0.5, 'ab'],
    ])
  })

  test('of the same rows is the same file', () => {
    expect(writeXlsx('x', rows, [])).toEqual(writeXlsx('x', rows, []))
  })

  test('holds only parts that are named', () => {
    const parts = unzipSync(writeXlsx('x', rows, [9]))
    const types = new TextDecoder().decode(parts['[Content_Types].xml'])
    for (const name of Object.keys(parts))
      if (!name.endsWith('.rels') && name !== '[Content_Types].xml') expect(types).toContain(`/${name}`)
  })

  test('has columns beyond Z', async () => {
    const wide = [Array.from({ length: 28 }, (_, n) => n)]
    const xml = new TextDecoder().decode(unzipSync(writeXlsx('x', wide, []))['xl/worksheets/sheet1.xml'])
    expect(xml).toContain('r="AB1"')
  })
})

test('CSV quotes what must be quoted, and nothing becomes a formula', () => {
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(rows.slice(1)))).toBe(
    '\uFEFF"办公室 <一> & ""二""",12,\r\n\'=1+1,0.5,a\u0000b\r\n',
  )
})

test('what is to stand at the foot of every printed page stands in the sheet, its signs as they are', () => {
  const xml = new TextDecoder().decode(
    unzipSync(writeXlsx('x', rows, [], 'A&B <导出>'))['xl/worksheets/sheet1.xml'],
  )
  expect(xml).toContain('<headerFooter><oddFooter>&amp;CA&amp;&amp;B &lt;导出&gt;</oddFooter></headerFooter>')
})
