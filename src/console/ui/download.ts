import { fromBase64 } from '../keys/base64.ts'

/** Hands a file that the API gave to the browser. @param body base64 */
export function download(name: string, body: string, type = 'application/octet-stream'): void {
  saveAs(name, new Blob([fromBase64(body).slice()], { type }))
}

/** Hands something that was made here to the browser, as a file. */
export function saveAs(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
