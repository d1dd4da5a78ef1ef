import { Button, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Field } from '../ui/field.tsx'
import { Problem } from '../ui/problem.tsx'
import type { OffPostLine } from './off-post-line.ts'

interface Change {
  readonly person: OffPostLine
  readonly close: () => Promise<void>
}

/** Another date by which the doctors look again. */
export function OffPostReview({ person, close }: Change) {
  const put = useAction(
    useCallback(
      (review: string) => api.put(`/off-post/${encodeURIComponent(person.userid)}`, { review, ground: '' }),
      [person],
    ),
    '改好了',
  )
  return <DayForm about={`${person.name}下次复查改到哪天？`} button="改" does={put} close={close} />
}

/** HR agrees to the return; what it rested on is wiped. */
export function OffPostReturn({ person, close }: Change) {
  const back = useAction(
    useCallback(
      (day: string) => api.post(`/off-post/${encodeURIComponent(person.userid)}/return`, { back: day }),
      [person],
    ),
    '登记好了，已经告诉本人和主管',
  )
  return (
    <DayForm
      about={`${person.name}哪天起回来上班？登记后依据就清掉。`}
      button="同意返岗"
      does={back}
      close={close}
    />
  )
}

function DayForm({
  about,
  button,
  does,
  close,
}: {
  about: string
  button: string
  does: {
    run: (day: string) => Promise<boolean>
    busy: boolean
    error: Parameters<typeof Problem>[0]['error']
  }
  close: () => Promise<void>
}) {
  const [day, setDay] = useState('')
  return (
    <>
      <Field label={about}>
        <Input type="date" value={day} onChange={event => setDay(event.target.value)} />
      </Field>
      <div className="button-row">
        <Button
          type="primary"
          loading={does.busy}
          disabled={day === ''}
          onClick={async () => {
            if (await does.run(day)) await close()
          }}
        >
          {button}
        </Button>
        <Button onClick={() => void close()}>先不改</Button>
      </div>
      <Problem error={does.error} />
    </>
  )
}
