import { expect, test } from 'vitest'
import { areas } from '../../../src/areas.ts'
import type { Command } from '../../../src/dialogue/command.ts'
import type { Listening } from '../../../src/dialogue/interpret/listening.ts'
import { wishes } from '../../../src/dialogue/interpret/starts.ts'
import { freshState } from '../../../src/dialogue/state.ts'
import type { World } from '../../../src/dialogue/world.ts'
import { loadLibrary, readFlowFolder } from '../../../src/runtime/library.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'
import { BLANK } from '../../../src/understanding/intents/model.ts'

const calendar = chineseCalendar()
const now = '2026-11-26T09:30'
// As in the first seconds of a program: nothing was learned yet.
const { library } = loadLibrary(readFlowFolder('flows'), areas, null, () => () => BLANK)
if (!library) throw new Error('the flows have problems')
const { flows, read, patterns, terms, words } = library
const world = { flows, read, patterns, terms, words, calendar, me: { roles: ['staff'] }, people: () => [] }

function wished(text: string): { sure: string[]; offered: string[] } {
  const reading = read(text, { ref: now, calendar })
  const l: Listening = { reading, state: freshState(), world: world as unknown as World, now, at: null }
  const { sure, between } = wishes(l)
  const begun = (command: Command) => (command.do === 'start' ? [command.flow] : [])
  return { sure: sure.flatMap(begun), offered: between.map(flow => flow.id) }
}

test.each([
  ['明天请假', 'leave'],
  ['下周三年假', 'leave'],
  ['我要请假', 'leave'],
  ['昨天加班4小时', 'overtime'],
  ['我想说说心里话', 'heart'],
  ['申请困难补助', 'hardship'],
  ['帮我转人工', 'human'],
  ['看下我的申请', 'requests'],
  ['我现在需要帮助', 'need_help'],
])('before anything is learned, “%s” begins %s or is offered it', (text, flow) => {
  const { sure, offered } = wished(text)
  expect([...sure, ...offered]).toContain(flow)
})

test.each(['昨天的加班撤回', '请假批了没有', '加班费怎么算', '困难申请能快点吗'])(
  'before anything is learned, “%s” begins nothing by a name alone',
  text => expect(wished(text).sure).toEqual([]),
)

test('every entry of the menu is begun by its name', () => {
  for (const flow of flows.values())
    if (!flow.hidden && flow.audience.includes('staff'))
      expect(wished(flow.title).sure, flow.title).toContain(flow.id)
})
