import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A sentence, and what it is: `# level category kind` stands above it. */
export interface Case {
  text: string
  level: string
  category: string
  kind: string
}

/** Sentences under headings, one on a line. */
export function readCases(path: string): Case[] {
  let [level, category, kind] = ['', '', '']
  return linesOf(path).flatMap(line => {
    if (line.startsWith('# ')) [level = '', category = '', kind = ''] = line.slice(2).split(' ')
    return line === '' || line.startsWith('#') ? [] : [{ text: line, level, category, kind }]
  })
}

/** The labelled sentences of one of our sets. */
export function readSet(name: 'seen' | 'held'): Case[] {
  return readCases(join(import.meta.dirname, `${name}.txt`))
}

/** Wishes whose sentences may hold despair. */
const MAY_DESPAIR = new Set(['heart', 'need_help', 'urgent', 'human', '~anger'])

/** Everyday messages to the program: those by which its understanding is judged. None of them is danger. */
export function everydayMessages(): string[] {
  const wishes = filesOf('intents')
    .flatMap(readCases)
    .filter(({ level }) => !MAY_DESPAIR.has(level))
  const times = filesOf('time')
    .flatMap(linesOf)
    .flatMap(line => {
      const [text = '', reading] = line.split(' => ')
      return reading === undefined ? [] : [text]
    })
  return [...wishes.map(({ text }) => text), ...times]
}

function filesOf(folder: string): string[] {
  const path = join(import.meta.dirname, '..', 'understand', folder)
  return readdirSync(path).map(name => join(path, name))
}

/** Posts of everyday life, one on a line; none of them is danger. */
export function readPosts(path: string): string[] {
  return linesOf(path).filter(line => line !== '')
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n')
}
