import { fromBase64 } from '../keys/base64.ts'

/** Hands a file that the API gave to the browser. @param body base64 */
export function download(name: string, body: string, type = 'application/octet-stream'): void {
  const url = URL.createObjectURL(new Blob([fromBase64(body).slice()], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
