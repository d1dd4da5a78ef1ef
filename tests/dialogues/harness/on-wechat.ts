import { basename } from 'node:path'
import { type Case, casesOf, type Step, stepOf } from './case-file.ts'
import { shippedLibrary } from './library.ts'
import { play, type Typed } from './play.ts'

/** No button can be tapped on WeChat: its number is typed, or its words where a number is an answer of its own. */
export const ON_WECHAT: Typed = {
  place: { personal: true, off: new Set() },
  type(at, { buttons, inWords }) {
    if (inWords) return buttons[at] ?? ''
    const number = at + 1
    return [`${number}`, `第${number}个`, String.fromCharCode(0xff10 + number)][at % 3] ?? ''
  },
}

/** The golden transcripts of a file that can be held there: an old button is nowhere to be tapped. */
export function casesOnWeChat(file: string): Case[] {
  if (shippedLibrary().flows.get(basename(file, '.yaml'))?.atWork) return []
  return casesOf(file).filter(one => !one.steps.some(step => stepOf(step)[0] === '点旧'))
}

/** Those of them in which something is tapped. */
export function tapping(cases: readonly Case[]): Case[] {
  return cases.filter(one => one.steps.some(step => stepOf(step)[0] === '点'))
}

/** What comes of a transcript there, with every message that went out. */
export function playOnWeChat(one: Case): readonly Step[] {
  return play(one, shippedLibrary(), undefined, ON_WECHAT)
}

/** Reads like chat. Before a sensitive form the bot says whose platform this is: that alone is more than elsewhere. */
export function readable(steps: readonly Step[]): string {
  const { say } = shippedLibrary().patterns.personal_here
  return steps
    .flatMap(step => Object.entries(step))
    .map(([does, what]) => `${does} ${typeof what === 'string' ? what : JSON.stringify(what)}`)
    .join('\n')
    .replaceAll(`${String(say)}\n`, '')
}
