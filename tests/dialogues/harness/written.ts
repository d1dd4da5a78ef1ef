import type { Outcome } from '../../../src/dialogue/event.ts'
import type { FileRef } from '../../../src/dialogue/value.ts'

/** `{done: {…}}`, `{refused: why, values: {…}}`, `{failed: why}`, `{sent: quiet}`. */
export function outcomeOf(written: Record<string, unknown>): Outcome {
  if ('done' in written) return { state: 'done', result: written['done'] as Record<string, string | number> }
  if ('refused' in written)
    return {
      state: 'refused',
      reason: String(written['refused']),
      values: (written['values'] ?? {}) as Record<string, string | number>,
    }
  if ('failed' in written) return { state: 'failed', error: String(written['failed']) }
  return { state: 'sent', quiet: written['sent'] === 'quiet' }
}

/** What a transcript calls the kinds of files. */
export const KINDS: Readonly<Record<string, FileRef['kind']>> = {
  图片: 'image',
  PDF: 'pdf',
  视频: 'video',
  音频: 'audio',
  文档: 'other',
  空文件: 'image',
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `31m`, `7d` in ms. */
export function lasting(written: unknown): number {
  const text = String(written)
  return Number.parseFloat(text) * (UNITS[text.slice(-1)] ?? Number.NaN)
}

/** One or several. */
export function list<T>(of: unknown): T[] {
  return Array.isArray(of) ? (of as T[]) : [of as T]
}

/** `×20000 啊` is that many 啊. */
export function spoken(written: unknown): string {
  const [, times, of] = /^×(\d+) (.+)$/u.exec(String(written)) ?? []
  return of === undefined ? String(written) : of.repeat(Number(times))
}
