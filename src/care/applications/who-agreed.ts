import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { decidersOf } from './in-place.ts'
import type { Step } from './steps.ts'

/** Everybody who has agreed to a request, and in whose place, in the order of the chain; each once. */
export async function whoAgreed(
  { tx, tools }: Pick<CareContext, 'tx' | 'tools'>,
  steps: readonly Step[],
): Promise<Person[]> {
  const people: Person[] = []
  for (const id of new Set(steps.flatMap(decidersOf))) {
    const one = await tools.directory.byId(tx, id)
    if (one) people.push(one)
  }
  return people
}
