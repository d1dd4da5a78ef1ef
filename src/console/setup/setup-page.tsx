import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Me, SetupState } from '../api/shapes.ts'
import { go } from '../router.ts'
import { SignInForm } from '../session/sign-in.tsx'
import { Icon } from '../ui/icon.tsx'
import { AdminStep } from './admin-step.tsx'
import { DutyStep } from './duty-step.tsx'
import { KeyStep } from './key-step.tsx'
import { RecoveryStep } from './recovery-step.tsx'

/** The first run, in three steps; until all are done 心里话 stays closed. */
export function SetupPage({
  setup,
  me,
  refresh,
}: {
  setup: SetupState
  me: Me | null
  refresh: () => Promise<void>
}) {
  const { admin, reader, duty } = setup.steps
  return (
    <main className="setup">
      <header className="setup-head">
        <h1>第一次用，先做三件事</h1>
        <p>
          请假、加班这些马上就能用。心里话要等三件都做完才开放，不然写的话没人接。
          {!setup.live && '现在是试用模式，里面都是样例数据。'}
        </p>
      </header>
      <ol className="setup-steps">
        <Step number={1} title="管理员" done={admin} about="管名单、设置和运行。看不到心里话写了什么。">
          {!admin && <AdminStep live={setup.live} done={refresh} />}
        </Step>
        <Step
          number={2}
          title="关爱专员的钥匙"
          done={reader}
          about="心里话只有带钥匙的关爱专员打得开。没有钥匙，管理员和服务器也打不开。"
        >
          {admin && !reader && (me ? <KeyStep me={me} made={refresh} /> : <SignInFirst refresh={refresh} />)}
        </Step>
        <Step
          number={3}
          title="值班联系人"
          done={duty}
          about="有人说到想不开，心桥马上把姓名、单位和电话告诉这个人，请他联系。"
        >
          {admin &&
            !duty &&
            (me ? <DutyStep me={me} done={refresh} /> : reader && <SignInFirst refresh={refresh} />)}
        </Step>
      </ol>
      {setup.done && <p className="setup-done">三件都做好了，心里话已经开放。</p>}
      {setup.done && me?.roles.includes('admin') && <RecoveryStep />}
      {admin && (
        <Button type={setup.done ? 'primary' : 'default'} onClick={() => go('/console')}>
          进控制台
        </Button>
      )}
    </main>
  )
}

function Step({
  number,
  title,
  about,
  done,
  children,
}: {
  number: number
  title: string
  about: string
  done: boolean
  children: ReactNode
}) {
  return (
    <li className={`step step-${done ? 'done' : children ? 'now' : 'later'}`}>
      <span className="step-number" aria-hidden="true">
        {done ? <Icon name="check" /> : number}
      </span>
      <div className="step-body">
        <h2>
          {title}
          {done && <span className="step-state">做好了</span>}
        </h2>
        <p>{about}</p>
        {children}
      </div>
    </li>
  )
}

function SignInFirst({ refresh }: { refresh: () => Promise<void> }) {
  return (
    <>
      <p>先登录，再接着做。</p>
      <SignInForm signedIn={refresh} />
    </>
  )
}
