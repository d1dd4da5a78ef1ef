import { COMMON_SURNAMES, WORDLIKE_SURNAMES } from '../../surnames.ts'
import { follows } from './guard.ts'

/** 王元旦, 李国庆: people named after the day they were born on. */
export function surnameBefore(text: string, at: number): boolean {
  const surname = text[at - 1]
  if (surname === undefined) return false
  return (
    COMMON_SURNAMES.includes(surname) || (WORDLIKE_SURNAMES.includes(surname) && nameMayBegin(text, at - 1))
  )
}

function nameMayBegin(text: string, at: number): boolean {
  const before = text[at - 1]
  return before === undefined || /[\s,。;:!?、(找给问叫和跟与是替帮让向同请送的长任记员]/u.test(before)
}

/** Characters of given names that begin no word said after a weekday. */
const GIVEN = '围鸣丰凡帆洲鹏峰良仁伟杰涛浩宇轩辉勇毅俊敏丽芳娟霞玲燕萍梅兰琴瑶琪琳雯妍萱豪博泽瑞'
const nameEnds = follows('$ [,。!?;:、] 的 同志 主任 局 科 处 书记 老师 部长 主席 经理 总 说 请 休 和 是 在')

/** 周一围, 周三丰: the surname 周 and a given name of two characters. `at` is where the weekday would end. */
export function givenNameFollows(text: string, at: number): boolean {
  const next = text[at]
  return (
    next !== undefined &&
    GIVEN.includes(next) &&
    !/^围[绕观]/u.test(text.slice(at, at + 2)) &&
    nameEnds(text, at + 1)
  )
}
