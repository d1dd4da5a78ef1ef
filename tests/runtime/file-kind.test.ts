import { describe, expect, test } from 'vitest'
import { realKind } from '../../src/runtime/file-kind.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

describe('a picture or a PDF is what its first bytes say', () => {
  test.each([
    ['a JPEG', '\xff\xd8\xff\xe0\0\x10JFIF', 'image', 'image'],
    ['a PNG', '\x89PNG\r\n\x1a\n\0\0', 'image', 'image'],
    ['a GIF', 'GIF89a\x01\0', 'image', 'image'],
    ['a WebP', 'RIFF\x24\0\0\0WEBPVP8 ', 'image', 'image'],
    ['a picture of an iPhone', '\0\0\0\x18ftypheic\0\0\0\0', 'image', 'image'],
    ['a scan', 'II*\0\x08\0\0\0', 'image', 'image'],
    ['a PDF', '%PDF-1.7\n', 'pdf', 'pdf'],
    ['a PDF after a line of a printer', '\x1b%-12345X@PJL\n%PDF-1.4', 'pdf', 'pdf'],
    ['a PDF called .jpg', '%PDF-1.7\n', 'image', 'pdf'],
    ['a JPEG called .pdf', '\xff\xd8\xff\xe0', 'pdf', 'image'],
    ['a text called .jpg', 'dear all, enclosed', 'image', 'other'],
    ['a text called .pdf', 'dear all, enclosed', 'pdf', 'other'],
    ['a film called .jpg', '\0\0\0\x18ftypmp42', 'image', 'other'],
    ['a program called .png', 'MZ\x90\0', 'image', 'other'],
    ['a text that begins like a BMP', 'BMW', 'image', 'other'],
  ] as const)('%s', (_, text, claimed, kind) => {
    expect(realKind(claimed, bytes(text))).toBe(kind)
  })
})

test.each(['audio', 'video', 'other'] as const)('%s is taken at its word', kind => {
  expect(realKind(kind, bytes('\xff\xd8\xff'))).toBe(kind)
})

test('an empty file stays what it claims, to be refused as empty', () => {
  expect(realKind('image', bytes(''))).toBe('image')
})
