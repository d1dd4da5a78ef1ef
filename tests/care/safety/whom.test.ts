import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { makeWhom, type WhomFile } from '../../../src/care/safety/whom.ts'
import { HOME } from '../../../src/main.ts'

const whomOf = makeWhom(parse(readFileSync(join(HOME, 'flows/policy/whom.yaml'), 'utf8')) as WhomFile)

/** Of whom the sign between 【 and 】 is said. */
function of(marked: string, rule = 'ideation'): string {
  const from = marked.indexOf('【')
  const plain = marked.replace(/[【】]/gu, '')
  const to = marked.indexOf('】') - 1
  const reason = { rule, why: '', quote: plain.slice(from, to), span: [from, to] as const }
  return whomOf(plain, [reason])
    .map(w => `${w.unsure ? '? ' : ''}${w.another ? 'another ' : ''}${w.keys.join('+') || 'they'}`)
    .join()
}

test.each([
  ['我【不想活】了', 'self'],
  ['【活着没意思】', 'self'],
  ['我妈不理我,我【不想活】了', 'self'],
  ['他天天逼得人【不想活】', 'self'],
  ['没人跟我说话,【不想活】了', 'self'],
  ['我跟同事说我【不想活】了', 'self'],
  ['看到他我就【不想活】了', 'self'],
  ['我妈【不想活】了', 'mother'],
  ['我妈最近饭也不吃,老说【不想活】', 'mother'],
  ['同事小王跟我说他【想死】', 'colleague+named:小王'],
  ['我觉得我爱人【活够了】', 'spouse'],
  ['他【不想活】了', 'they'],
  ['又一个同事【不想活】了', 'another colleague'],
  ['同事出事了,【想不开】', 'colleague'],
  ['老婆提离婚,【不想活】了', '? self+wife'],
  ['女儿在学校被欺负,说【不想活】了', 'daughter'],
  ['我儿子抑郁,昨天说【想死】,我很怕', 'son'],
  ['同事发朋友圈说【再见了】', 'colleague'],
  ['邻居说我【不想活】了', '? self+neighbour'],
])('“%s” is said of %s', (marked, whom) => {
  expect(of(marked)).toBe(whom)
})

test('a rule about others is never of oneself', () => {
  expect(of('办公室【老陈爬到外墙上去了,快来人】', 'third_now')).toBe('named:老陈')
  expect(of('【爬到外墙上去了,快来人】', 'third_now')).toBe('they')
})

test('one message may be of several', () => {
  const plain = '同事说他不想活了,我也不想活了'
  const at = (from: number) => ({ rule: 'x', why: '', quote: '不想活', span: [from, from + 3] as const })
  expect(whomOf(plain, [at(4), at(11)]).map(w => w.keys)).toEqual([['colleague'], ['self']])
})
