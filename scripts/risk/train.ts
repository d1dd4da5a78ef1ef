import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeRiskModel } from '../../src/risk/model.ts'
import { curriculum, folded, shippedFeatures } from './curriculum.ts'
import { CLASSES } from './lessons.ts'
import { regress } from './regress.ts'

/**
 * Teaches the models of risk and writes their weights into the program: `node scripts/risk/train.ts FOLDER`. The
 * folder holds the third-party texts that docs/reference/risk.md names; none of them is part of this repository.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: node scripts/risk/train.ts FOLDER')
  process.exit(2)
}

/** As many rows as keep the file under 300 KB. */
const ROWS = 14_500

const { patterns, seen, chat, own, others } = curriculum(folder)
const lessons = folded([...patterns, ...seen, ...chat, ...own, ...others])
const bytes = encodeRiskModel(regress(lessons, CLASSES, shippedFeatures(), ROWS))
const source = `// Written by scripts/risk/train.ts; never edited by hand. Where it was learned: weights.NOTICE.md.
export const WEIGHTS =
  '${Buffer.from(bytes).toString('base64')}'
`
writeFileSync(join(import.meta.dirname, '..', '..', 'src', 'risk', 'weights.ts'), source)
console.log(`${lessons.length} sentences, ${source.length} bytes`)
