import { type MouseEvent, useSyncExternalStore } from 'react'

/** Paths of the console: `/console/<section>/<one>`; the server gives the page for all of them. */
const ROOT = '/console'

/** Where the page is. */
export interface Place {
  /** `cases`; empty at the start. */
  readonly section: string
  /** What is open of it; null = its list. */
  readonly one: string | null
  readonly setup: boolean
}

export function usePlace(): Place {
  const path = useSyncExternalStore(listen, () => location.pathname)
  const [section = '', one] = path.startsWith(ROOT) ? path.slice(ROOT.length + 1).split('/') : []
  return { section, one: one ? decodeURIComponent(one) : null, setup: path === '/setup' }
}

export function pathOf(section: string, one?: string): string {
  return `${ROOT}/${section}${one === undefined ? '' : `/${encodeURIComponent(one)}`}`
}

export function go(path: string): void {
  history.pushState(null, '', path)
  dispatchEvent(new PopStateEvent('popstate'))
}

/** For links: goes there without loading the page anew, unless another tab is wanted. */
export function linkTo(path: string) {
  return {
    href: path,
    onClick(event: MouseEvent) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      go(path)
    },
  }
}

function listen(changed: () => void): () => void {
  addEventListener('popstate', changed)
  return () => removeEventListener('popstate', changed)
}
