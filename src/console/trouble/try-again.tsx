import { Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'

/** A row of the road that can be tried again. */
interface Failed {
  readonly seq: number
  readonly again: boolean
}

/** Tries one message again, where its words are still there. */
export function TryAgain({
  road,
  row,
  tried,
}: {
  road: 'inbox' | 'outbox'
  row: Failed
  tried: () => Promise<void>
}) {
  const { seq, again } = row
  const action = useAction(
    useCallback(() => api.post(`/${road}/${seq}/retry`), [road, seq]),
    road === 'inbox' ? '重新办了' : '重新发了',
  )
  if (!again) return <span className="quiet">{road === 'inbox' ? '不能再办了' : '原文已清除'}</span>
  return (
    <>
      <Button
        size="small"
        aria-label={`${WORDS[road]} ${seq}`}
        loading={action.busy}
        onClick={async () => {
          if (await action.run()) await tried()
        }}
      >
        {WORDS[road]}
      </Button>
      <Problem error={action.error} />
    </>
  )
}

const WORDS = { inbox: '再办一次', outbox: '再发一次' } as const

/** Sends everything again that can be: after the permissions of the app were mended. */
export function SendAllAgain({ rows, tried }: { rows: readonly Failed[]; tried: () => Promise<void> }) {
  const ready = rows.filter(row => row.again)
  const action = useAction(
    useCallback(async () => {
      for (const { seq } of ready) await api.post(`/outbox/${seq}/retry`)
    }, [ready]),
    '都重新发了',
  )
  if (ready.length < 2) return null
  return (
    <div className="after">
      <Button
        loading={action.busy}
        onClick={async () => {
          await action.run()
          await tried()
        }}
      >
        全部再发一次
      </Button>
      <Problem error={action.error} />
    </div>
  )
}
