import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeModel, encodeModel, MODEL_VERSION, type Model } from '../../understanding/intents/model.ts'
import type { Example } from '../../understanding/intents/train.ts'

/** Trained models by what they learned from, in files of a folder that may be deleted at any time. */
export interface ModelCache {
  find(examples: readonly Example[]): Model | null
  /** Older models of the folder go, but for a few: flows are rolled back sometimes. */
  keep(examples: readonly Example[], model: Model): void
}

const ENDING = '.model'
const KEPT = 4

/** @param folders looked into in turn; the first is written to */
export function openModelCache(folders: readonly string[]): ModelCache {
  return {
    find(examples) {
      const name = nameOf(examples)
      for (const folder of folders) {
        const model = readModel(join(folder, name))
        if (model) return model
      }
      return null
    },
    keep(examples, model) {
      const [folder] = folders
      if (folder === undefined) return
      try {
        write(folder, nameOf(examples), encodeModel(model))
      } catch {
        // A folder that cannot be written to costs a second at the next start, and nothing else.
      }
    },
  }
}

function nameOf(examples: readonly Example[]): string {
  const hash = createHash('sha256').update(`${MODEL_VERSION}\n`)
  for (const { text, flow } of examples) hash.update(`${flow}\t${text}\n`)
  return hash.digest('hex').slice(0, 32) + ENDING
}

function readModel(path: string): Model | null {
  try {
    return decodeModel(readFileSync(path))
  } catch {
    return null
  }
}

/** Whole or not at all: another process may read the folder at the same moment. */
function write(folder: string, name: string, bytes: Buffer): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const others = readdirSync(folder).filter(file => file.endsWith(ENDING) && file !== name)
  for (const old of others.slice(0, Math.max(0, others.length - KEPT + 1)))
    rmSync(join(folder, old), { force: true })
  const path = join(folder, name)
  writeFileSync(`${path}.${process.pid}`, bytes)
  renameSync(`${path}.${process.pid}`, path)
}
