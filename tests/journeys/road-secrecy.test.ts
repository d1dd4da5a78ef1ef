import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from '../support/folder.ts'
import { openDesk } from '../support/marked-desk.ts'
import { scan } from '../support/marked-scan.ts'
import { TALKS } from '../support/marked-talks.ts'
import { foundInFolder } from '../support/markers.ts'

/** Wall time, ms: a busy machine may take its time; nothing here is about speed. */
const SLOWEST = 240_000

/** An administrator, the auditor, HR with fund and handler, a handler, duty and custodian, security, a head, a deputy. */
const OFFICES = ['zhou', 'heqing', 'chenjing', 'linyue', 'xuan', 'fangrui', 'wang', 'sunli']

/** Who may read what by the API beside the one who wrote it: who decides, who decided so, and who pays. */
const MAY_READ: Readonly<Record<string, readonly string[]>> = {
  reason: ['sunli'],
  refusal: ['sunli'],
  hardship: ['chenjing'],
  'refusal of hardship': ['chenjing', 'zhou'],
  'name of a paper': ['chenjing'],
  'bytes of a paper': ['chenjing'],
  // A custodian decides by the reason; whoever may be called himself reads no reason to call.
  'reason to ask 0': ['xuan'],
  'reason to ask 1': ['xuan'],
  'place of a talk': ['linyue'],
}

test(
  'words said to it stand nowhere in plain: no file, no log, no metric, no chat of a third person',
  async () => {
    const folder = tempFolder()
    const desk = await openDesk(folder)
    for (const talk of TALKS) await talk(desk)
    const { fake, markers, running, readers, shown } = desk

    // While it runs, with what it has in its log of the database; in a backup; and when it has stopped.
    expect(foundInFolder(markers, folder)).toEqual([])
    await desk.cli('backup', join(folder, 'backup'))
    const pages = ['/metrics', '/healthz', '/readyz', '/api/v1/audit?limit=1000']
    const answers = await Promise.all(pages.map(async page => (await fetch(running.url + page)).text()))
    const audit = await desk.api('heqing', 'GET', '/audit')
    expect(audit.status).toBe(200)
    // Of every page there is, with real rows in its path, files opened, each role learns what it may and no more.
    const { paths } = (await (await fetch(`${running.url}/api/docs/json`)).json()) as {
      paths: Parameters<typeof scan>[1]
    }
    const { shown: seenBy, unanswered } = await scan(desk, paths, OFFICES)
    expect(seenBy.filter(({ who, name }) => !MAY_READ[name]?.includes(who))).toEqual([])
    const found = new Set(seenBy.map(({ name }) => name))
    expect(Object.keys(MAY_READ).filter(name => !found.has(name))).toEqual([])
    expect(unanswered.filter(path => /form|sheet|hardship/u.test(path))).toEqual([])
    const { code, out, err } = await running.stop()
    expect(code).toBe(0)
    expect(foundInFolder(markers, folder)).toEqual([])
    expect(markers.in([out, err, ...answers, JSON.stringify(audit.body)].join('\n'))).toEqual([])
    expect(err).toContain('"name":"dingtalk.connected"')

    // In the chats, those alone for whom it was written.
    const chats = fake.people.list().map(({ userid }) => userid)
    const heard = chats.flatMap(chat => {
      const names = markers.in(JSON.stringify(fake.inbox(chat)))
      return names.map(name => ({ chat, name }))
    })
    expect(heard.filter(({ chat, name }) => !readers.get(name)?.includes(chat))).toEqual([])

    // None of this is so because nothing was there: what people and readers were to see they have seen.
    const seen = new Set([...heard.map(({ name }) => name), ...markers.in(shown.join('\n'))])
    const expected = ['reason', 'refusal', 'illness', 'story', 'voice', 'rich text', 'hidden story', 'letter']
    expected.push('answer to a letter', 'closing note', 'despair', 'request for help', 'said to a colleague')
    expected.push('answer of a colleague', 'hardship', 'name of a paper', 'bytes of a paper', 'missing paper')
    expected.push('refusal of hardship', 'written for a colleague', 'story with a file', 'addition', 'note 0')
    expected.push('bytes of a file in a story')
    expect(expected.filter(name => !seen.has(name))).toEqual([])
    // Of a file nobody learns what it was called, nor what it says beside what it shows.
    const never = ['name of a file in a story', 'what a picture says of itself']
    expect(never.filter(name => seen.has(name))).toEqual([])
  },
  SLOWEST,
)
