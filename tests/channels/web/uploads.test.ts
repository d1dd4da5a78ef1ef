import { expect, test } from 'vitest'
import { openUploads } from '../../../src/channels/web/uploads.ts'

const bytes = (length: number) => new Uint8Array(length)

test('fetched files make room for new ones, oldest first', () => {
  const uploads = openUploads(10)
  const first = uploads.keep(bytes(4))
  const second = uploads.keep(bytes(4))
  uploads.fetch(first)
  uploads.fetch(second)
  uploads.keep(bytes(5))
  expect(() => uploads.fetch(first)).toThrow()
  expect(uploads.fetch(second)).toHaveLength(4)
})

test('a file that nobody has fetched is never dropped: the new one is refused', () => {
  const uploads = openUploads(10)
  const waiting = uploads.keep(bytes(8))
  expect(() => uploads.keep(bytes(4))).toThrow(expect.objectContaining({ code: 'FILE_TOO_LARGE' }))
  expect(uploads.fetch(waiting)).toHaveLength(8)
})
