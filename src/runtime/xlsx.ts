import { strToU8, zipSync } from 'fflate'

/** One cell: a number stays one, null is empty. */
export type Cell = string | number | null

/**
 * One sheet as an XLSX file (ECMA-376, strings in the cells themselves): enough for a table that office programs open,
 * add up and print. The first row is the head: bold, and it stays when one scrolls.
 * @param widths of columns, in characters
 * @param foot stands at the foot of every printed page
 */
export function writeXlsx(
  sheet: string,
  rows: readonly (readonly Cell[])[],
  widths: readonly number[],
  foot = '',
): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${OFFICE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${OFFICE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${OFFICE}.styles+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}relationships"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets><sheet name="${escaped(nameOf(sheet))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}relationships"><Relationship Id="rId1" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columnsOf(widths)}<sheetData>${rows.map(rowOf).join('')}</sheetData>${footOf(foot)}</worksheet>`,
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    // Nothing of the hour at which it was made: the same numbers are the same file.
    mtime: '1980-01-01T12:00:00',
  })
}

/** The same rows as CSV that a Chinese Excel opens: UTF-8 with a mark, CRLF; a cell that begins like a formula is none. */
export function writeCsv(rows: readonly (readonly Cell[])[]): Uint8Array {
  return strToU8(`\uFEFF${rows.map(row => `${row.map(csvCell).join(',')}\r\n`).join('')}`)
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/'
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function columnsOf(widths: readonly number[]): string {
  if (widths.length === 0) return ''
  return `<cols>${widths.map((width, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`
}

/** `&` begins a code there, so it is doubled. */
function footOf(foot: string): string {
  if (foot === '') return ''
  return `<headerFooter><oddFooter>&amp;C${escaped(foot.replace(/&/g, '&&'))}</oddFooter></headerFooter>`
}

function rowOf(cells: readonly Cell[], n: number): string {
  const style = n === 0 ? ' s="1"' : ''
  const all = cells.map((cell, column) => {
    const at = `r="${columnName(column)}${n + 1}"${style}`
    if (cell === null) return `<c ${at}/>`
    return typeof cell === 'number'
      ? `<c ${at}><v>${cell}</v></c>`
      : `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  })
  return `<row r="${n + 1}">${all.join('')}</row>`
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnName(n: number): string {
  return (n >= 26 ? columnName(Math.floor(n / 26) - 1) : '') + String.fromCharCode(65 + (n % 26))
}

/** What XML cannot hold is left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

/** Excel takes no more, and none of these. */
function nameOf(sheet: string): string {
  return sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const plain = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain
}
