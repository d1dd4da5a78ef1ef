import { believer } from './trust.ts'
import { type Edge, type Item, type Piece, type Stretch, touches, type WhenPiece } from './when.ts'

/** Points joined into spans: 下周一到周三, 12.3-12.5, 明天请假到后天, 到周五. Points not believed fall away. Linear. */
export function joinSpans(items: readonly Item[], text: string): Piece[] {
  const pieces: Piece[] = []
  const believe = believer(items, text)
  for (let i = 0; i < items.length; ) {
    const item = items[i]
    if (item === undefined) break
    const span = item.is === 'point' ? spanFrom(items, i, text) : endAlone(items, i, text)
    if (span !== null) {
      pieces.push(span.piece, ...span.between)
      i = span.next
      continue
    }
    if (item.is !== 'point') pieces.push(item)
    else if (believe(i)) pieces.push(piece(item, item.end, { from: item.point, to: null }, null))
    i++
  }
  return pieces
}

interface Span {
  piece: WhenPiece
  /** Verbs and lengths that stood inside the span; they are told behind it. */
  between: Piece[]
  next: number
}

function spanFrom(items: readonly Item[], at: number, text: string): Span | null {
  const from = items[at]
  const link = linkAfter(items, at, text)
  const to = link === null ? undefined : items[link + 1]
  if (from?.is !== 'point' || link === null || to?.is !== 'point') return null
  const daily = dailyHours(items, link + 1, text, { from: from.point, to: to.point })
  const between = items
    .slice(at + 1, link)
    .flatMap(item => (item.is === 'verb' || item.is === 'length' ? [item] : []))
  const stretch = daily?.stretch ?? { from: from.point, to: to.point }
  return { piece: piece(from, daily?.end ?? to.end, stretch, null), between, next: link + (daily ? 4 : 2) }
}

/** How much may stand between the two ends of a span said around a verb (明天请假到后天), in characters. */
const WIDEST_GAP = 10

/** Index of the word that links the point at `at` to the end of its span, or null. */
function linkAfter(items: readonly Item[], at: number, text: string): number | null {
  const start = items[at]?.end ?? 0
  for (let i = at + 1; i < items.length; i++) {
    const item = items[i]
    if (item === undefined || item.at - start > WIDEST_GAP) return null
    if (item.is === 'mark' && (item.mark === 'to' || item.mark === 'dash')) {
      const attached =
        item.mark === 'to' || (touches(items, i, text) && ['point', 'mark'].includes(items[i - 1]?.is ?? ''))
      return attached && touches(items, i + 1, text) ? i : null
    }
    const passed = item.is === 'verb' || item.is === 'length' || isPassing(item)
    // 上个月底提了辞职，交接到15日: the word of another clause leads to the end of another thing.
    const toEnd = item.is === 'stop' && !item.strong && isTo(items[i + 1]) && touches(items, i + 1, text)
    if (!passed && !toEnd) return null
  }
  return null
}

/** 明天起|到周五, 补班后|加班到8点. */
function isPassing(item: Item): boolean {
  return item.is === 'mark' && (item.mark === 'since' || item.mark === 'after' || item.mark === 'of')
}

function isTo(item: Item | undefined): boolean {
  return item?.is === 'mark' && item.mark === 'to'
}

/** 12月3日到5日下午2点到4点: hours behind a span of days hold for its first and its last day. */
function dailyHours(
  items: readonly Item[],
  to: number,
  text: string,
  days: Stretch,
): { stretch: Stretch; end: number } | null {
  const [last, link, hour] = [items[to], items[to + 1], items[to + 2]]
  if (last?.is !== 'point' || link?.is !== 'mark' || hour?.is !== 'point') return null
  if (
    !touches(items, to + 1, text) ||
    !touches(items, to + 2, text) ||
    (link.mark !== 'to' && link.mark !== 'dash')
  )
    return null
  if (
    last.point.day === null ||
    last.point.clock === null ||
    hour.point.day !== null ||
    hour.point.clock === null
  )
    return null
  if (days.from?.day == null || days.from.clock !== null) return null
  const { part, clock } = last.point
  const from = { ...days.from, part, clock }
  return {
    stretch: { from, to: { ...last.point, part: hour.point.part ?? part, clock: hour.point.clock } },
    end: hour.end,
  }
}

/** 到周五, 加班到21:30: an end alone, where a verb stands before it or the message begins with it. */
function endAlone(items: readonly Item[], at: number, text: string): Span | null {
  const [before, link, to] = [items[at - 1], items[at], items[at + 1]]
  if (link?.is !== 'mark' || link.mark !== 'to' || to?.is !== 'point' || !touches(items, at + 1, text))
    return null
  // 赶材料到十一点, 拖到四点: an hour behind 到 is an end, whatever was done until then.
  const hour = to.point.clock !== null && to.point.day === null
  const led = before === undefined ? link.at === 0 : mayLeadToEnd(before, link.at)
  if (!hour && !led && !LASTS.test(text.slice(Math.max(0, link.at - 2), link.end))) return null
  return { piece: piece(to, to.end, { from: null, to: to.point }, 'until'), between: [], next: at + 2 }
}

/** 交接到15日, 住到月底: what is done until then; but 收到12月3日的通知, 提到周五 is no end. */
const LASTS =
  /(?:[住忙待留排拖养玩陪学训延放关停封躺扛熬]|交接|应该|估计|大概|预计|照顾|培训|隔离|出差|值班)到$/u

function mayLeadToEnd(before: Item, at: number): boolean {
  if (before.is === 'verb') return at - before.end <= 4 && before.verb !== 'back' && before.verb !== 'return'
  if (before.is === 'mark') return before.mark === 'until' && before.end === at
  return (before.is === 'stop' || before.is === 'length') && before.end === at
}

function piece({ at }: { at: number }, end: number, stretch: Stretch, edge: Edge | null): WhenPiece {
  return { is: 'when', at, end, when: { stretches: [stretch], edge, choice: false } }
}
