import { Button } from 'antd'
import { useData } from '../api/use-data.ts'
import { Show } from '../ui/page.tsx'
import type { OffPostLine } from './off-post-line.ts'

/** What it rests on that somebody is off post; opened by a tap, since every look is recorded. */
export function OffPostGround({ person, close }: { person: OffPostLine; close: () => void }) {
  const loaded = useData<{ ground: string }>(`/off-post/${encodeURIComponent(person.userid)}/ground`)
  return (
    <Show loaded={loaded}>
      {({ ground }) => (
        <div className="form-row">
          <p>
            {person.name}的依据：{ground}
          </p>
          <Button onClick={close}>收起</Button>
        </div>
      )}
    </Show>
  )
}
