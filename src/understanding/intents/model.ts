/** A trained classifier: plain numbers, so that it can be kept in a file and sent between threads. */
export interface Model {
  /** Class names: flow ids, and `~name` for patterns. */
  readonly classes: readonly string[]
  /** The hash of each known gram; its place is its row of `weights`. */
  readonly grams: Uint32Array
  /** rows × classes. */
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/** A model that knows nothing and says nothing. */
export const BLANK: Model = {
  classes: [],
  grams: new Uint32Array(0),
  weights: new Float32Array(0),
  bias: new Float32Array(0),
}

/** Changes when the form of the file or the way of training changes, so that older files are not taken for new. */
export const MODEL_VERSION = 4

/** A model as bytes: a line of JSON, then its numbers. */
export function encodeModel({ classes, grams, weights, bias }: Model): Buffer {
  const head = JSON.stringify({ version: MODEL_VERSION, classes, rows: grams.length })
  const padded = head.padEnd(Math.ceil((head.length + 1) / 4) * 4 - 1)
  return Buffer.concat([
    Buffer.from(`${padded}\n`, 'latin1'),
    ...[grams, weights, bias].map(numbers =>
      Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength),
    ),
  ])
}

/** The model in such bytes, or null where they are none of this version, or not whole. */
export function decodeModel(bytes: Uint8Array): Model | null {
  const end = bytes.indexOf(10)
  const head = end < 0 ? null : parsed(Buffer.from(bytes.subarray(0, end)).toString('latin1'))
  if (head === null || head.version !== MODEL_VERSION) return null
  const { classes, rows } = head
  const [from, cells] = [end + 1, rows * classes.length]
  if (bytes.length !== from + 4 * (rows + cells + classes.length)) return null
  // A copy of its own: the numbers must begin at a multiple of four, wherever the bytes stood.
  const numbers = new Uint8Array(bytes.subarray(from)).buffer
  return {
    classes,
    grams: new Uint32Array(numbers, 0, rows),
    weights: new Float32Array(numbers, 4 * rows, cells),
    bias: new Float32Array(numbers, 4 * (rows + cells), classes.length),
  }
}

function parsed(text: string): { version: number; classes: string[]; rows: number } | null {
  try {
    const head: unknown = JSON.parse(text)
    const known =
      typeof head === 'object' && head !== null && 'version' in head && 'classes' in head && 'rows' in head
    if (!known || !Array.isArray(head.classes) || !Number.isInteger(head.rows)) return null
    return { version: Number(head.version), classes: head.classes.map(String), rows: Number(head.rows) }
  } catch {
    return null
  }
}
