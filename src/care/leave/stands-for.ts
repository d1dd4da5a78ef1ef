import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { Services } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'

/** Who is to stand in for somebody. @throws Fault INPUT_INVALID where that is nobody, or himself */
export async function standsFor(
  tx: Tx,
  { services }: { services: Services },
  person: Person,
  userid: string,
): Promise<Person> {
  const stands = await services.tools.directory.byUserid(tx, userid)
  const wrong = (rule: 'unknown_person' | 'own_stand_in') =>
    new Fault('INPUT_INVALID', { details: [{ where: 'standIn', rule, values: { value: userid } }] })
  if (!stands) throw wrong('unknown_person')
  if (stands.id === person.id) throw wrong('own_stand_in')
  return stands
}
