import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
let hr: string
beforeEach(async () => {
  p = await openTestProgram()
  const wang = await p.hire('wang', [])
  await p.hire('renshi', ['hr'])
  hr = await p.enter('renshi')
  const rest = { person: wang, author: wang, turn: null, step: 1, form: new Uint8Array([1]), decided: null }
  await p.program.storage.transaction(async tx => {
    for (let n = 1; n <= 30; n++) {
      // Two of three are hardship, which HR may not know of; pairs share their moment.
      const [kind, prefix] = n % 3 === 0 ? ['leave', 'QJ'] : ['hardship', 'KN']
      const no = `${prefix}-20261123-${String(n).padStart(4, '0')}`
      const created = Math.floor(n / 6)
      await tx.db
        .insert(tx.t.application)
        .values({ no, kind: kind ?? '', status: 'pending', origin: no, created, ...rest })
    }
  })
})
afterEach(() => p.close())

const page = async (query: string) =>
  p.call<{ no: string }[]>('GET', `/applications?${query}`, { cookie: hr })

test('a page is full though what lies between is not for HR, and page after page shows each request once', async () => {
  const seen: string[] = []
  for (let before = ''; ; ) {
    const { body } = await page(`limit=4${before && `&before=${before}`}`)
    seen.push(...body.map(line => line.no))
    if (body.length < 4) break
    before = body.at(-1)?.no ?? ''
  }
  const wanted = Array.from({ length: 10 }, (_, i) => `QJ-20261123-${String(30 - 3 * i).padStart(4, '0')}`)
  expect(seen).toEqual(wanted)
})

test('a number that HR may not know is no place to begin, and like one that is not there', async () => {
  const [there, none] = [await page('before=KN-20261123-0001'), await page('before=KN-20261123-0999')]
  expect(there.status).toBe(404)
  expect(there.body).toEqual(none.body)
})
