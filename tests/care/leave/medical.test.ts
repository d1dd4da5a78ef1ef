import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approve } from '../../support/approve.ts'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const ILLNESS = /乙肝|化疗|复查/

describe('the illness never reaches who decides', () => {
  const kinds: readonly [string, RegExp][] = [
    ['12月1日上午请病假', /请病假：.*事由：身体原因。/],
    ['12月1日请一天流产假', /请流产假：.*事由：身体原因。/],
    ['12月1日请一天产假', /请产假：.*事由：身体原因。/],
  ]
  for (const [wish, asked] of kinds)
    test(wish, async () => {
      await fill(wish)
      // 流产假 takes a certificate, which HR alone sees.
      if (wish.includes('流产假')) await talk.file('chenyu', 'image', 2_000)
      await say('提交')
      expect(talk.last('sunli')).toMatch(asked)
      reachesNobody()
    })

  test('the person is told so before handing it in', async () => {
    await say('12月1日上午请病假')
    expect(await say('确诊了乙肝，要复查')).toContain('事由主管看不到，他只看到“身体原因”。')
  })

  test('of other leave the reason is read as it was written', async () => {
    await ask('12月1日上午请事假')
    expect(talk.last('sunli')).toContain('事由：确诊了乙肝，要复查。')
  })

  test('an extension', async () => {
    await approve(talk, await ask('11月23日请一天病假'))
    await say('续假一天')
    expect(await say('确诊了乙肝，要化疗')).toContain('事由主管看不到')
    await say('提交')
    expect(talk.last('sunli')).toMatch(/想续病假：.*事由：身体原因。/)
    reachesNobody()
  })

  test('what is added when it is asked for', async () => {
    const no = await ask('12月1日上午请病假')
    await talk.say('sunli', `退回补充 ${no}`)
    await talk.say('sunli', '看什么病？')
    expect(await say('补充说明')).toContain('他只知道你补充了，内容看不到，病情不用写')
    await say('确诊了乙肝，要复查')
    expect(talk.last('sunli')).toContain('陈小雨补充了，涉及身体情况，写的内容不转给你')
    reachesNobody()
  })

  test('the printed form: his own has the words, that of who decides has not', async () => {
    const no = await ask('12月1日上午请病假')
    await talk.say('sunli', `退回补充 ${no}`)
    await talk.say('sunli', '看什么病？')
    await say('补充说明')
    await say('确诊了乙肝，要复查')
    expect(JSON.stringify(await printedFor(no, 'sunli'))).toMatch(/身体原因/)
    expect(JSON.stringify(await printedFor(no, 'sunli'))).not.toMatch(ILLNESS)
    expect(JSON.stringify(await printedFor(no, 'chenyu'))).toMatch(ILLNESS)
  })

  test('the button of a refusal that offers other dates carries no reason', async () => {
    const no = await ask('12月1日上午请病假')
    await talk.say('sunli', `驳回 ${no}`)
    await talk.say('sunli', '那天开会，改到12月3日')
    const offer = talk.sent.findLast(one => one.to === 'sample-chenyu')?.message.buttons ?? []
    expect(offer).toHaveLength(1)
    expect(JSON.stringify(offer)).not.toMatch(/事由/)
    expect(JSON.stringify(offer)).not.toMatch(ILLNESS)
  })
})

function say(text: string): Promise<string> {
  return talk.say('chenyu', text)
}

function fill(wish: string): Promise<string> {
  return say(`${wish}，因为确诊了乙肝，要复查`)
}

/** @returns its number */
async function ask(wish: string): Promise<string> {
  await fill(wish)
  return /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
}

/** Nobody but the person was sent a word of it. */
function reachesNobody(): void {
  const others = talk.sent.filter(({ to }) => to !== 'sample-chenyu')
  expect(others.length).toBeGreaterThan(0)
  for (const { message } of others) expect(JSON.stringify(message)).not.toMatch(ILLNESS)
}

function printedFor(no: string, who: string) {
  return call(talk, who, 'GET', `/applications/${no}/form`)
}
