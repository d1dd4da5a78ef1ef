import fc from 'fast-check'
import { Chat } from '../../dialogues/harness/chat.ts'
import { groundOf } from '../../dialogues/harness/ground.ts'
import { shippedLibrary } from '../../dialogues/harness/library.ts'
import { ME } from '../../dialogues/harness/people.ts'
import { stubLookup } from './stub.ts'

/** One message: any signs at all, words that flows wait for, and both in one. */
export function anyMessages(): fc.Arbitrary<string[]> {
  const said = fc.constantFrom(...groundOf().texts)
  const signs = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ maxLength: 200 }),
    fc.constantFrom(
      '\u0000',
      '\ufeff',
      '\u202e',
      '\ud800',
      '{result.no}',
      '__proto__',
      '％ｓ',
      '0'.repeat(400),
    ),
  )
  const message = fc.oneof(
    said,
    signs,
    fc.array(fc.oneof(said, signs), { maxLength: 4 }).map(parts => parts.join('')),
  )
  return fc.array(message, { minLength: 1, maxLength: 6 })
}

/** The words that begin each flow, and nothing. */
export function anyBeginning(): fc.Arbitrary<string> {
  return fc.constantFrom('', ...[...shippedLibrary().flows.values()].map(flow => flow.phrases[0] ?? ''))
}

/** @throws when a turn throws, says something broken, or leaves a state that is not plain JSON of moderate size */
export function isAnswered(beginning: string, messages: readonly string[]): void {
  const chat = new Chat(
    {
      library: shippedLibrary(),
      me: { ...ME, roles: ['staff', 'supervisor'] },
      lookup: stubLookup,
      outcome: () => ({ state: 'failed', error: '系统忙' }),
    },
    '2026-11-23T09:00',
  )
  if (beginning !== '') chat.take(chat.text(beginning))
  for (const text of messages) {
    const sending = chat.state.stack.some(f => f.status === 'sending')
    const message = chat.take(chat.text(text))
    if (message === null && chat.state.mode === 'bot' && !sending) throw new Error('never silent')
    if (message?.text.trim() === '' && message.buttons.length === 0) throw new Error('an empty message')
    if (/\[object|\bNaN\b/u.test(message?.text.replaceAll(text, '') ?? ''))
      throw new Error(`broken: ${message?.text}`)
  }
  const size = JSON.stringify(chat.state).length
  if (size > 60_000) throw new Error(`a state of ${size} characters`)
}
