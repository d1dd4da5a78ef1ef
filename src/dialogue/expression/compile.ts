import { addDays, dateOf, type HalfDay } from '../../kernel/half-day.ts'
import { own } from '../own.ts'
import type { Value, ValueType } from '../value.ts'
import { FUNCTIONS, type Surroundings } from './functions.ts'
import { type Comparison, type Expression, ExpressionError, parseExpression } from './parse.ts'

/** A condition or derivation, checked and ready. Unknown in, unknown (`undefined`) out. */
export interface Compiled {
  readonly source: string
  readonly type: ValueType
  readonly tree: Expression
  /** First parts of the names it reads. */
  readonly names: ReadonlySet<string>
  evaluate(scope: Scope): Value | undefined
}

export interface Scope extends Surroundings {
  /** The value of a name, or undefined while it is unknown. */
  value(name: string): Value | undefined
}

/** The types of the names an expression may use. */
export type TypeOf = (name: string) => ValueType | undefined

type Run = (scope: Scope) => Value | undefined
interface Part {
  type: ValueType
  run: Run
  /** A bare number, whose unit is that of what it meets (days → half-days, 元 → 分). */
  literal?: number
}

/** Half-days in a day, 分 in a 元: what a bare number beside such a value means. */
const SCALE: Readonly<Record<string, number>> = { days: 2, money: 100 }

/** @throws ExpressionError for bad syntax, an unknown name or function, or values that cannot meet */
export function compile(source: string, typeOf: TypeOf): Compiled {
  const names = new Set<string>()
  const tree = parseExpression(source)
  const { type, run } = part(tree, typeOf, names, source)
  return { source, type, tree, names, evaluate: run }
}

/** Whether a condition holds: true, false, or unknown. */
export function judge(condition: Compiled, scope: Scope): boolean | undefined {
  const value = condition.evaluate(scope)
  return typeof value === 'boolean' ? value : undefined
}

function part(e: Expression, typeOf: TypeOf, names: Set<string>, source: string): Part {
  switch (e.op) {
    case 'number':
      return { type: 'number', run: () => e.value, literal: e.value }
    case 'text':
      return { type: 'text', run: () => e.value }
    case 'name':
      return name(e.path, typeOf, names, source)
    case 'call':
      return call(
        e.name,
        e.args.map(a => part(a, typeOf, names, source)),
        source,
      )
    case 'not': {
      const of = flag(part(e.of, typeOf, names, source), source)
      return { type: 'yes_no', run: scope => not(of.run(scope)) }
    }
    case 'and':
    case 'or': {
      const left = flag(part(e.left, typeOf, names, source), source)
      const right = flag(part(e.right, typeOf, names, source), source)
      return { type: 'yes_no', run: e.op === 'and' ? both(left.run, right.run) : either(left.run, right.run) }
    }
    case '+':
    case '-':
      return sum(e.op, part(e.left, typeOf, names, source), part(e.right, typeOf, names, source), source)
    default:
      return compare(e.op, part(e.left, typeOf, names, source), part(e.right, typeOf, names, source), source)
  }
}

function name(path: readonly string[], typeOf: TypeOf, names: Set<string>, source: string): Part {
  const [first = '', ...fields] = path
  let type = typeOf(first)
  if (type === undefined) throw new ExpressionError(`“${first}” in “${source}” is not declared`)
  for (const field of fields) {
    type = typeof type === 'object' ? own(type, field) : undefined
    if (type === undefined) throw new ExpressionError(`“${path.join('.')}” in “${source}” is not declared`)
  }
  names.add(first)
  return {
    type,
    run: scope =>
      fields.reduce<Value | undefined>((value, field) => fieldOf(value, field), scope.value(first)),
  }
}

function fieldOf(value: Value | undefined, field: string): Value | undefined {
  return typeof value === 'object'
    ? (value as unknown as Record<string, Value | undefined>)[field]
    : undefined
}

function call(called: string, args: Part[], source: string): Part {
  const known = own(FUNCTIONS, called)
  if (!known) throw new ExpressionError(`there is no function “${called}” (in “${source}”)`)
  if (known.args.length !== args.length)
    throw new ExpressionError(
      `“${called}” takes ${known.args.length} values, “${source}” gives ${args.length}`,
    )
  known.args.forEach((kinds, i) => {
    const given = args[i]?.type
    if (kinds && !(typeof given === 'string' && kinds.includes(given)))
      throw new ExpressionError(
        `value ${i + 1} of “${called}” must be ${kinds.join(' or ')} (in “${source}”)`,
      )
  })
  return {
    type: known.returns,
    run: scope => {
      const values = args.map(a => a.run(scope))
      if (!known.total && values.includes(undefined)) return undefined
      return known.run(scope, ...(values as Value[]))
    },
  }
}

function flag(of: Part, source: string): Part {
  if (of.type !== 'yes_no') throw new ExpressionError(`“${source}” joins something that is not yes or no`)
  return of
}

const not = (value: Value | undefined) => (value === undefined ? undefined : !value)

const both =
  (a: Run, b: Run): Run =>
  scope => {
    const left = a(scope)
    if (left === false) return false
    const right = b(scope)
    return right === false ? false : left === undefined || right === undefined ? undefined : true
  }

const either =
  (a: Run, b: Run): Run =>
  scope => {
    const left = a(scope)
    if (left === true) return true
    const right = b(scope)
    return right === true ? true : left === undefined || right === undefined ? undefined : false
  }

function sum(op: '+' | '-', left: Part, right: Part, source: string): Part {
  const sign = op === '+' ? 1 : -1
  const { type } = left
  if (type === 'date' && (right.type === 'number' || right.type === 'days')) {
    const perDay = right.type === 'days' ? SCALE['days'] : 1
    return {
      type: 'date',
      run: scope => {
        const [a, b] = [left.run(scope), right.run(scope)]
        return a === undefined || b === undefined
          ? undefined
          : addDays(dateOf(a as HalfDay), sign * Math.ceil((b as number) / (perDay ?? 1)))
      },
    }
  }
  if (type === 'number' || type === 'days' || type === 'money') {
    const b = scaled(right, type)
    if (b.type === type)
      return {
        type,
        run: scope => {
          const [x, y] = [left.run(scope), b.run(scope)]
          return x === undefined || y === undefined ? undefined : (x as number) + sign * (y as number)
        },
      }
  }
  throw new ExpressionError(`“${source}” adds values that do not go together`)
}

function compare(op: Comparison, left: Part, right: Part, source: string): Part {
  const a = scaled(left, right.type)
  const b = scaled(right, left.type)
  const kind = meeting(a.type, b.type)
  if (!kind || (kind === 'equal' && op !== '==' && op !== '!='))
    throw new ExpressionError(`“${source}” compares values that do not go together`)
  const key =
    kind === 'day' ? (v: Value) => dateOf(v as HalfDay) : (v: Value) => v as string | number | boolean
  return {
    type: 'yes_no',
    run: scope => {
      const [x, y] = [a.run(scope), b.run(scope)]
      return x === undefined || y === undefined ? undefined : holds(op, key(x), key(y))
    },
  }
}

/** A bare number takes the unit of the other side. */
function scaled(of: Part, other: ValueType): Part {
  const scale = typeof other === 'string' ? SCALE[other] : undefined
  if (of.literal === undefined || scale === undefined) return of
  const value = of.literal * scale
  return { type: other, run: () => value }
}

/** How two types can be compared: in order, only for equality, or by their calendar day. */
function meeting(a: ValueType, b: ValueType): 'order' | 'equal' | 'day' | null {
  const words = ['text', 'choice', 'phone']
  if (typeof a !== 'string' || typeof b !== 'string') return null
  if (words.includes(a) && words.includes(b)) return 'equal'
  if ([a, b].every(t => t === 'date' || t === 'half_day')) return a === b ? 'order' : 'day'
  if (a !== b) return null
  if (a === 'yes_no') return 'equal'
  return ['number', 'money', 'days', 'time'].includes(a) ? 'order' : null
}

function holds(op: Comparison, a: string | number | boolean, b: string | number | boolean): boolean {
  switch (op) {
    case '==':
      return a === b
    case '!=':
      return a !== b
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    case '>=':
      return a >= b
  }
}
