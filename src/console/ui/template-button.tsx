import { Button } from 'antd'
import { toBase64 } from '../keys/base64.ts'
import { download } from './download.ts'
import { TEMPLATES } from './templates.ts'

/** Saves an empty file with the headings of one that can be brought in. */
export function TemplateButton({ of }: { of: keyof typeof TEMPLATES }) {
  // The mark in front tells Chinese spreadsheet programs that it is UTF-8.
  const file = new TextEncoder().encode(`\uFEFF${TEMPLATES[of].join(',')}\r\n`)
  return (
    <Button type="link" onClick={() => download(`${of}模板.csv`, toBase64(file), 'text/csv')}>
      下载{of}模板
    </Button>
  )
}
