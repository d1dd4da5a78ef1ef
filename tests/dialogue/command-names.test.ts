import { expect, test } from 'vitest'
import type { Command } from '../../src/dialogue/command.ts'
import type { Event } from '../../src/dialogue/event.ts'

/**
 * These names are written down: a command in the record of its turn and in the buttons of an open question, an event
 * in the inbox. One that is renamed or taken away would meet rows written by the program of yesterday.
 */
const COMMANDS: Record<Command['do'], true> = {
  answer: true,
  append: true,
  ask_between: true,
  attach: true,
  cancel: true,
  choose: true,
  clear: true,
  finish: true,
  forget_files: true,
  forget_last: true,
  go_on: true,
  help: true,
  leave_out: true,
  reply: true,
  length: true,
  no: true,
  nothing: true,
  repeat: true,
  restart: true,
  restore: true,
  retry: true,
  say: true,
  set: true,
  set_aside: true,
  skip: true,
  stands: true,
  start: true,
  tell: true,
  undo: true,
  unknown: true,
  yes: true,
}

const EVENTS: Record<Event['type'], true> = {
  colleague: true,
  files: true,
  recalled: true,
  result: true,
  secret: true,
  text: true,
  timer: true,
  told: true,
  unfetched: true,
  unheard: true,
  unreadable: true,
}

test('the names that are written down are those of every version before', () => {
  expect(Object.keys(COMMANDS)).toHaveLength(31)
  expect(Object.keys(EVENTS)).toHaveLength(11)
})
