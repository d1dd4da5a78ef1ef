import { expect, test } from 'vitest'
import type { Assess } from '../../src/risk/assess.ts'
import { hearIn, NEW_TALK, type Talk } from '../../src/risk/conversation.ts'
import { normalize } from '../../src/understanding/normalize.ts'
import { shippedAssess } from './shipped-assess.ts'

const assess: Assess = shippedAssess()

/** What every text of a conversation comes to, and where the conversation stands at its end. */
function heard(texts: readonly string[]) {
  let talk: Talk = NEW_TALK
  const dangers = texts.map(text => {
    const { assessment, talk: next } = hearIn(talk, assess, normalize(text))
    talk = next
    return assessment.danger
  })
  return { dangers, danger: talk.danger }
}

test('one weak sign asks, a second of another kind in a later turn is as strong as both in one text', () => {
  expect(heard(['人间不值得', '食堂还开着吗', '来生再说吧']).dangers).toEqual(['none', 'none', 'crisis'])
})

test('the same weak sign said twice stays a question', () => {
  expect(heard(['人间不值得', '人间不值得']).dangers).toEqual(['none', 'none'])
})

test('a weak sign is forgotten after six turns', () => {
  const chat = Array.from({ length: 6 }, () => '今天天气不错')
  expect(heard(['人间不值得', ...chat.slice(1), '来生再说吧']).danger).toBe('crisis')
  expect(heard(['人间不值得', ...chat, '来生再说吧']).danger).toBe('none')
})

test.each(['开玩笑的', '我没事了', '我没有想不开，别担心'])('“%s” lowers nothing that is open', denial => {
  const { dangers, danger } = heard(['遗书写好了，就在抽屉里', denial])
  expect(dangers).toEqual(['crisis', 'none'])
  expect(danger).toBe('crisis')
})

test('what a conversation is remembered by holds none of its words', () => {
  const { talk } = hearIn(NEW_TALK, assess, normalize('来生再说吧，老张'))
  expect(JSON.stringify(talk)).not.toMatch(/来生|老张/u)
})

test('after plain despair a weak sign is as strong as two', () => {
  expect(heard(['不想活了', '明天还要开会', '永别了']).dangers).toEqual(['high', 'none', 'crisis'])
  expect(heard(['永别了']).dangers).toEqual(['none'])
})
