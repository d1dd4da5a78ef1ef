import type { Assessment } from '../../risk/assess.ts'
import type { Category } from '../../risk/category.ts'

/** A text without any sign and of fewer different characters tells the models too little. */
const TELLING = 10

/** Whether one direct question is due: a sign that is weak by itself, or a longer text that sounds like it. */
export function isHint(heard: { ask: boolean; weak: readonly string[] }, plain: string): boolean {
  return heard.ask && (heard.weak.length > 0 || new Set(plain).size >= TELLING)
}

const WEIGHS: readonly Category[] = ['distress', 'bullying', 'wronged', 'leave_post']

/** Whether a text tells what weighs on somebody, so that he is offered to be listened to. */
export function weighsOn(
  { category, level }: Pick<Assessment, 'category' | 'level'>,
  plain: string,
): boolean {
  return level !== 'none' && WEIGHS.includes(category) && new Set(plain).size >= TELLING
}
