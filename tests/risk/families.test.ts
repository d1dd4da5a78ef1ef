import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { makeAssess } from '../../src/risk/assess.ts'
import type { RiskFile } from '../../src/risk/rules-file.ts'
import { normalize } from '../../src/understanding/normalize.ts'

const read = (path: string) => parse(readFileSync(join(import.meta.dirname, path), 'utf8'))
const assess = makeAssess(read('../../flows/policy/risk.yaml') as RiskFile)

type Rows = { why: string; say: string[] }[]
const table = read('families.yaml') as Record<'urgent' | 'heard' | 'quiet', Rows>
const rows = (kind: keyof typeof table) =>
  table[kind].flatMap(({ why, say }) => say.map(text => [text, why] as const))
const heard = (text: string) => assess(normalize(text))

describe('a human is called at once', () => {
  test.each(rows('urgent'))('“%s”: %s', text => {
    expect(heard(text).urgent).toBe(true)
  })
})

describe('it is heard', () => {
  test.each(rows('heard'))('“%s”: %s', text => {
    const { urgent, ask } = heard(text)
    expect(urgent || ask).toBe(true)
  })
})

describe('nobody is troubled', () => {
  test.each(rows('quiet'))('“%s”: %s', text => {
    const { urgent, ask } = heard(text)
    expect([urgent, ask]).toEqual([false, false])
  })
})
