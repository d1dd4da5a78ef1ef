import { createInterface } from 'node:readline'
import type { Streams } from './command.ts'

/** Answers the input line by line: JSON out for each line in, whatever it holds. */
export async function answerLines(
  { input, output }: Streams,
  answer: (line: string) => unknown,
): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const room = output.write(`${JSON.stringify(answer(line))}\n`)
    if (!room) await new Promise(resolve => output.once('drain', resolve))
  }
}

/** A line of JSON as an object with a text; any other line is the text itself. */
export function parseLine(line: string): { text: string; [field: string]: unknown } {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string')
      return { ...value, text: value.text }
  } catch {
    // Not JSON: plain text.
  }
  return { text: line }
}
