import { describe, expect, it, test } from 'vitest'
import { formatProblem } from '../../src/dialogue/problem.ts'
import { shippedFiles } from '../dialogues/harness/library.ts'
import { lineOf, load, SMALL } from './small-flow.ts'

/** A fault: what it spoils, how, the place it is found at (a part of the spoilt text), and what is said of it. */
type Fault = [name: string, from: string, to: string, at: string, what: RegExp]

describe('a flow in which everything is right', () => {
  it('is loaded, without a word', () => {
    const { library, problems } = load({ 'errand.yaml': SMALL })
    expect(problems).toEqual([])
    expect(library?.flows.get('errand')?.slots.map(s => s.name)).toEqual([
      ...['stock', 'kind', 'from', 'to', 'days', 'brief', 'note'],
    ])
  })

  it('has another hash as soon as anything in it changes', () => {
    const hash = (text: string) => load({ 'errand.yaml': text }).library?.flows.get('errand')?.hash
    expect(hash(SMALL)).toBe(hash(SMALL))
    expect(hash(SMALL.replace('行吗？', '好吗？'))).not.toBe(hash(SMALL))
  })
})

const shape: Fault[] = [
  ['an unknown key', 'summary:', 'sumary:', 'sumary:', /unknown key sumary/],
  ['an unknown key in a slot', 'label: 种类', 'lable: 种类', 'lable:', /unknown key lable/],
  ['a key twice', 'title: 跑腿', 'title: 跑腿\ntitle: 又一个', 'title: 又一个', /[Uu]nique/],
  ['a text with braces and no quotes', 'say: "{from}过了。"', 'say: {from}', 'say: {from}', /needs quotes/],
  ['a name that is taken', '  note:', '  constructor:', 'constructor:', /unknown key constructor/],
  ['a name with a capital', '  note:', '  Note:', 'Note:', /unknown key Note/],
  ['broken YAML', 'phrases: [跑腿, 跑一趟]', 'phrases: [跑腿, 跑一趟', 'opening:', /./],
  ['a slot type that does not exist', 'type: choice', 'type: choise', 'type: choise', /allowed values/],
  ['a duration nobody can read', 'after: 30m', 'after: half an hour', 'after: half', /pattern/],
  ['no audience', 'audience: [staff]', 'audience: []', 'audience', /fewer than 1/],
  ['a newer format', 'schema: 1', 'schema: 2', 'schema', /format 2; this program reads 1/],
  ['another name than the file', 'flow: errand', 'flow: walk', 'flow: walk', /file's name, errand/],
]

const names: Fault[] = [
  [
    'an undeclared name in a condition',
    'to >= from',
    'to >= form',
    'that: to >= form',
    /“form”.*not declared/,
  ],
  ['an undeclared name in a text', '{days}天', '{day}天', 'say: "{kind}', /“day”.*not declared/],
  ['an unknown field', 'brief.name', 'brief.nam', 'say: "{kind}', /“brief.nam”.*not declared/],
  ['an unknown result', '{result.no}', '{result.number}', 'done:', /“result.number”.*not declared/],
  ['a name a refusal does not have', '{left}', '{rest}', 'full:', /“rest”.*not declared/],
  ['braces without a name', '"{from}过了。"', '"{0}过了。"', 'say: "{0}', /“\{0\}” is not a name/],
  ['an unknown function', 'today()', 'now()', 'that: from', /no function “now”/],
  ['too few values', 'workdays(from, to)', 'workdays(from)', 'derive:', /takes 2 values/],
  ['a value of the wrong kind', 'workdays(from, to)', 'workdays(from, kind)', 'derive:', /must be half_day/],
  ['an expression that ends early', 'to >= from', 'to >=', 'that: to >=', /ends too early/],
  ['things that cannot be compared', 'to >= from', 'to >= kind', 'that: to >= kind', /do not go together/],
  ['things that cannot be added', 'today()', 'today() + kind', 'that: from', /do not go together/],
  ['a rule that is no condition', 'to >= from', 'days', 'that: days', /“days” is not a condition/],
  ['a part that is no condition', 'when: known(kind)', 'when: days', 'opening:', /“days” is not a condition/],
  ['a slot derived from itself', 'workdays(from, to)', 'days + 1', 'derive:', /derived from itself/],
  ['a role that does not exist', '[staff]', '[staff, boss]', 'audience', /no role “boss”/],
  ['a look-up that does not exist', 'lookup: stock', 'lookup: stork', 'lookup: stork', /no look-up “stork”/],
  [
    'a look-up without its input',
    'with: [kind]\n  note',
    'with: []\n  note',
    'with: []',
    /“brief” needs kind/,
  ],
  [
    'a look-up with too much',
    'with: [kind]\n',
    'with: [kind, days]\n',
    'with: [kind, days]',
    /does not take days/,
  ],
  ['an input of the wrong kind', 'with: [kind, note]', 'with: [days, note]', 'with: [days', /needs kind/],
  ['an effect that does not exist', 'do: save', 'do: safe', 'do: safe', /no effect “safe”/],
  [
    'an effect with too much',
    'with: [kind, note]',
    'with: [kind, days]',
    'with: [kind, days]',
    /does not take days/,
  ],
  ['a flow to offer that does not exist', 'nudge:', 'next: [gone]\nnudge:', 'next:', /no flow “gone”/],
  [
    'a flow to withdraw with that does not exist',
    'nudge:',
    'withdraw: {flow: gone, say: 撤吗？}\nnudge:',
    'withdraw:',
    /no flow “gone”/,
  ],
]

const sense: Fault[] = [
  ['asking a derived slot again', 'reask: [to]', 'reask: [days]', 'reask: [days]', /cannot be asked again/],
  ['asking an undeclared slot again', 'reask: [to]', 'reask: [end]', 'reask: [end]', /“end” is not declared/],
  ['a slot nobody can fill', '    ask: 哪一种？\n', '', 'kind:', /needs a question/],
  [
    'a slot of no kind',
    '    lookup: stock\n',
    '    label: 库存\n',
    'stock:',
    /needs a type, a derive or a lookup/,
  ],
  [
    'a condition that is never true',
    "when: kind == '甲'",
    "when: kind == '丙'",
    "when: kind == '丙'",
    /“丙” is not an option.*never true/,
  ],
  [
    'a rule about an option that is not there',
    'that: to >= from',
    "that: kind != '丙'",
    'that: kind',
    /never true/,
  ],
  [
    'a gate that reads an answer',
    'that: stock > 0',
    'that: days > 0',
    'that: days',
    /not known before the first question/,
  ],
  [
    'a choice without options',
    '    options: [甲, {value: b, label: 乙}]\n',
    '',
    'kind:',
    /a choice needs options/,
  ],
  [
    'a choice that fills what is no text',
    '    options: [甲, {value: b, label: 乙}]\n',
    '    fills: from\n    options: [甲, {value: b, label: 乙, names: [丙]}]\n',
    'fills: from',
    /no text of this form/,
  ],
  [
    'names that fill nothing',
    '    options: [甲, {value: b, label: 乙}]\n',
    '    options: [甲, {value: b, label: 乙, names: [丙]}]\n',
    'options:',
    /names need a slot/,
  ],
  [
    'options from a slot that has none',
    'options: [甲, {value: b, label: 乙}]',
    'options: {from: stock}',
    'options: {from',
    /does not look options up/,
  ],
  ['two options of one label', 'label: 乙', 'label: 甲', 'options:', /two options are called “甲”/],
  ['two options of one value', 'value: b', 'value: 甲', 'options:', /two options have the value “甲”/],
  ['own words without a limit', '    max: 100\n', '', 'note:', /needs a max/],
  ['own words that are no text', 'type: text', 'type: number', 'verbatim:', /only text can be verbatim/],
  [
    'a refusal the effect does not know',
    '      late: 晚了。',
    '      late: 晚了。\n      odd: 怪了。',
    'odd:',
    /never refuses so/,
  ],
  ['a refusal without words', '      late: 晚了。\n', '', 'refused:', /words for “late” are missing/],
  [
    'an end that is missing',
    SMALL.slice(SMALL.indexOf('confirm:'), SMALL.indexOf('nudge:')),
    '',
    'schema: 1',
    /needs submit or done/,
  ],
  [
    'a summary of nothing',
    SMALL.slice(SMALL.indexOf('submit:'), SMALL.indexOf('nudge:')),
    'done: 好了。\n',
    'confirm:',
    /nothing to confirm/,
  ],
]

const spoilt = (from: string, to: string): string => {
  expect(SMALL).toContain(from)
  return SMALL.replace(from, () => to)
}

describe.each([
  ['its shape', shape],
  ['what it names', names],
  ['what it means', sense],
])('a fault in %s', (_, faults) => {
  test.each(faults)('%s', (_name, from, to, at, what) => {
    const text = spoilt(from, to)
    const { library, problems } = load({ 'errand.yaml': text })
    expect(library).toBeNull()
    const found = problems.find(p => what.test(p.what))
    expect(found, problems.map(p => `${formatProblem(p)}: ${p.what}`).join('\n')).toMatchObject({
      file: 'errand.yaml',
      line: lineOf(text, at),
    })
  })
})

describe('faults between files', () => {
  const walk = SMALL.replace('flow: errand', 'flow: walk')

  it('the same words may not begin two flows', () => {
    const { problems } = load({
      'errand.yaml': SMALL,
      'walk.yaml': walk.replace('[跑腿, 跑一趟]', '[走走, 跑一趟]'),
    })
    expect(problems).toEqual([
      { file: 'walk.yaml', line: 7, path: 'start.phrases', what: 'the phrase “跑一趟” also starts errand' },
    ])
  })

  it('a flow that cannot be read is broken, not missing', () => {
    const next = walk.replace('[跑腿, 跑一趟]', '[走走]').replace('nudge:', 'next: [errand]\nnudge:')
    const { problems } = load({ 'errand.yaml': SMALL.replace('title:', 'titel:'), 'walk.yaml': next })
    expect(problems.map(p => p.file)).toEqual(['errand.yaml', 'errand.yaml'])
  })

  it('a flow may hold one story only', () => {
    const story = (name: string) =>
      `  ${name}:\n    type: text\n    collect: until_done\n    verbatim: true\n    max: 9\n    ask: 说吧。\n`
    const { problems } = load({
      'errand.yaml': SMALL.replace('gates:', () => `${story('one')}${story('two')}gates:`),
    })
    expect(problems.map(p => p.what)).toContain('a flow can hold one story only')
  })

  it('a text longer than a chat shows is refused', () => {
    const { problems } = load({ 'errand.yaml': spoilt('行吗？', '行'.repeat(2_000)) })
    expect(problems).toMatchObject([{ path: 'confirm.say', what: 'longer than 1500 characters' }])
  })

  it('more options than buttons are refused', () => {
    const many = Array.from({ length: 17 }, (_, i) => `选${i}`).join(', ')
    const { problems } = load({ 'errand.yaml': spoilt('{value: b, label: 乙}', many) })
    expect(problems.map(p => p.what)).toContain('more than 16 options')
  })
})

describe('the shared files', () => {
  const patterns = shippedFiles().get('_patterns.yaml') ?? ''
  const spoil = (from: string, to: string) => {
    expect(patterns).toContain(from)
    const text = patterns.replace(from, () => to)
    return { text, ...load({ 'errand.yaml': SMALL, '_patterns.yaml': text }) }
  }

  test.each([
    ['a pattern that is missing', '  wait:\n', '  waiting:\n', /is missing/],
    ['a pattern nobody knows', '  wait:\n', '  waiting:\n', /there is no such pattern/],
    ['a name it does not have', '现在在问：{asked}', '现在在问：{ask}', /does not know \{ask\}/],
    ['a button too few', 'options: [找人, 先不用]', 'options: [找人]', /needs 2 options/],
    ['no words', '    words: [再试一次, ', '    options: [再试一次, ', /needs words/],
  ])('%s', (_, from, to, what) => {
    const { library, problems } = spoil(from, to)
    expect(library).toBeNull()
    expect(problems.filter(p => p.file === '_patterns.yaml').map(p => p.what)).toContainEqual(
      expect.stringMatching(what),
    )
  })

  it('each must be there', () => {
    const files = new Map([['errand.yaml', SMALL]])
    const { library, problems } = load(Object.fromEntries([...files, ['_words.yaml', 'schema: 1\n']]))
    expect(library).toBeNull()
    expect(problems.map(formatProblem)).toContain('_words.yaml:1')
  })
})

it('all faults of all files are named at once, by file and line', () => {
  const one = SMALL.replace('today()', 'now()')
    .replace('reask: [to]', 'reask: [days]')
    .replace('{left}', '{rest}')
  const two = SMALL.replace('flow: errand', 'flow: walk')
    .replace('[跑腿, 跑一趟]', '[走走]')
    .replace('do: save', 'do: safe')
  const { library, problems } = load({ 'walk.yaml': two, 'errand.yaml': one })
  expect(library).toBeNull()
  expect(problems.map(formatProblem)).toEqual([
    `errand.yaml:${lineOf(one, 'that: from')} slots.from.must.0.that`,
    `errand.yaml:${lineOf(one, 'reask: [days]')} rules.0.reask`,
    `errand.yaml:${lineOf(one, 'full:')} submit.0.refused.full`,
    `walk.yaml:${lineOf(two, 'do: safe')} submit.0.do`,
  ])
})
