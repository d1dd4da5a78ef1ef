import { Button } from 'antd'
import { useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { sizeWords } from '../words/size-words.ts'
import type { ButtonsState } from './buttons-state.ts'
import type { Entry } from './entry.ts'

/** What somebody said, in its bubble; the bot's buttons belong to it. */
export function Bubble({
  entry,
  buttons,
  tap,
}: {
  entry: Pick<Entry, 'text' | 'buttons' | 'files' | 'card'>
  buttons: ButtonsState
  tap: (button: { label: string; say: string }, card: number | null) => void
}) {
  return (
    <div className="bubble">
      {entry.text !== '' && <LongText text={entry.text} />}
      {entry.files.map((file, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the files of a message never change places
        <span className="sent-file" key={n}>
          <Icon name={file.kind === 'image' ? 'picture' : 'file'} size={22} />
          <span className="sent-file-name">{file.name}</span>
          <span className="sent-file-size">{sizeWords(file.bytes)}</span>
        </span>
      ))}
      {entry.buttons.length > 0 && (
        <div className={buttons.live ? 'choices' : 'choices choices-used'}>
          {entry.buttons.map(button => {
            const chosen = buttons.chosen === button.say || buttons.chosen === button.label
            return (
              <Button
                key={button.say}
                className={chosen ? 'choice choice-chosen' : 'choice'}
                disabled={!buttons.live}
                aria-pressed={chosen || undefined}
                icon={chosen ? <Icon name="check" size={14} /> : undefined}
                onClick={() => tap(button, entry.card)}
              >
                {button.label}
              </Button>
            )
          })}
        </div>
      )}
    </div>
  )
}

const LONG = 700

/** A very long text is folded, so that the answer to it stays in sight. */
function LongText({ text }: { text: string }) {
  const [open, setOpen] = useState(false)
  if (text.length <= LONG) return <p className="bubble-text">{text}</p>
  return (
    <>
      <p className="bubble-text">{open ? text : `${text.slice(0, LONG)}…`}</p>
      <Button type="link" size="small" className="bubble-fold" onClick={() => setOpen(!open)}>
        {open ? '收起' : `展开全文（${text.length}字）`}
      </Button>
    </>
  )
}
