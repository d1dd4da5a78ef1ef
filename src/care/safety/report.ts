import { onceEach } from '../../kernel/once-each.ts'
import type { Tools } from '../../runtime/context.ts'
import { normalize } from '../../understanding/normalize.ts'
import { assessOf } from './ears.ts'
import { SAFETY, type SafetyFile } from './policy.ts'
import { sentencesOf } from './rules.ts'

const words = onceEach(({ report }: SafetyFile) => new RegExp(report, 'u'))

/**
 * The sentences of a text that report somebody's misconduct, as they were written: by the words of such a report, and
 * by what the assessor makes of them, so that complaining of a superior is none.
 */
export function reportsIn(tools: Tools, text: string): string[] {
  if (!wordsOf(tools).test(normalize(text))) return []
  return sentencesOf(text).filter(sentence => {
    const plain = normalize(sentence)
    return wordsOf(tools).test(plain) && assessOf(tools)(plain).category === 'misconduct'
  })
}

/** Whether a text reports somebody's misconduct and says nothing else. @param plain normalised text */
export function isReport(tools: Tools, plain: string): boolean {
  return wordsOf(tools).test(plain) && withoutReports(tools, plain) === ''
}

/** A text without those sentences. */
export function withoutReports(tools: Tools, text: string): string {
  const reports = new Set(reportsIn(tools, text))
  return reports.size === 0
    ? text
    : sentencesOf(text)
        .filter(sentence => !reports.has(sentence))
        .join('')
        .trim()
}

function wordsOf(tools: Tools): RegExp {
  return words(tools.policy(SAFETY))
}
