import { type Person, titleOf } from '../../kernel/person.ts'
import { saidWith } from './decisions.ts'
import type { ApplicationKind, Telling } from './kind.ts'
import type { Application } from './store.ts'

/** How a request came to whom it is put to. */
export interface Came {
  readonly applicant: Person
  readonly approver: Person
  /** Who is asked: the approver, or who decides in his place today. */
  readonly to: Person
  /** Who agreed to it before. */
  readonly agreed: readonly Person[]
  /** Why it comes to him now, or ''. */
  readonly added: string
}

/**
 * What is said below a request to whom it is put to: for whom he stands in, who handed it in where that was not the
 * person, who agreed before him, what the person has added to it, as far as he may read that, and why it comes to him now.
 */
export async function turnNote(
  telling: Pick<Telling, 'tx' | 'tools'>,
  kind: Pick<ApplicationKind, 'withholds'>,
  found: Application,
  { applicant, approver, to, agreed, added }: Came,
): Promise<string> {
  const { tx, tools } = telling
  const author = found.author === found.person ? null : await tools.directory.byId(tx, found.author)
  return [
    to.id === approver.id ? '' : tools.text('note_for', { name: titleOf(approver) }),
    author === null ? '' : tools.text('note_by', { name: applicant.name, by: titleOf(author) }),
    agreed.length === 0 ? '' : tools.text('note_agreed', { names: namesOf(agreed, tools.words().and) }),
    await supplement(telling, kind, found, applicant),
    added,
  ].join('')
}

async function supplement(
  telling: Pick<Telling, 'tx' | 'tools'>,
  kind: Pick<ApplicationKind, 'withholds'>,
  found: Application,
  { name }: Person,
): Promise<string> {
  const { tools } = telling
  const answered = await saidWith(telling, found, 'answered')
  if (!answered) return ''
  if (await kind.withholds?.(telling, found)) return tools.text('note_added_withheld', { name })
  return tools.text('note_added', { name, answer: answered.said })
}

function namesOf(people: readonly Person[], and: string): string {
  return people.map(titleOf).join(and)
}
