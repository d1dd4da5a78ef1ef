import { expect, test } from 'vitest'
import { type Case, caseFiles, casesOf, stepOf } from '../../dialogues/harness/case-file.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

/**
 * The transcripts of `tests/dialogues/crisis` are played with ears made for tests. Here their people speak to the whole
 * program: somebody is told, and numbers are given, at the same words.
 */
const FILES = caseFiles().filter(file => file.startsWith('crisis/'))
/** One for each conversation of a file: what is heard of somebody is remembered of him. */
const PEOPLE = [
  ...['chenyu', 'ligang', 'zhangwei1', 'wumin', 'zhaolei', 'huang', 'zhengli', 'qianjun', 'zhangwei2'],
  ...['liufang', 'malin', 'sunli', 'wang', 'fangrui', 'heqing', 'linyue', 'zhou'],
]

test.each(FILES)('%s', async file => {
  const cases = casesOf(file)
  expect(cases.length).toBeLessThanOrEqual(PEOPLE.length)
  const talk = await openTalk({ open: true })
  try {
    for (const [i, one] of cases.entries()) await live(talk, PEOPLE[i] ?? '', one)
  } finally {
    await talk.close()
  }
})

async function live(talk: Talk, who: string, { title, before, steps }: Case): Promise<void> {
  let reply = ''
  let said = ''
  for (const step of [...before, ...steps]) {
    const [does, what] = stepOf(step)
    const sent = talk.sent.length
    if (does === '机') expect(meaning(reply), `${title}: ${said}\n${reply}`).toEqual(meaning(String(what)))
    else if (does === '我' || does === '点') {
      said = String(what)
      await (does === '我' ? talk.say(who, said) : talk.tap(who, said))
      // That the one on duty was reached is said in a message of its own, after this one.
      reply = talk.sent.slice(sent).find(({ to }) => to === `sample-${who}`)?.message.text ?? ''
    }
  }
}

/** What matters of a reply, whoever is on duty; what is graver than before is told anew in the program. */
function meaning(reply: string) {
  return {
    told: /正在通知|已经知道/u.test(reply),
    numbers: /120|110/u.test(reply),
    lost: /没看明白|没帮上忙/u.test(reply),
  }
}
