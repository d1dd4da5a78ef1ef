import type { Slot } from '../flow.ts'
import { bare } from './bare.ts'

/**
 * Whether a question is put to the form where words for somebody else are asked for (a reason, what he is to add):
 * it names what is asked, speaks of writing it, or is no more than “为什么”.
 */
export function isAboutForm(plain: string, { label, nouns }: Slot): boolean {
  return FORM.test(plain) || [label, ...nouns].some(noun => plain.includes(noun)) || bare(plain).length <= 5
}

const FORM = /[写填]|问我|必须|一定要/u
