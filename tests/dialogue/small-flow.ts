import { type Library, loadFlows } from '../../src/dialogue/load-flows.ts'
import type { Problem } from '../../src/dialogue/problem.ts'
import type { Registry } from '../../src/dialogue/registry.ts'
import { shippedFiles } from '../dialogues/harness/library.ts'

/** What the small flow may name. */
export const smallRegistry: Registry = {
  lookups: {
    stock: { with: {}, returns: 'days' },
    list: { with: {}, returns: 'options' },
    brief: { with: { kind: 'choice' }, returns: { name: 'text', ready: 'yes_no' } },
  },
  effects: {
    save: {
      with: { kind: 'choice', note: 'text' },
      optional: ['note'],
      result: { no: 'text' },
      refusals: { full: ['left'], late: [] },
    },
  },
  roles: ['staff', 'hr'],
}

/** A flow in which everything is right; a test spoils one thing of it. */
export const SMALL = `schema: 1
flow: errand
title: 跑腿
summary: 替人跑一趟。
audience: [staff]
start:
  phrases: [跑腿, 跑一趟]
opening:
  - 好，跑一趟。
  - {when: known(kind), say: "要{kind}。"}
slots:
  stock:
    lookup: stock
  kind:
    label: 种类
    type: choice
    ask: 哪一种？
    options: [甲, {value: b, label: 乙}]
  from:
    label: 开始
    type: half_day
    ask: 从哪天开始？
    must:
      - that: from >= today()
        say: "{from}过了。"
  to:
    label: 结束
    type: half_day
    edge: end
    ask: 到哪天？
  days:
    derive: workdays(from, to)
  brief:
    lookup: brief
    with: [kind]
  note:
    label: 备注
    type: text
    verbatim: true
    max: 100
    ask: 备注写什么？
    when: kind == '甲' && days > 1
gates:
  - that: stock > 0
    say: 没有了。
rules:
  - that: to >= from
    say: 反了。
    reask: [to]
confirm:
  say: "{kind}，{days}天，{brief.name}，行吗？"
  yes: 行
  no: 改
submit:
  - do: save
    with: [kind, note]
    done: "好了，{result.no}。"
    refused:
      full: "满了，还剩{left}。"
      late: 晚了。
nudge:
  - after: 30m
    say: 还没填完。
expire:
  after: 1d
  say: 收起来了。
`

/** Loads flow files with the shipped patterns and words beside them, unless `files` has its own. */
export function load(files: Readonly<Record<string, string>>): {
  library: Library | null
  problems: Problem[]
} {
  const shared = [...shippedFiles()].filter(([name]) => name.startsWith('_'))
  return loadFlows(new Map([...shared, ...Object.entries(files)]), smallRegistry)
}

/** The number of the line that holds `part`. */
export function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length
}
