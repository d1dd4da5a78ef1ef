import { Button } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { Me } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { PersonSelect } from '../people/person-select.tsx'
import { Problem } from '../ui/problem.tsx'

/** Names who is told when life is in danger. */
export function DutyStep({ me, done }: { me: Me; done: () => Promise<void> }) {
  const [userid, setUserid] = useState<string | null>(null)
  const put = useCallback((value: string) => api.put('/settings', { key: 'duty:*', value }), [])
  const action = useAction(put, '值班联系人定好了')
  if (!me.roles.includes('admin')) return <p>这一步请管理员来做。</p>
  return (
    <div className="narrow stack">
      <PersonSelect label="值班联系人" value={userid} pick={setUserid} />
      <p className="hint">名单里要有他的手机号。一个单位单独定一个人，以后在“设置”里加。</p>
      <Problem error={action.error} />
      <div>
        <Button
          type="primary"
          disabled={userid === null}
          loading={action.busy}
          onClick={async () => {
            if (userid !== null && (await action.run(userid))) await done()
          }}
        >
          定下来
        </Button>
      </div>
    </div>
  )
}
