import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { FlowFile } from '../../src/dialogue/flow-file.ts'
import { loadFlows } from '../../src/dialogue/load-flows.ts'
import { SLOT_TYPES } from '../../src/dialogue/slot-file.ts'
import { shippedFiles } from '../dialogues/harness/library.ts'
import { registry } from '../dialogues/harness/registry.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/reference/flows.md'), 'utf8')

it('the example of the handbook is a file the loader takes', () => {
  const [, example = ''] = /```yaml\n(schema: 1[\s\S]*?)```/u.exec(page) ?? []
  const shared = [...shippedFiles()].filter(([name]) => name.startsWith('_'))
  const { library, problems } = loadFlows(new Map([...shared, ['repair.yaml', example]]), registry)
  expect(problems).toEqual([])
  expect([...(library?.flows.keys() ?? [])]).toEqual(['repair'])
})

it('every key of a flow, every key of a slot and every type is explained', () => {
  const { slots } = FlowFile.properties
  const [slot] = Object.values(slots.patternProperties)
  const keys = [...Object.keys(FlowFile.properties), ...Object.keys(slot?.properties ?? {}), ...SLOT_TYPES]
  expect(keys.length).toBeGreaterThan(50)
  expect(keys.filter(key => !new RegExp(`\`${key}[\`.:,]`, 'u').test(page))).toEqual([])
})
