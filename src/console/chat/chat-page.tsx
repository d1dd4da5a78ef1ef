import { Button, Drawer, Result, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { roleWords } from '../words/roles.ts'
import { ClockBar } from './clock-bar.tsx'
import { Conversation } from './conversation.tsx'
import type { TrialPerson } from './entry.ts'
import { PeopleList } from './people-list.tsx'
import { trial } from './trial-api.ts'
import { useAs } from './use-as.ts'
import { type StreamState, useStream } from './use-stream.ts'

/** The trial's chat: who one is on the left, the conversation on the right. */
export function ChatPage() {
  const [people, setPeople] = useState<readonly TrialPerson[] | 'failed' | null>(null)
  const [as, pick] = useAs()
  useEffect(() => {
    trial.people().then(setPeople, () => setPeople('failed'))
  }, [])
  if (people === null) return <Spin className="wait" size="large" />
  if (people === 'failed')
    return (
      <Result
        status="warning"
        title="连不上心桥"
        subTitle="服务可能还没有启动，或者不在试用模式。"
        extra={<Button onClick={() => location.reload()}>再试一次</Button>}
      />
    )
  const me = people.find(p => p.userid === as)
  return me ? (
    <Chat key={me.userid} me={me} people={people} pick={pick} />
  ) : (
    <PickSomebody people={people} pick={pick} />
  )
}

interface Choosing {
  people: readonly TrialPerson[]
  pick: (userid: string) => void
}

function PickSomebody({ people, pick }: Choosing) {
  return (
    <main className="pick">
      <SampleBanner />
      <header className="pick-head">
        <h1>心桥试用</h1>
        <p>先选一个身份进去聊。再开一个标签页选另一个人，就能看见申请怎么到主管那里、批了怎么回来。</p>
      </header>
      <PeopleList people={people} as={null} unread={{}} pick={pick} />
    </main>
  )
}

function Chat({ me, people, pick }: Choosing & { me: TrialPerson }) {
  const stream = useStream(me.userid)
  const [choosing, setChoosing] = useState(false)
  const others = Object.entries(stream.unread).filter(([userid, count]) => userid !== me.userid && count > 0)
  useSeen(me.userid, stream)
  useTitle(me, stream)
  const roles = roleWords(me.roles)
  return (
    <div className="chat">
      <aside className="side">
        <h1 className="side-title">心桥试用</h1>
        <p className="side-hint">点谁就是谁；按住Ctrl点，在新标签页打开。</p>
        <PeopleList people={people} as={me.userid} unread={stream.unread} pick={pick} />
      </aside>
      <main className="main">
        <SampleBanner />
        <header className="head">
          <Button className="head-people" icon={<Icon name="people" />} onClick={() => setChoosing(true)}>
            换人{others.length > 0 && <span className="head-new">{others.length}人有新消息</span>}
          </Button>
          <div className="head-who">
            <span className="head-name">
              我是{me.name}
              <span className="head-post">
                {me.unit} {me.post}
              </span>
            </span>
            <span className="head-about">
              {[...roles, me.supervisor && `主管是${me.supervisor}`].filter(Boolean).join('，')}
            </span>
          </div>
          <ClockBar clock={stream.clock} clockAt={stream.clockAt} />
        </header>
        <Conversation me={me} stream={stream} />
      </main>
      <Drawer title="换个身份" placement="left" size={320} open={choosing} onClose={() => setChoosing(false)}>
        <PeopleList people={people} as={me.userid} unread={stream.unread} pick={pick} />
      </Drawer>
    </div>
  )
}

function SampleBanner() {
  return (
    <p className="sample" role="note">
      <b>样例数据</b>
      <span>这里的人和事都是编的，消息只在这台机器上，放心试。</span>
    </p>
  )
}

/** What is on a visible page has been seen. */
function useSeen(userid: string, { unread, line }: StreamState): void {
  const waiting = unread[userid] ?? 0
  useEffect(() => {
    if (line !== 'open' || waiting === 0) return
    const look = () => {
      if (document.visibilityState === 'visible') void trial.seen(userid).catch(() => {})
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [userid, waiting, line])
}

function useTitle(me: TrialPerson, { unread }: StreamState): void {
  const waiting = unread[me.userid] ?? 0
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${me.name} 心桥试用`
  }, [me.name, waiting])
}
