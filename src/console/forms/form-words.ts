/** Titles of the printed forms, by kind of request. */
const TITLES: Readonly<Record<string, string>> = {
  leave: '请假审批单',
  overtime: '加班审批单',
  hardship: '困难帮扶审批单',
  away: '离市报备单',
}

/** What each line of a form is called. */
const FIELDS: Readonly<Record<string, string>> = {
  leave_kind: '假别',
  work: '类别',
  when: '时间',
  days: '天数',
  before: '原编号',
  back: '已销假，上班',
  taken: '实休天数',
  recalled: '召回上班',
  hours: '小时',
  purpose: '事项',
  category: '类别',
  cost: '申请金额',
  place: '去向',
  stand_in: '顶岗',
  reason: '事由',
}

const VERDICTS: Readonly<Record<string, string>> = {
  agreed: '同意',
  refused: '不同意',
  withdrawn: '申请人撤回',
  consented: '本人同意',
  declined: '本人不同意',
  checked: '证明已核对',
  returned: '退回补充',
  answered: '申请人已补充',
  added: '加签',
  undone: '收回同意，重新看',
  passed: '转交',
  lapsed: '逾期未补充，撤回',
  office: '代为办理',
}

export const titleOfForm = (kind: string): string => TITLES[kind] ?? '审批单'
export const fieldWords = (field: string): string => FIELDS[field] ?? field
/** What is no opinion (a reminder, a turn that was given on) has no word, and is not printed. */
export const verdictWords = (verdict: string): string | null => VERDICTS[verdict] ?? null

/** `ABCD-EFGH`: easier to read from paper. */
export function spacedCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** `2026年11月24日上午` from a half-day, without the half from a day. */
export function dayWords(half: string): string {
  const [year, month, day] = half.slice(0, 10).split('-').map(Number)
  const part = half.endsWith('a') ? '上午' : half.endsWith('p') ? '下午' : ''
  return `${year}年${month}月${day}日${part}`
}
