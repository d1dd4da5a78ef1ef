import { expect, test } from 'vitest'
import { mentions } from '../../../src/dialogue/slots/mentions.ts'
import { shippedLibrary } from '../../dialogues/harness/library.ts'

const kinds = shippedLibrary().flows.get('leave')?.slot.get('kind')?.options ?? []

test.each([
  ['我老婆生了', '护理假'],
  ['媳妇昨晚生了，母子平安', '护理假'],
  ['爱人下周预产期', '护理假'],
  ['我下周预产期', '产假'],
  ['老婆生了病', ''],
  ['我生了气', ''],
  ['我儿媳妇生了个大胖小子', ''],
  ['我姐生了', ''],
])('%s: %s', (said, kind) => {
  expect(mentions(said, kinds).at(-1)?.label ?? '').toBe(kind)
})
