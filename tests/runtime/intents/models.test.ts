import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openModelCache } from '../../../src/runtime/intents/model-cache.ts'
import { trainedAside, trainedOnDemand } from '../../../src/runtime/intents/models.ts'
import { BLANK } from '../../../src/understanding/intents/model.ts'
import { train } from '../../../src/understanding/intents/train.ts'

const WORKER = join(import.meta.dirname, '../../../src/runtime/intents/train-worker.ts')
const EXAMPLES = [
  { text: '请假', flow: 'leave' },
  { text: '查余额', flow: 'balance' },
]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinqiao-models-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a model cache', () => {
  it('gives back what it was given, for the same examples only', () => {
    const cache = openModelCache([folder])
    cache.keep(EXAMPLES, train(EXAMPLES))
    expect(openModelCache([folder]).find(EXAMPLES)).toEqual(train(EXAMPLES))
    expect(cache.find(EXAMPLES.slice(1))).toBeNull()
  })

  it('looks into every folder and writes to the first', () => {
    const [own, shipped] = [join(folder, 'own'), join(folder, 'shipped')]
    openModelCache([shipped]).keep(EXAMPLES, train(EXAMPLES))
    expect(openModelCache([own, shipped]).find(EXAMPLES)).not.toBeNull()
    openModelCache([own, shipped]).keep(EXAMPLES.slice(1), train(EXAMPLES.slice(1)))
    expect(readdirSync(own)).toHaveLength(1)
  })

  it('takes a broken file for none, and does without a folder that cannot be written to', () => {
    const cache = openModelCache([folder])
    cache.keep(EXAMPLES, train(EXAMPLES))
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'broken')
    expect(cache.find(EXAMPLES)).toBeNull()
    writeFileSync(join(folder, 'file'), '')
    expect(() => openModelCache([join(folder, 'file')]).keep(EXAMPLES, BLANK)).not.toThrow()
  })

  it('keeps a few and lets the older go', () => {
    const cache = openModelCache([folder])
    for (let i = 0; i < 9; i++) cache.keep([{ text: `第${i}句`, flow: 'leave' }], BLANK)
    expect(readdirSync(folder)).toHaveLength(4)
  })
})

describe('training', () => {
  it('on demand waits until somebody asks, and keeps what it made', () => {
    const cache = openModelCache([folder])
    const model = trainedOnDemand(cache)(EXAMPLES, null)
    expect(readdirSync(folder)).toEqual([])
    expect(model()).toEqual(train(EXAMPLES))
    expect(cache.find(EXAMPLES)).toEqual(train(EXAMPLES))
  })

  it('aside gives the model before it until the thread is done', async () => {
    const before = train(EXAMPLES.slice(1))
    const cache = openModelCache([folder])
    const model = trainedAside(cache, WORKER)(EXAMPLES, () => before)
    expect(model()).toBe(before)
    await vi.waitFor(() => expect(model()).toEqual(train(EXAMPLES)), { timeout: 30_000 })
    await vi.waitFor(() => expect(cache.find(EXAMPLES)).not.toBeNull())
    expect(trainedAside(cache, WORKER)(EXAMPLES, null)()).toEqual(train(EXAMPLES))
  })

  it('aside is done here where the thread cannot be', async () => {
    const model = trainedAside(openModelCache([folder]), join(folder, 'no-such-file.ts'))(EXAMPLES, null)
    expect(model()).toBe(BLANK)
    await vi.waitFor(() => expect(model()).toEqual(train(EXAMPLES)), { timeout: 30_000 })
  })
})
