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

const areas = shippedLibrary().flows.get('leave')?.slot.get('area')?.options ?? []

test.each([
  ['带孩子去香港', 'abroad'],
  ['陪爸妈日本旅游', 'abroad'],
  ['我带着老婆孩子去泰国', 'abroad'],
  ['和我爸妈一起去新加坡', 'abroad'],
  ['跟同学去韩国', 'abroad'],
  ['老婆和我去香港', 'abroad'],
  ['爸妈要带我去香港', 'abroad'],
  ['爸妈去香港', ''],
  ['老婆带孩子去香港，我送机', ''],
  ['同学去韩国，送一下', ''],
  ['孩子和爷爷去日本', ''],
  ['我爸和我妈去香港', ''],
])('%s: %s', (said, area) => {
  expect(mentions(said, areas).at(-1)?.value ?? '').toBe(area)
})
