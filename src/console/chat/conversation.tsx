import { Alert, App, Button } from 'antd'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { buttonsState } from './buttons-state.ts'
import { Composer } from './composer.tsx'
import type { Entry, TrialPerson } from './entry.ts'
import { MessageRow, SendingRow } from './message-row.tsx'
import { timeMark } from './times.ts'
import { trial } from './trial-api.ts'
import { useFollowing } from './use-following.ts'
import { useSending } from './use-sending.ts'
import type { StreamState } from './use-stream.ts'

/** A gap after which a time stands between two messages, ms. */
const GAP = 5 * 60_000
const OPENERS = ['菜单', '下周三请一天年假', '昨天晚上加班4小时', '我的假期', '心里话', '找人']

/** One person's conversation with the bot. */
export function Conversation({ me, stream }: { me: TrialPerson; stream: StreamState }) {
  const { message } = App.useApp()
  const { entries, clock, line } = stream
  const talk = useSending(me.userid, entries)
  const field = useRef<HTMLTextAreaElement>(null)
  const newest = entries.at(-1)?.id ?? ''
  const follow = useFollowing(`${newest} ${talk.sending.length}`)
  const [dragging, setDragging] = useState(false)
  const announced = useAnnouncement(entries, line)

  useEffect(() => focusField(field.current), [])

  async function recall(entry: Entry) {
    try {
      await trial.recall(me.userid, entry.id)
    } catch {
      void message.error('没撤回，请再试一次')
    }
  }

  function onDrop(event: DragEvent) {
    event.preventDefault()
    setDragging(false)
    const files = [...event.dataTransfer.files]
    if (files.length > 0) talk.bring(files)
  }

  return (
    <section
      className="talk"
      aria-label={`${me.name}和心桥的对话`}
      onDragOver={event => {
        event.preventDefault()
        setDragging(true)
      }}
      onDragLeave={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false)
      }}
      onDrop={onDrop}
    >
      {line === 'lost' && (
        <Alert banner type="warning" title="和服务断开了，正在重连。发的消息会等连上再到。" />
      )}
      <div className="talk-scroll" ref={follow.scroller} onScroll={follow.onScroll}>
        {entries.length === 0 && talk.sending.length === 0 && line === 'open' && (
          <Opening say={talk.say} name={me.name} />
        )}
        <ol className="talk-lines">
          {entries.map((entry, n) => {
            const before = entries[n - 1]
            const marked = clock && (!before || entry.at - before.at > GAP)
            return [
              marked && (
                <li className="note" key={`time ${entry.id}`}>
                  {timeMark(entry.at, clock.now, clock.zone)}
                </li>
              ),
              <MessageRow
                key={entry.id}
                entry={entry}
                buttons={buttonsState(entry, entries.slice(n + 1))}
                me={me}
                tap={(button, card) => {
                  talk.tap(button, card)
                  // The button is used up now, and whoever works by keyboard would be left nowhere.
                  focusField(field.current)
                }}
                recall={e => void recall(e)}
              />,
            ]
          })}
          {talk.sending.map(sending => (
            <SendingRow key={sending.id} message={sending} me={me} again={talk.again} drop={talk.drop} />
          ))}
        </ol>
      </div>
      {follow.behind && (
        <Button className="talk-down" icon={<Icon name="down" size={14} />} onClick={follow.toEnd}>
          有新消息
        </Button>
      )}
      <div className="unseen" aria-live="polite">
        {announced}
      </div>
      <Composer say={talk.say} bring={talk.bring} field={field} />
      {dragging && <div className="talk-drop">松手就发给心桥（图片或PDF）</div>}
    </section>
  )
}

/** Not on a telephone, where the keyboard would cover half of what one came to read. */
function focusField(field: HTMLTextAreaElement | null): void {
  if (matchMedia('(hover: hover)').matches) field?.focus()
}

function Opening({ say, name }: { say: (text: string) => void; name: string }) {
  return (
    <div className="opening">
      <h2>{name}，要办什么直接说</h2>
      <p>请假、登记加班、说说心里话、体检、困难申请，说一句就行。不知道怎么说，点一个试试。</p>
      <div className="opening-words">
        {OPENERS.map(text => (
          <Button key={text} shape="round" onClick={() => say(text)}>
            {text}
          </Button>
        ))}
      </div>
    </div>
  )
}

/** What a screen reader is told: the bot's newest message, not the whole conversation when it is loaded. */
function useAnnouncement(entries: readonly Entry[], line: StreamState['line']): string {
  const loaded = useRef<number | null>(null)
  if (line === 'open' && loaded.current === null) loaded.current = entries.at(-1)?.seq ?? 0
  const last = entries.findLast(e => e.from === 'bot')
  if (!last || loaded.current === null || last.seq <= loaded.current) return ''
  const choices = last.buttons.map(b => b.label).join('、')
  return `心桥说：${last.text}${choices && `。可以选：${choices}`}`
}
