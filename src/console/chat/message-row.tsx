import { Button } from 'antd'
import { Avatar, BotAvatar } from './avatar.tsx'
import { Bubble } from './bubble.tsx'
import type { ButtonsState } from './buttons-state.ts'
import type { Entry, TrialPerson } from './entry.ts'
import type { Sending } from './use-sending.ts'

/** A line of the conversation: the bot on the left, oneself on the right. */
export function MessageRow({
  entry,
  buttons,
  me,
  tap,
  recall,
}: {
  entry: Entry
  buttons: ButtonsState
  me: TrialPerson
  tap: (button: { label: string; say: string }, card: number | null) => void
  recall: (entry: Entry) => void
}) {
  const mine = entry.from === 'person'
  if (entry.recalled) return <li className="note">你撤回了一条消息</li>
  return (
    <li className={mine ? 'row row-mine' : 'row'} data-entry={entry.id}>
      {mine ? <Avatar name={me.name} unit={me.unit} /> : <BotAvatar />}
      <div className="row-body">
        <span className="unseen">{mine ? '我说：' : '心桥说：'}</span>
        <Bubble entry={entry} buttons={buttons} tap={tap} />
      </div>
      {mine && (
        <Button type="link" size="small" className="row-recall" onClick={() => recall(entry)}>
          撤回
        </Button>
      )}
    </li>
  )
}

const NONE: ButtonsState = { live: false, chosen: null }

/** A message of mine that is on its way, or did not get there. */
export function SendingRow({
  message,
  me,
  again,
  drop,
}: {
  message: Sending
  me: TrialPerson
  again: (id: string) => void
  drop: (id: string) => void
}) {
  const { id, text, card, failed, hopeless } = message
  const files = message.files.map(f => ({ name: f.name, kind: f.type.split('/')[0] ?? '', bytes: f.size }))
  return (
    <li className="row row-mine">
      <Avatar name={me.name} unit={me.unit} />
      <div className="row-body">
        <Bubble entry={{ text, card, buttons: [], files }} buttons={NONE} tap={() => {}} />
        {failed === null ? (
          <span className="row-state">正在发</span>
        ) : (
          <span className="row-state row-failed" role="alert">
            {failed}
            <Button type="link" size="small" onClick={() => (hopeless ? drop(id) : again(id))}>
              {hopeless ? '知道了' : '重发'}
            </Button>
          </span>
        )}
      </div>
    </li>
  )
}
