import type { NextText } from '../tests/fakes/dingtalk/load.ts'

/** A leave request from the first word to its number, one answer at a time. */
const CONVERSATION = ['请假', '事假', (round: number) => dayOf(round), '就半天', '家里有事', '提交'] as const

/** What the people of a bench say. */
export const SCRIPTS: Readonly<Record<string, NextText>> = {
  echo: () => '请假',
  leave: (conversation, turn) => {
    // Not everybody in step: a thousand people do not all hand in within the same second.
    const own = turn - (conversation % CONVERSATION.length)
    if (own < 0) return '菜单'
    const said = CONVERSATION[own % CONVERSATION.length] ?? '请假'
    return typeof said === 'string' ? said : said(Math.floor(own / CONVERSATION.length))
  },
}

/**
 * Goes on where each person stopped, load after load: who began again amid a request, or asked twice for a day he has,
 * would be measured being refused.
 */
export function goneOnWith(script: NextText): NextText {
  const turns = new Map<number, number>()
  return (conversation, _turn, lastReply) => {
    const turn = turns.get(conversation) ?? 0
    turns.set(conversation, turn + 1)
    return script(conversation, turn, lastReply)
  }
}

/** Another half of a workday each time, so that no request overlaps one made before. */
function dayOf(round: number): string {
  const day = Temporal.PlainDate.from('2027-03-01').add({
    days: 7 * Math.floor(round / 10) + (Math.floor(round / 2) % 5),
  })
  return `${day.year}年${day.month}月${day.day}日${round % 2 === 0 ? '上午' : '下午'}`
}
