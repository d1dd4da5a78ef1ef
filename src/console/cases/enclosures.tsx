import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { keyBox } from '../keys/key-box.ts'
import { saveAs } from '../ui/download.ts'
import { LargePicture } from '../ui/large-picture.tsx'
import { Problem } from '../ui/problem.tsx'
import { sizeWords } from '../words/size-words.ts'
import type { CaseWhole, Enclosure } from './shapes.ts'

/** Files that go with a letter. Each is fetched and opened when somebody wants to see it, with an audit line. */
export function Enclosures({ file, files }: { file: CaseWhole; files: readonly Enclosure[] }) {
  if (files.length === 0) return null
  return (
    <>
      <ul className="enclosures">
        {files.map((one, n) => (
          <li key={one.id}>
            {SHOWN.has(one.type) ? (
              <Picture caseId={file.id} file={one} name={`图片${n + 1}`} />
            ) : (
              <Paper caseId={file.id} file={one} name={`${file.no}附件${n + 1}`} />
            )}
          </li>
        ))}
      </ul>
      <p className="hint">附件没有查过病毒，名字是另起的。</p>
    </>
  )
}

/** What every browser draws; anything else is saved, and opened by a program of its own. */
const SHOWN = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp', 'image/avif'])
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/heic': 'heic',
  'image/tiff': 'tif',
}

interface One {
  readonly caseId: string
  readonly file: Enclosure
  readonly name: string
}

function Picture({ caseId, file, name }: One) {
  const [shown, setShown] = useState<string | null>(null)
  const action = useAction(
    useCallback(async () => setShown(URL.createObjectURL(await opened(caseId, file))), [caseId, file]),
  )
  useEffect(() => () => (shown === null ? undefined : URL.revokeObjectURL(shown)), [shown])
  if (shown !== null) return <LargePicture src={shown} name={name} />
  return (
    <>
      <Button loading={action.busy} onClick={() => void action.run()}>
        看{name}（{sizeWords(file.bytes)}）
      </Button>
      <Problem error={action.error} />
    </>
  )
}

function Paper({ caseId, file, name }: One) {
  const ending = ENDINGS[file.type]
  const action = useAction(
    useCallback(
      async () => saveAs(ending ? `${name}.${ending}` : name, await opened(caseId, file)),
      [caseId, file, name, ending],
    ),
  )
  return (
    <>
      <Button loading={action.busy} onClick={() => void action.run()}>
        保存{ending?.toUpperCase()}（{sizeWords(file.bytes)}）
      </Button>
      <Problem error={action.error} />
    </>
  )
}

/** @throws Error where it is another file than the letter says */
async function opened(caseId: string, { id, key, type }: Enclosure): Promise<Blob> {
  const path = `/cases/${encodeURIComponent(caseId)}/enclosures/${encodeURIComponent(id)}`
  const { sealed } = await api.get<{ sealed: string }>(path)
  const bytes = await keyBox.openFile(key, sealed)
  return new Blob([bytes.slice()], { type })
}
