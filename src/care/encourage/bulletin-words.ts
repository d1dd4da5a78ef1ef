import { formatDays } from '../../dialogue/format.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Bulletin, BulletinLine } from './rules.ts'

/** What a line is called: its unit, or that it holds several small ones. */
export function lineName(tools: Pick<Tools, 'text'>, { unit, street }: BulletinLine): string {
  return unit ?? tools.text(street ? 'bulletin_small_streets' : 'bulletin_small_units')
}

/** A bulletin for the chat, a line each: leaders first, then all, then the units. */
export function bulletinText(
  tools: Pick<Tools, 'text'>,
  {
    month,
    version,
    content,
  }: {
    month: string
    version: number
    content: Bulletin
  },
): string {
  const { leaders, lines, streets, total, target } = content
  const head = tools.text(version > 1 ? 'bulletin_head_again' : 'bulletin_head', {
    month: monthWords(tools, month),
    target,
    version,
  })
  if (!total) return head + tools.text('bulletin_too_few')
  const say = (name: string, line: BulletinLine) =>
    tools.text(line.percent === null ? 'bulletin_line_none' : 'bulletin_line', {
      name,
      percent: line.percent ?? 0,
      taken: formatDays(line.taken),
      entitled: formatDays(line.entitled),
      below: line.below ? tools.text('bulletin_line_below') : '',
    })
  return [
    head,
    ...(leaders ? [say(tools.text('bulletin_leaders'), leaders)] : []),
    say(tools.text('bulletin_total'), total),
    ...lines.map(line => say(lineName(tools, line), line)),
    ...(streets && lines.filter(line => line.street).length > 1
      ? [say(tools.text('bulletin_streets'), streets)]
      : []),
  ].join('\n')
}

/** `2026-11` → 2026年11月. */
export function monthWords(tools: Pick<Tools, 'text'>, month: string): string {
  return tools.text('bulletin_month', { year: Number(month.slice(0, 4)), month: Number(month.slice(5)) })
}
