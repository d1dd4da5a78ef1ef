import { type Office, officeOfReader } from '../care/heart/office.ts'
import { activeReaders } from '../care/heart/readers.ts'
import { type Person, titleOf } from '../kernel/person.ts'
import type { Directory } from '../runtime/directory.ts'
import type { Push } from '../runtime/push.ts'
import type { Tx } from '../storage/storage.ts'

/** Whoever can agree learns that somebody asks to read. @param id reader.id */
export async function tellOfRequest(
  tx: Tx,
  directory: Directory,
  push: Push,
  who: Person,
  id: string,
): Promise<void> {
  const office = officeOfReader(who)
  const notice = office === 'report' ? 'reader_asked_report' : 'reader_asked'
  for (const one of await watchers(tx, directory, office))
    if (one.id !== who.id) await push(one, notice, { key: `reader/ask/${id}`, values: nameOf(who) })
}

/** Every reader, the new one too, learns who reads from now on and who let him in. */
export async function tellOfNewReader(
  tx: Tx,
  directory: Directory,
  push: Push,
  about: { actor: Person; person: string; id: string },
): Promise<void> {
  const who = await directory.byId(tx, about.person)
  if (!who) return
  const values = { ...nameOf(who), by: titleOf(about.actor) }
  const office = officeOfReader(who)
  const notice = office === 'report' ? 'reader_admitted_report' : 'reader_admitted'
  for (const one of await watchers(tx, directory, office))
    await push(one, notice, { key: `reader/add/${about.id}`, values })
}

/** The readers of an office and the security officers, each once. */
async function watchers(tx: Tx, directory: Directory, office: Office): Promise<Person[]> {
  const readers = (await activeReaders(tx, directory, office)).map(reader => reader.person)
  const people = [...readers, ...(await directory.withRole(tx, 'security'))]
  return [...new Map(people.map(one => [one.id, one])).values()]
}

function nameOf(who: Person): { name: string; unit: string } {
  return { name: titleOf(who), unit: who.unit }
}
