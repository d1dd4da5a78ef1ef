import { QRCode } from 'antd'
import { useEffect } from 'react'
import { useData } from '../api/use-data.ts'
import { useSession } from '../session/session.tsx'
import { Panel, Show } from '../ui/page.tsx'
import { moment } from '../words/times.ts'
import { BoundPeople } from './bound-people.tsx'
import type { SessionState, WeChatState } from './shapes.ts'
import { TopicDecisions } from './topic-decisions.tsx'

/** How often the log-in is looked at, ms: a code to scan is changed every few minutes. */
const EVERY = 5_000

const STATES: Readonly<Record<SessionState['state'], string>> = {
  off: '没有开',
  stopped: '停着',
  starting: '正在启动',
  scan: '等人扫码',
  online: '在线',
  offline: '掉线了，要发的都留着，过几分钟自己再试',
  failed: '启动不了，请看运行页的告警',
}

/** WeChat: its log-in, whose contacts are bound, what may be spoken of there; how to switch it on where it is off. */
export function WeChatPanel() {
  const session = useData<SessionState>('/wechat/session')
  const { reload, data } = session
  const on = data !== null && data.state !== 'off'
  useEffect(() => {
    if (!on) return
    const timer = setInterval(() => void reload(), EVERY)
    return () => clearInterval(timer)
  }, [on, reload])
  if (data === null) return null
  if (!on) return <Off />
  return (
    <Panel
      title="微信"
      about="微信是个人平台，用的又不是官方接口：号可能被限制，聊天记录单位收不回。哪些事能在那里谈，由单位定。"
    >
      <Show loaded={session}>{state => <LogIn {...state} />}</Show>
      <Bound />
    </Panel>
  )
}

function Off() {
  return (
    <Panel title="微信" about="现在没有开。微信是个人平台，用的又不是官方接口，先由单位定下要不要用。">
      <details className="fold">
        <summary>怎么打开</summary>
        <ol className="plain-list">
          <li>
            在运行心桥的机器上装一个微信接入程序（wechaty puppet），在环境设置里把 <code>WECHATY_PUPPET</code>{' '}
            写成它的名字。
          </li>
          <li>重新启动心桥，回到这一页，用心桥自己的微信号扫码登录。</li>
          <li>定下哪些事能在微信里谈。没定的，一概只在钉钉里办。</li>
        </ol>
        <p>
          选哪个接入程序、有什么风险，见程序里的 <code>docs/guides/wechat.md</code>。
        </p>
      </details>
    </Panel>
  )
}

function LogIn({ state, since, code }: SessionState) {
  return (
    <>
      <p>
        现在{STATES[state]}
        {since !== null && `，从${moment(since)}起`}。
      </p>
      {code !== null && (
        <div className="after">
          <QRCode value={code} bordered={false} aria-label="登录用的码" />
          <p className="hint">
            用心桥那个微信号扫，在手机上点登录。谁扫了，就是谁的号在说话：别拍下来，别发给别人。
          </p>
        </div>
      )}
    </>
  )
}

function Bound() {
  const { may } = useSession()
  const loaded = useData<WeChatState>('/wechat')
  return (
    <Show loaded={loaded}>
      {state => (
        <>
          <BoundPeople bound={state.bound} changed={loaded.reload} />
          <TopicDecisions state={state} mayDecide={may('admin')} changed={loaded.reload} />
        </>
      )}
    </Show>
  )
}
