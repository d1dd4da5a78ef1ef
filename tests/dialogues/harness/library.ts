import { join } from 'node:path'
import type { Flow } from '../../../src/dialogue/flow.ts'
import { type Library, loadFlows } from '../../../src/dialogue/load-flows.ts'
import { formatProblem } from '../../../src/dialogue/problem.ts'
import type { Read } from '../../../src/kernel/reading.ts'
import { openModelCache } from '../../../src/runtime/intents/model-cache.ts'
import { trainedOnDemand } from '../../../src/runtime/intents/models.ts'
import { examplesOf, readFlowFolder } from '../../../src/runtime/library.ts'
import { makeRead } from '../../../src/understanding/index.ts'
import { registry } from './registry.ts'

/** The flow files as they are shipped, and the reader that learned from them. */
export interface TestLibrary extends Library {
  readonly read: Read
  /** Older versions, for frames that are pinned to one. */
  readonly older: readonly Flow[]
}

/** Trained once for all test files. */
const models = trainedOnDemand(openModelCache([join(import.meta.dirname, '../../../dist/intents')]))

const FOLDER = join(import.meta.dirname, '../../../flows')
let files: Map<string, string> | null = null
let shipped: TestLibrary | null = null

export function shippedFiles(): Map<string, string> {
  files ??= readFlowFolder(FOLDER)
  return new Map(files)
}

export function shippedLibrary(): TestLibrary {
  shipped ??= libraryOf(shippedFiles())
  return shipped
}

/** @throws when the loader finds a problem, with all of them */
export function libraryOf(of: ReadonlyMap<string, string>, before?: TestLibrary): TestLibrary {
  const { library, problems } = loadFlows(of, registry)
  if (!library) throw new Error(problems.map(p => `${formatProblem(p)}: ${p.what}`).join('\n'))
  return {
    ...library,
    read: before?.read ?? makeRead(models(examplesOf(library), null)),
    older: before ? [...before.flows.values(), ...before.older] : [],
  }
}
