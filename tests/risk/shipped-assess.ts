import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Assess, makeAssess } from '../../src/risk/assess.ts'
import type { RiskFile } from '../../src/risk/rules-file.ts'

let assess: Assess | null = null

/** The rules and models that are shipped; compiled once for all tests. */
export function shippedAssess(): Assess {
  assess ??= makeAssess(shippedRules())
  return assess
}

export function shippedRules(): RiskFile {
  return parse(readFileSync(join(import.meta.dirname, '../../flows/policy/risk.yaml'), 'utf8'))
}
