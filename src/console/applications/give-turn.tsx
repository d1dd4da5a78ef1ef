import { Button } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { PersonSelect } from '../people/person-select.tsx'
import { Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

/** Gives a request whose decider has left to somebody else. */
export function GiveTurn({ no, given }: { no: string; given: () => Promise<void> }) {
  const [to, setTo] = useState<string | null>(null)
  const give = useAction(
    useCallback(
      (userid: string) => api.put(`/applications/${encodeURIComponent(no)}/turn`, { userid }),
      [no],
    ),
    '转过去了，钉钉里会告诉他',
  )
  return (
    <Panel title="转给别人批" about="该批的人已经离开，这份申请没人能批。">
      <div className="stack narrow">
        <PersonSelect label="转给谁" value={to} pick={setTo} />
        <div>
          <Button
            type="primary"
            disabled={to === null}
            loading={give.busy}
            onClick={async () => {
              if (to !== null && (await give.run(to))) await given()
            }}
          >
            转给他
          </Button>
        </div>
      </div>
      <Problem error={give.error} />
    </Panel>
  )
}
