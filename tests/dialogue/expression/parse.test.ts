import { expect, test } from 'vitest'
import { type Expression, ExpressionError, parseExpression } from '../../../src/dialogue/expression/parse.ts'

/** A tree as text with every bracket, so that a table can show it. */
function shown(e: Expression): string {
  switch (e.op) {
    case 'number':
      return String(e.value)
    case 'text':
      return `'${e.value}'`
    case 'name':
      return e.path.join('.')
    case 'call':
      return `${e.name}(${e.args.map(shown).join(', ')})`
    case 'not':
      return `!${shown(e.of)}`
    default:
      return `(${shown(e.left)} ${e.op} ${shown(e.right)})`
  }
}

test.each([
  ['1.5', '1.5'],
  ["'病假'", "'病假'"],
  ['me.unit_type', 'me.unit_type'],
  ['today()', 'today()'],
  ['workdays( from,to )', 'workdays(from, to)'],
  ['a || b && c', '(a or (b and c))'],
  ['a && b || c', '((a and b) or c)'],
  ['!a && b', '(!a and b)'],
  ['!(a && b)', '!(a and b)'],
  ['!!a', '!!a'],
  ['a == b + 1', '(a == (b + 1))'],
  ['a - b - c', '((a - b) - c)'],
  ['a - (b - c)', '(a - (b - c))'],
  ["kind == '病假' && days > 1", "((kind == '病假') and (days > 1))"],
  ['from >= today() - 30', '(from >= (today() - 30))'],
])('%s', (source, tree) => {
  expect(shown(parseExpression(source))).toBe(tree)
})

test.each([
  ['', /ends too early/],
  ['a &&', /ends too early/],
  ['(a', /./],
  ['a)', /./],
  ['f(a', /./],
  ['f(a,)', /./],
  ['a b', /./],
  ['a.', /a name is missing/],
  ['a = b', /./],
  ['a & b', /./],
  ['&& a', /does not fit there/],
  ["'open", /./],
  ['1..2', /./],
  ['a ? b : c', /./],
  ['a["b"]', /./],
])('%s is refused', (source, what) => {
  expect(() => parseExpression(source)).toThrow(ExpressionError)
  expect(() => parseExpression(source)).toThrow(what)
})

test('deep nesting is refused or read, never a crash of the stack', () => {
  const deep = `${'('.repeat(5_000)}a${')'.repeat(5_000)}`
  let outcome = 'read'
  try {
    parseExpression(deep)
  } catch (error) {
    outcome = error instanceof ExpressionError ? 'refused' : String(error)
  }
  expect(outcome).toMatch(/^(read|refused)$/u)
})
