import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readRoster } from '../../../src/care/people/roster.ts'
import { readTable } from '../../../src/care/people/table.ts'
import { TEMPLATES } from '../../../src/console/ui/templates.ts'
import { HOME } from '../../../src/data.ts'
import { Fault } from '../../../src/kernel/faults.ts'

const NOBODY: ReadonlySet<string> = new Set()
const TODAY = '2026-11-23'
const HEAD = 'userid,name,unit,supervisor'

const read = (text: string, known = NOBODY) => readRoster('roster.csv', Buffer.from(text), known, TODAY)

/** What is wrong with a file, as `place rule`. */
async function faults(text: string, known = NOBODY): Promise<string[]> {
  try {
    await read(text, known)
    return []
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return error.details.map(d => `${d.where} ${d.rule}`)
  }
}

describe('a roster', () => {
  test('needs three columns only', async () => {
    const { rows, given } = await read('userid,name,unit\na,甲,街道\n')
    expect(rows).toEqual([
      {
        userid: 'a',
        name: '甲',
        unit: '街道',
        unitType: null,
        staffType: null,
        post: null,
        rank: null,
        sort: 0,
        supervisor: null,
        workStart: null,
        birthDate: null,
        sex: null,
        mobile: null,
        roles: [],
        left: null,
      },
    ])
    expect([...given]).toEqual(['userid', 'name', 'unit'])
  })

  test('may have its columns in any order, spaces around cells, and empty lines', async () => {
    const { rows } = await read('\ufeffunit , NAME,userid,roles\n\n 街道 ,甲, a ,hr| admin\n\n,,,\n')
    expect(rows).toMatchObject([{ userid: 'a', name: '甲', unit: '街道', roles: ['hr', 'admin'] }])
  })

  test('keeps a comma and a line break inside quotes', async () => {
    expect((await read('userid,name,unit\na,甲,"党政办,综合科"\n')).rows).toMatchObject([
      { unit: '党政办,综合科' },
    ])
  })

  test('may be what a Chinese spreadsheet program calls CSV (GB 18030)', async () => {
    const gb = Buffer.concat([
      Buffer.from('userid,name,unit\na,'),
      Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]),
      Buffer.from(',x\n'),
    ])
    expect((await readRoster('r.csv', gb, NOBODY, TODAY)).rows).toMatchObject([{ name: '张三' }])
  })

  test('may have Chinese headings, and dates as spreadsheets write them', async () => {
    const file = ['工号（必填）,姓名,单位,参加工作时间,出生日期', 'a,甲,街道,2008/7/1,1985年03月12日'].join(
      '\n',
    )
    const { rows, given } = await readRoster('r.csv', Buffer.from(file), NOBODY, TODAY)
    expect(rows).toMatchObject([
      { userid: 'a', name: '甲', unit: '街道', workStart: '2008-07-01', birthDate: '1985-03-12' },
    ])
    expect(given).toContain('workStart')
  })

  test('the templates of the console name every column as the files do', async () => {
    const columns = await Promise.all(
      Object.values(TEMPLATES).map(async heads => {
        const table = await readTable('t.csv', Buffer.from(`\uFEFF${heads.join(',')}\r\n`), 'ROSTER_INVALID')
        return table.columns.join(',')
      }),
    )
    expect(columns).toEqual([
      'userid,name,unit,unit_type,staff_type,post,rank,sort,supervisor,work_start,birth_date,sex,mobile,roles,left',
      'userid,year,annual,carry,comp,comp_expires',
      'userid,date,hours,reason,clock,kind,purpose,subsidy',
    ])
  })

  test('may be an XLSX file', async () => {
    const { rows } = await readRoster(
      'r.XLSX',
      xlsx([
        ['userid', 'name', 'unit', 'mobile'],
        ['a', '甲', '街道', 13800000001],
      ]),
      NOBODY,
      TODAY,
    )
    expect(rows).toMatchObject([{ userid: 'a', name: '甲', unit: '街道', mobile: '13800000001' }])
  })

  test('the samples are good, and every one of them says that it is a sample', async () => {
    const { rows } = await readRoster(
      'roster.csv',
      readFileSync(join(HOME, 'db', 'samples', 'roster.csv')),
      NOBODY,
      TODAY,
    )
    expect(rows).toHaveLength(20)
    for (const { userid, unit } of rows) expect(`${userid} ${unit}`).toMatch(/^sample-.* 样例/)
  })
})

describe('bad rows are all named, with their line:', () => {
  test.each([
    [
      'what is missing',
      'userid,name,unit\n,甲,x\nb,,\n',
      ['2 userid required', '3 name required', '3 unit required'],
    ],
    ['a column nobody knows', 'userid,name,unit,colour\na,甲,x,red\n', ['colour unknown_column']],
    [
      'a column that stands there under two headings',
      'userid,姓名,单位,部门\na,甲,x,y\n',
      ['部门 duplicate'],
    ],
    ['a column that is not there', 'userid,name\na,甲\n', ['unit missing_column']],
    ['an empty file', '', ['userid missing_column', 'name missing_column', 'unit missing_column']],
    [
      'a date that is none',
      'userid,name,unit,work_start,birth_date\na,甲,x,2026-02-30,1974.5\n',
      ['2 work_start date', '2 birth_date date'],
    ],
    ['no such day, with strokes', 'userid,name,unit,work_start\na,甲,x,2026/2/30\n', ['2 work_start date']],
    ['a telephone that is none', 'userid,name,unit,mobile\na,甲,x,call me\n', ['2 mobile mobile']],
    ['a sort that is no number', 'userid,name,unit,sort\na,甲,x,first\n', ['2 sort number']],
    [
      'choices that are none',
      'userid,name,unit,unit_type,staff_type,sex,roles\na,甲,x,公司,临时,无,king\n',
      ['2 unit_type one_of', '2 staff_type one_of', '2 sex one_of', '2 roles one_of'],
    ],
    [
      'roles that are worked out',
      'userid,name,unit,roles\na,甲,x,staff\nb,乙,x,supervisor\n',
      ['2 roles one_of', '3 roles one_of'],
    ],
    [
      'an unknown supervisor beside somebody who stands there twice',
      'userid,name,unit,supervisor\na,甲,x,u99\na,甲,x,\n',
      ['3 userid duplicate', '2 supervisor unknown_person'],
    ],
    ['somebody who stands there twice', 'userid,name,unit\na,甲,x\nb,乙,x\na,丙,x\n', ['4 userid duplicate']],
    [
      'a date of leaving that is none, and one that is still to come',
      'userid,name,unit,left\na,甲,x,soon\nb,乙,x,2026-11-24\nc,丙,x,2026-11-23\n',
      ['2 left date', '3 left not_future'],
    ],
    [
      'a supervisor who leaves by the same file',
      `${HEAD},left\na,甲,x,b,\nb,乙,x,,2026-11-20\n`,
      ['2 supervisor unknown_person'],
    ],
    ['a supervisor nobody knows', `${HEAD}\na,甲,x,ghost\n`, ['2 supervisor unknown_person']],
    ['his own supervisor', `${HEAD}\na,甲,x,a\n`, ['2 supervisor own_supervisor']],
    [
      'a circle',
      `${HEAD}\na,甲,x,b\nb,乙,x,c\nc,丙,x,a\n`,
      ['2 supervisor supervisor_circle', '3 supervisor supervisor_circle', '4 supervisor supervisor_circle'],
    ],
    ['too long a name', `userid,name,unit\na,${'甲'.repeat(65)},x\n`, ['2 name too_long']],
    ['the line, counting empty ones', 'userid,name,unit\n\n\n,甲,x\n', ['4 userid required']],
  ])('%s', async (_, text, wanted) => {
    expect(await faults(text)).toEqual(wanted)
  })

  test('but a supervisor may be on the roster already', async () => {
    expect(await faults(`${HEAD}\na,甲,x,boss\n`, new Set(['boss']))).toEqual([])
  })
})

test('whatever bytes come: rows, or a fault with a code', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom('a.csv', 'a.xlsx', 'a'),
      async (bytes, name) => {
        try {
          await readRoster(name, bytes, NOBODY, TODAY)
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
          expect((error as Fault).code).toBe('ROSTER_INVALID')
        }
      },
    ),
    { numRuns: 200 },
  )
})

/** The smallest XLSX that holds these cells. */
function xlsx(rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const cell = (value: string | number, at: string) =>
    typeof value === 'number'
      ? `<c r="${at}"><v>${value}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
  const sheet = rows
    .map(
      (row, y) =>
        `<row r="${y + 1}">${row.map((value, x) => cell(value, `${String.fromCharCode(65 + x)}${y + 1}`)).join('')}</row>`,
    )
    .join('')
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const file = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`)
  return zipSync({
    '[Content_Types].xml': file(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    ),
    'xl/workbook.xml': file(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': file(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': file(
      `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
    ),
  })
}
