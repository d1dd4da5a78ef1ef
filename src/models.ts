import { join } from 'node:path'
import type { Settings } from './config.ts'
import { folderOf, HOME, threadFile } from './data.ts'
import { openModelCache } from './runtime/intents/model-cache.ts'
import { type Models, trainedAside, trainedOnDemand } from './runtime/intents/models.ts'

/** Models for the running program: what set-up or an earlier run has trained, else a thread trains it. */
export function modelsAside(config: Settings): Models {
  return trainedAside(cacheOf(config), threadFile('runtime/intents/train-worker'))
}

/** Models for a command that answers and ends. */
export function modelsNow(config: Settings): Models {
  return trainedOnDemand(cacheOf(config))
}

/** Where set-up keeps the model of the flows that are shipped. */
export const SHIPPED_MODELS = join(HOME, 'dist', 'intents')

/** The data folder is written to; without one (a fresh machine) nothing is, and nothing is lost by it. */
function cacheOf(config: Settings) {
  return openModelCache([join(folderOf(config), 'intents'), SHIPPED_MODELS])
}
