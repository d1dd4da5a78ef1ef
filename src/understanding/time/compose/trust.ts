import { type Item, touches } from './when.ts'

/** A judge of points that only look like times; see `Trust`. */
export type Believe = (at: number) => boolean

/** For the items of one text, whether the point at an index is a time after all. */
export function believer(items: readonly Item[], text: string): Believe {
  const spoken = sentencesOfWork(items)
  return at => {
    const item = items[at]
    if (item?.is !== 'point') return false
    const { trust } = item.point
    if (trust === 'sure' || (item.at === 0 && item.end === text.length)) return true
    return trust === 'sentence' ? spoken[at] === true : hasCompany(items, at, text)
  }
}

/** For each item whether its sentence speaks of leave or work. */
function sentencesOfWork(items: readonly Item[]): boolean[] {
  const spoken: boolean[] = []
  let found = false
  items.forEach((item, i) => {
    found ||= item.is === 'verb' && item.verb !== 'balance' && item.verb !== 'other'
    const ends = i === items.length - 1 || (item.is === 'stop' && item.strong)
    if (!ends) return
    while (spoken.length <= i) spoken.push(found)
    found = false
  })
  return spoken
}

/** A lone 12.3 is a date where something is done on it, or where it stands alone as a date would. */
function hasCompany(items: readonly Item[], at: number, text: string): boolean {
  const [before, point, after] = [items[at - 1], items[at], items[at + 1]]
  if (point === undefined) return false
  const next = touches(items, at + 1, text) ? after : undefined
  if (next?.is === 'verb') return next.verb !== 'balance'
  if (next?.is === 'mark') {
    if (['since', 'before', 'after', 'by'].includes(next.mark)) return true
    if (next.mark === 'of' && items[at + 2]?.is === 'verb') return true
  }
  // 12.7、12.9两天: two of the kind, counted in days.
  if (next?.is === 'length' && before?.is === 'mark' && before.mark === 'and')
    return items[at - 2]?.is === 'point'
  const led = point.at === 0 || (before?.end === point.at && leadsToDate(before))
  const ends = point.end === text.length || next?.is === 'stop' || next?.is === 'close'
  return led && (ends || (next?.is === 'mark' && ['and', 'or', 'to', 'dash'].includes(next.mark)))
}

/** A stop, a bracket, 从 or 改成; not a dash, before which a number stands (3.9-6.1). */
function leadsToDate(item: Item): boolean {
  return item.is === 'mark' ? item.mark !== 'dash' : item.is === 'stop' || item.is === 'open'
}
