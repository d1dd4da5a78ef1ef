import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Keeps a list scrolled to its end while its reader is there; one who reads further up is left alone. */
export interface Following {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Something came while the reader was further up. */
  readonly behind: boolean
  onScroll(): void
  toEnd(): void
}

/** How far from the end still counts as there, px. */
const NEAR = 120

/** @param newest changes whenever something is added */
export function useFollowing(newest: string): Following {
  const scroller = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [behind, setBehind] = useState(false)

  const toEnd = useCallback(() => {
    const box = scroller.current
    if (box) box.scrollTop = box.scrollHeight
    setBehind(false)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the point is to run when something was added
  useLayoutEffect(() => {
    if (atEnd.current) toEnd()
    else setBehind(true)
  }, [newest, toEnd])

  // A keyboard that comes up on a telephone must not hide what was said last.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd()
    })
    if (scroller.current) observer.observe(scroller.current)
    return () => observer.disconnect()
  }, [toEnd])

  return {
    scroller,
    behind,
    onScroll() {
      const box = scroller.current
      if (!box) return
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR
      if (atEnd.current) setBehind(false)
    },
    toEnd,
  }
}
