import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Storage, Tx } from '../../storage/storage.ts'
import { sealTo } from './sealing.ts'

/** How long a proof holds, ms. */
const HOLDS = 30 * 60_000

const Claim = Type.Object({ actor: Type.String(), at: Type.Integer() })

/** A key of which a proof is asked. */
interface Keyed {
  readonly id: string
  readonly recipient: string
}

/**
 * A token sealed to a key: whoever brings it back opened holds the private half. Being signed in proves no such thing,
 * since an administrator can give out a sign-in.
 */
export async function askProof(
  storage: Storage,
  tools: Tools,
  about: { key: Keyed; actor: Person; now: number },
): Promise<Uint8Array> {
  const { key, actor, now } = about
  const claim = { actor: actor.id, at: now }
  const token = await storage.transaction(tx =>
    tools.vault.sealJson(tx, 'readers', `reader.proof:${key.id}`, claim),
  )
  return sealTo(key.recipient, Buffer.from(token).toString('base64'))
}

/** @throws Fault NOT_ALLOWED for a proof of another key, of somebody else's, or one that is too old */
export async function checkProof(
  tx: Tx,
  tools: Tools,
  about: { key: Keyed; actor: Person; now: number; proof: string },
): Promise<void> {
  const { key, actor, now, proof } = about
  const claim = await tools.vault
    .openJson<unknown>(tx, `reader.proof:${key.id}`, Buffer.from(proof, 'base64'))
    .catch(() => null)
  if (!Value.Check(Claim, claim) || claim.actor !== actor.id || now - claim.at > HOLDS)
    throw new Fault('NOT_ALLOWED')
}
