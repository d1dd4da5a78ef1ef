import type { Token } from './token.ts'

const OVERTIME =
  /加(?:(?:了|过|个|的|着|完)?班|夜班|晚班|(?=[了过个][^,。;、!?\s]{1,8}班))(?!费|工资|补贴|补助|餐|饭|证明|制度|规定|政策|审批|单|表|机制)/uy
const PLANNED =
  /(?:要|需要?|得|将|可能|估计|想|准备|打算|计划|预计)(?=[^,。;!?\s了过]{0,8}加班(?![了的过]))/uy

const BEGINNINGS = new Set('加要需得将可估想准打计预')

const OVER = /[了过的完]|班[了过]/u

/** 加班 in its forms, 加了3小时班 (which is over) included, not 加班费; with 要 or 准备 before it, it is still to come. */
export function overtimeTokens(text: string, at: number): Token[] | null {
  if (!BEGINNINGS.has(text[at] ?? '')) return null
  const planned = lengthOf(PLANNED, text, at)
  if (planned !== null) return [{ is: 'verb', at, end: at + planned, verb: 'planned' }]
  const worked = text[at] === '加' ? lengthOf(OVERTIME, text, at) : null
  if (worked === null) return null
  const end = at + worked
  const token: Token = { is: 'verb', at, end, verb: 'overtime' }
  return OVER.test(text.slice(at, end + 1)) ? [token, { ...token, at: end, verb: 'gone' }] : [token]
}

function lengthOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? null
}
