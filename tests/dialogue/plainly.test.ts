import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shippedLibrary } from '../dialogues/harness/library.ts'
import { Scene } from '../dialogues/harness/scene.ts'

/** 心里话 at its summary, under 隐名, with a reply wished for. */
const scene = new Scene({ clock: '2026-11-23T09:00', as: {}, given: {} }, shippedLibrary())
for (const text of ['心里话', '王主任总是加活，睡不好', '说完了', '隐名', '工作压力', '希望回复'])
  scene.step('我', text)
const summary = scene.chat.state

function slotsAfter(text: string): Readonly<Record<string, unknown>> {
  scene.chat.state = summary
  scene.step('我', text)
  return scene.chat.state.stack.find(frame => frame.flow === 'heart')?.slots ?? {}
}

const NAMES = [
  ...['实名', '署名', '用实名', '写我的名字', '让他们知道是我', '让王主任知道是我', '让他知道我是谁'],
  ...['知道是我写的', '看到我的名字', '署名改成实名'],
]
const WISHES = ['当面谈', '想当面谈', '只想说说', '不用回']
const BEFORE = [
  ...['会不会', '能不能', '是不是', '要不要', '怎么', '为什么要', '谁会'],
  ...['不要', '不想', '可别', '千万别', '没想', '不是', '怕', '我担心', '不敢'],
  ...['如果', '要是', '万一', '就算', '假如我'],
]
const AFTER = ['吗', '？', '会怎样', '好不好', '有什么坏处', '的话，王主任会看到吗', '不好', '就完了吧？']
const AROUND = ['', '好，', '那', '我', '对了，', '行，']

const open = (names: readonly string[], before: readonly string[], after: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...AROUND),
      fc.constantFrom('', ...before),
      fc.constantFrom(...names),
      fc.constantFrom('', ...after),
      fc.constantFrom('', '，我怕', '，可以吗', '。'),
    )
    .filter(([, first, , last]) => first !== '' || last !== '')
    .map(parts => parts.join(''))

test('no question, denial or supposition shows who somebody is, or hands anything over', () => {
  const run = fc.check(
    fc.property(open(NAMES, BEFORE, AFTER), text => {
      expect(slotsAfter(text)['mode']).not.toBe('named')
      expect(scene.chat.ran).toEqual([])
    }),
    { numRuns: 400 },
  )
  expect(run, fc.defaultReportMessage(run)).toMatchObject({ failed: false })
})

test('no denial or supposition changes what is wished for', () => {
  const deny = BEFORE.filter(word => !/能不能/u.test(word))
  const run = fc.check(
    fc.property(open(WISHES, deny, ['会怎样', '好不好', '有什么坏处']), text => {
      expect(slotsAfter(text)).toMatchObject({ wish: 'reply' })
    }),
    { numRuns: 200 },
  )
  expect(run, fc.defaultReportMessage(run)).toMatchObject({ failed: false })
})

test.each(['实名', '署名改实名', '署我的名吧', '还是实名吧', '不用隐名，实名', '署名改成实名', '我想实名交'])(
  '“%s” is said plainly',
  text => {
    expect(slotsAfter(text)).toMatchObject({ mode: 'named' })
  },
)
