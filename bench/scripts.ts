import type { NextText } from '../tests/fakes/dingtalk/load.ts'

/** A leave request from the first word to its number, one answer at a time. */
const CONVERSATION = ['请假', '事假', (round: number) => dayOf(round), '就半天', '家里有事', '提交'] as const

/** What the people of a bench say. */
export const SCRIPTS: Readonly<Record<string, NextText>> = {
  echo: () => '请假',
  leave: (_conversation, turn) => {
    const said = CONVERSATION[turn % CONVERSATION.length] ?? '请假'
    return typeof said === 'string' ? said : said(Math.floor(turn / CONVERSATION.length))
  },
}

/** Another half of a workday each time, so that no request overlaps one made before. */
function dayOf(round: number): string {
  const day = Temporal.PlainDate.from('2027-03-01').add({
    days: 7 * Math.floor(round / 10) + (Math.floor(round / 2) % 5),
  })
  return `${day.year}年${day.month}月${day.day}日${round % 2 === 0 ? '上午' : '下午'}`
}
