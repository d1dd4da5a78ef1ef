import { Spin } from 'antd'
import type { ReactNode } from 'react'
import type { Loaded } from '../api/use-data.ts'
import { linkTo } from '../router.ts'
import { Icon } from './icon.tsx'
import { Problem } from './problem.tsx'

/** A page of the console: its title, what can be done, and its content. */
export function Page({
  title,
  about,
  actions,
  back,
  children,
}: {
  title: ReactNode
  about?: ReactNode
  actions?: ReactNode
  /** Path of the list this belongs to. */
  back?: string
  children: ReactNode
}) {
  return (
    <>
      <header className="page-head">
        {back !== undefined && (
          <a className="page-back" {...linkTo(back)}>
            <Icon name="back" size={16} />
            返回
          </a>
        )}
        <div className="page-title">
          <h1>{title}</h1>
          {about !== undefined && <p>{about}</p>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </>
  )
}

/** What was loaded, or why it is not there. */
export function Show<T>({ loaded, children }: { loaded: Loaded<T>; children: (data: T) => ReactNode }) {
  const { data, error, loading, reload } = loaded
  if (error) return <Problem error={error} again={() => void reload()} />
  if (data === null) return loading ? <Spin className="page-wait" aria-label="正在读取" /> : null
  return children(data)
}

/** Nothing there, and what to do about it. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="nothing">
      <p className="nothing-title">{title}</p>
      {children !== undefined && <div className="nothing-next">{children}</div>}
    </div>
  )
}

/** A framed part of a page. */
export function Panel({
  title,
  about,
  children,
}: {
  title?: ReactNode
  about?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="panel">
      {title !== undefined && <h2>{title}</h2>}
      {about !== undefined && <p className="panel-about">{about}</p>}
      {children}
    </section>
  )
}
