import { Worker } from 'node:worker_threads'
import { BLANK, decodeModel, type Model } from '../../understanding/intents/model.ts'
import { type Example, train } from '../../understanding/intents/train.ts'
import type { ModelCache } from './model-cache.ts'

/** Gives the model of a set of examples: at once, or the one before it while it is being trained. */
export type Models = (examples: readonly Example[], before: (() => Model) | null) => () => Model

/** Trained when it is first asked for and the cache has none: for commands and tests, which can wait. */
export function trainedOnDemand(cache: ModelCache | null = null): Models {
  return examples => {
    let model: Model | null = null
    return () => {
      model ??= cache?.find(examples) ?? trainAndKeep(examples, cache)
      return model
    }
  }
}

/**
 * Trained in a thread of its own, for the running program: until it is done, messages are read with the model
 * before it, or at the very first start by their words alone.
 * @param worker the file of `train-worker.ts`, as source or built
 */
export function trainedAside(cache: ModelCache, worker: string): Models {
  return (examples, before) => {
    const known = cache.find(examples)
    if (known) return () => known
    let model: () => Model = before ?? (() => BLANK)
    trainInWorker(examples, worker)
      .catch(() => train(examples))
      .then(trained => {
        model = () => trained
        cache.keep(examples, trained)
      })
    return () => model()
  }
}

function trainAndKeep(examples: readonly Example[], cache: ModelCache | null): Model {
  const model = train(examples)
  cache?.keep(examples, model)
  return model
}

function trainInWorker(examples: readonly Example[], file: string): Promise<Model> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: examples })
    worker.unref()
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the training ended without a model')))
    worker.once('message', (bytes: Uint8Array) => {
      const model = decodeModel(bytes)
      if (model) resolve(model)
      else reject(new Error('the training gave no model'))
    })
  })
}
