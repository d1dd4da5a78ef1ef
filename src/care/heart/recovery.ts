import { and, eq, isNull } from 'drizzle-orm'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { Directory } from '../../runtime/directory.ts'
import type { Push } from '../../runtime/push.ts'
import { writeSetting } from '../../runtime/settings.ts'
import type { Tx } from '../../storage/storage.ts'
import { activeReaders, RECOVERY } from './readers.ts'
import { endReader } from './rekey.ts'
import { tellWatchers } from './watchers.ts'

/** Under which the decision stands; no setting that somebody could put by itself. */
const DECISION = 'heart.recovery'

const Decision = Type.Object({
  on: Type.Boolean(),
  /** The day the house decided, `YYYY-MM-DD`. */
  decided: Type.String(),
})

/** How it stands: nobody has decided, decided against, waiting for a second person, in use. */
export interface Recovery {
  readonly state: 'undecided' | 'off' | 'waits' | 'on'
  readonly decided: string | null
  /** person.id of who entered the decision. */
  readonly author: string | null
  /** reader.id of the key; null where there is none. */
  readonly id: string | null
}

interface Deed {
  readonly actor: Person
  readonly now: number
  readonly directory: Directory
  readonly push: Push
}

export async function readRecovery(tx: Tx): Promise<Recovery> {
  const { reader, setting } = tx.t
  const [row] = await tx.db.select().from(setting).where(eq(setting.key, DECISION))
  if (!row || !Value.Check(Decision, row.value))
    return { state: 'undecided', decided: null, author: null, id: null }
  const [key] = await tx.db
    .select()
    .from(reader)
    .where(and(eq(reader.person, RECOVERY), isNull(reader.removed)))
  const { decided } = row.value
  const state = !key ? 'off' : key.admitted === null ? 'waits' : 'on'
  return { state, decided, author: row.author, id: key?.id ?? null }
}

/**
 * Writes down that the house wants a recovery key; nothing is sealed to it before a second person agrees.
 * @param recipient of the pair that was made in a browser; its private half is on paper alone
 * @throws Fault CONFLICT while there is one
 */
export async function askRecovery(
  tx: Tx,
  { recipient, decided }: { recipient: string; decided: string },
  { actor, now, directory, push }: Deed,
): Promise<void> {
  if ((await readRecovery(tx)).id !== null) throw new Fault('CONFLICT')
  const id = randomId()
  const dates = { created: now, admitted: null, removed: null }
  await tx.db.insert(tx.t.reader).values({ id, person: RECOVERY, recipient, wrapped: null, ...dates })
  await writeSetting(tx, DECISION, { on: true, decided }, actor.id, now)
  await writeAudit(tx, { actor: actor.id, action: 'recovery.ask', about: id }, now)
  const about = { key: `recovery/ask/${id}`, values: { by: titleOf(actor) } }
  await tellWatchers(tx, directory, push, 'recovery_asked', about)
}

/**
 * A second person agrees: what is handed over from now on is sealed to the recovery key too.
 * @throws Fault NOT_FOUND where none waits, NOT_ALLOWED for who asked for it and for who neither reads nor keeps watch
 */
export async function agreeRecovery(tx: Tx, { actor, now, directory, push }: Deed): Promise<void> {
  const { state, author, id, decided } = await readRecovery(tx)
  if (state !== 'waits' || id === null) throw new Fault('NOT_FOUND')
  const reads = (await activeReaders(tx, directory)).some(one => one.person.id === actor.id)
  if (author === actor.id || !(reads || actor.roles.includes('security'))) throw new Fault('NOT_ALLOWED')
  await tx.db.update(tx.t.reader).set({ admitted: now }).where(eq(tx.t.reader.id, id))
  await writeAudit(tx, { actor: actor.id, action: 'recovery.on', about: id }, now)
  const asker = author === null ? null : await directory.byId(tx, author)
  const values = { asked: asker ? titleOf(asker) : '', by: titleOf(actor), date: decided ?? '' }
  await tellWatchers(tx, directory, push, 'recovery_on', { key: `recovery/on/${id}`, values })
}

/** The house does without: decided so from the start, or the key that there is ends. */
export async function endRecovery(
  tx: Tx,
  decided: string,
  { actor, now, directory, push }: Deed,
): Promise<void> {
  const { id } = await readRecovery(tx)
  await writeSetting(tx, DECISION, { on: false, decided }, actor.id, now)
  await writeAudit(tx, { actor: actor.id, action: 'recovery.off', about: id ?? '' }, now)
  if (id === null) return
  await endReader(tx, id, actor.id, now)
  const about = { key: `recovery/off/${id}`, values: { by: titleOf(actor) } }
  await tellWatchers(tx, directory, push, 'recovery_off', about)
}
