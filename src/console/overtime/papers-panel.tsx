import { useData } from '../api/use-data.ts'
import { Papers } from '../applications/papers.tsx'
import { Panel, Show } from '../ui/page.tsx'

/** What proves a record of overtime, for those who decide it and for HR; nothing where nothing came with it. */
export function PapersPanel({ no }: { no: string }) {
  const path = `/overtime/${encodeURIComponent(no)}`
  const loaded = useData<{ id: string; kind: string }[]>(`${path}/papers`)
  return (
    <Show loaded={loaded}>
      {papers =>
        papers.length > 0 && (
          <Panel title="证明" about="本人、批的人和人事能看，看过的都有记录。">
            <Papers path={path} papers={papers} />
          </Panel>
        )
      }
    </Show>
  )
}
