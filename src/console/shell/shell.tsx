import { Button, Drawer, Spin } from 'antd'
import { Suspense, useEffect, useState } from 'react'
import { linkTo, pathOf, usePlace } from '../router.ts'
import { useSession } from '../session/session.tsx'
import { Icon } from '../ui/icon.tsx'
import { Nothing, Page } from '../ui/page.tsx'
import { roleWords } from '../words/roles.ts'
import { SECTIONS, type Section } from './sections.tsx'

/** The frame of the console: the menu of one's roles, and the page that is open. */
export function Shell() {
  const { me, may, setup, signOut } = useSession()
  const place = usePlace()
  const [menu, setMenu] = useState(false)
  const mine = SECTIONS.filter(s => may(...s.roles))
  const current =
    place.section === '' ? startOf(mine, may('handler')) : mine.find(s => s.id === place.section)
  useEffect(() => {
    document.title = current ? `${current.title} 心桥` : '心桥'
    setMenu(false)
  }, [current])

  const nav = <Nav sections={mine} current={current?.id} />
  return (
    <div className="shell">
      <a className="skip" href="#content">
        跳到内容
      </a>
      <aside className="shell-side">
        <p className="shell-brand">心桥</p>
        {nav}
        <Who name={me.name} unit={me.unit} roles={roleWords(me.roles)} signOut={signOut} />
      </aside>
      <div className="shell-main">
        <header className="shell-top">
          <Button
            type="text"
            aria-label="打开菜单"
            icon={<Icon name="menu" size={22} />}
            onClick={() => setMenu(true)}
          />
          <span className="shell-brand">心桥</span>
        </header>
        {!setup.live && (
          <p className="sample" role="note">
            <b>样例数据</b>
            <span>
              试用模式，里面的人和事都是编的。<a href="/chat">去试用聊天</a>
            </span>
          </p>
        )}
        {!setup.done && (
          <p className="shell-setup" role="note">
            心里话还没开放，首次设置没有做完。<a {...linkTo('/setup')}>接着设置</a>
          </p>
        )}
        <main className="shell-page" id="content">
          <Suspense fallback={<Spin className="page-wait" />}>
            {current ? <current.Page key={current.id} one={place.one} /> : <NotHere />}
          </Suspense>
        </main>
      </div>
      <Drawer title="心桥" placement="left" size={260} open={menu} onClose={() => setMenu(false)}>
        {nav}
        <Who name={me.name} unit={me.unit} roles={roleWords(me.roles)} signOut={signOut} />
      </Drawer>
    </div>
  )
}

/** Where one begins: with what one came for; a mere number of cases is not that. */
function startOf(mine: readonly Section[], reads: boolean): Section | undefined {
  return mine.find(section => reads || section.id !== 'cases')
}

function Nav({ sections, current }: { sections: readonly Section[]; current: string | undefined }) {
  return (
    <nav className="nav" aria-label="菜单">
      {sections.map(({ id, title }) => (
        <a
          key={id}
          className="nav-item"
          aria-current={id === current ? 'page' : undefined}
          {...linkTo(pathOf(id))}
        >
          {title}
        </a>
      ))}
    </nav>
  )
}

function Who({
  name,
  unit,
  roles,
  signOut,
}: {
  name: string
  unit: string
  roles: readonly string[]
  signOut: () => Promise<void>
}) {
  return (
    <div className="who">
      <span className="who-name">{name}</span>
      <span className="who-about">{unit}</span>
      <span className="who-about">{roles.join('、')}</span>
      <Button size="small" onClick={() => void signOut()}>
        退出登录
      </Button>
    </div>
  )
}

function NotHere() {
  return (
    <Page title="没有这一页">
      <Nothing title="这一页不存在，或者不归你看。">从菜单里选一项，或者问管理员。</Nothing>
    </Page>
  )
}
