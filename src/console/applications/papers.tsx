import { Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { download } from '../ui/download.ts'
import { Problem } from '../ui/problem.tsx'

const KINDS: Readonly<Record<string, string>> = { image: '图片', pdf: 'PDF' }
const TYPES: Readonly<Record<string, string>> = { pdf: 'application/pdf' }

/** Buttons that fetch the sealed papers of one request, each fetch with an audit line. @param path of the request */
export function Papers({ path, papers }: { path: string; papers: readonly { id: string; kind: string }[] }) {
  const fetchPaper = useCallback(
    async (id: string) => {
      const { name, kind, body } = await api.get<{ name: string; kind: string; body: string }>(
        `${path}/papers/${id}`,
      )
      download(name, body, TYPES[kind])
    },
    [path],
  )
  const action = useAction(fetchPaper)
  return (
    <>
      <Problem error={action.error} />
      <div className="button-row">
        {papers.map(({ id, kind }, n) => (
          <Button key={id} disabled={action.busy} onClick={() => void action.run(id)}>
            下载第{n + 1}份（{KINDS[kind] ?? '文件'}）
          </Button>
        ))}
      </div>
    </>
  )
}
