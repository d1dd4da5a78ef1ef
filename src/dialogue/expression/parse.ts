/**
 * The tiny total language of conditions: names, numbers, 'text', && || ! == != < <= > >= + - and calls.
 *
 *     kind == '病假' && days > 1
 */
export type Expression =
  | { op: 'number'; value: number }
  | { op: 'text'; value: string }
  | { op: 'name'; path: readonly string[] }
  | { op: 'call'; name: string; args: readonly Expression[] }
  | { op: 'not'; of: Expression }
  | { op: 'and' | 'or' | Comparison | '+' | '-'; left: Expression; right: Expression }

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/** What is wrong with an expression, for the problem list of the loader. */
export class ExpressionError extends Error {}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|([A-Za-z_][A-Za-z0-9_]*)|(&&|\|\||==|!=|<=|>=|[<>!+\-().,]))/y

/** Binary operators from loosest to tightest; those of one row bind alike, from the left. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
]

/** Brackets and negations within each other. */
const DEEPEST = 50

/** @throws ExpressionError naming the place */
export function parseExpression(source: string): Expression {
  const tokens = tokenize(source)
  let at = 0
  let depth = 0
  const peek = () => tokens[at]?.text
  const take = () => tokens[at++]

  const binary = (level: number): Expression => {
    const operators = LEVELS[level]
    if (!operators) return unary()
    let left = binary(level + 1)
    for (let sign = peek(); sign !== undefined && operators.includes(sign); sign = peek()) {
      take()
      left = { op: operatorOf(sign), left, right: binary(level + 1) }
    }
    return left
  }

  const unary = (): Expression => {
    if (++depth > DEEPEST) throw new ExpressionError(`“${source.slice(0, 20)}…” is nested too deeply`)
    const inner = factor()
    depth--
    return inner
  }

  const factor = (): Expression => {
    const token = take()
    if (!token) throw new ExpressionError(`“${source}” ends too early`)
    if (token.kind === 'number') return { op: 'number', value: Number(token.text) }
    if (token.kind === 'text') return { op: 'text', value: token.text }
    if (token.text === '!') return { op: 'not', of: unary() }
    if (token.text === '(') {
      const inner = binary(0)
      expect(')')
      return inner
    }
    if (token.kind === 'name') return peek() === '(' ? call(token.text) : name(token.text)
    throw new ExpressionError(`“${token.text}” does not fit there in “${source}”`)
  }

  const call = (called: string): Expression => {
    take()
    const args: Expression[] = []
    if (peek() !== ')') {
      args.push(binary(0))
      while (peek() === ',') {
        take()
        args.push(binary(0))
      }
    }
    expect(')')
    return { op: 'call', name: called, args }
  }

  const name = (first: string): Expression => {
    const path = [first]
    while (peek() === '.') {
      take()
      const next = take()
      if (next?.kind !== 'name') throw new ExpressionError(`a name is missing after “.” in “${source}”`)
      path.push(next.text)
    }
    return { op: 'name', path }
  }

  const expect = (sign: string) => {
    if (take()?.text !== sign) throw new ExpressionError(`“${sign}” is missing in “${source}”`)
  }

  const whole = binary(0)
  if (at < tokens.length) throw new ExpressionError(`“${peek()}” does not fit there in “${source}”`)
  return whole
}

function operatorOf(sign: string): 'and' | 'or' | Comparison | '+' | '-' {
  if (sign === '&&') return 'and'
  if (sign === '||') return 'or'
  return sign as Comparison | '+' | '-'
}

interface Token {
  kind: 'number' | 'text' | 'name' | 'sign'
  text: string
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (source.slice(TOKEN.lastIndex).trim() !== '') {
    const from = TOKEN.lastIndex
    const match = TOKEN.exec(source)
    if (!match)
      throw new ExpressionError(
        `“${source.slice(from).trim().slice(0, 10)}” is not understood in “${source}”`,
      )
    const [, number, text, name, sign] = match
    if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (text !== undefined) tokens.push({ kind: 'text', text })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
  }
  return tokens
}
