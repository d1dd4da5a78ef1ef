import { Encrypter } from 'age-encryption'
import { Fault } from '../../kernel/faults.ts'

/** @throws Fault INPUT_INVALID where it is no public key of age (X25519), or has a slip of the pen */
export function checkRecipient(recipient: string): void {
  try {
    if (!/^age1[02-9ac-hj-np-z]{58}$/.test(recipient)) throw new Error('shape')
    new Encrypter().addRecipient(recipient)
  } catch {
    throw new Fault('INPUT_INVALID', { details: [{ where: 'recipient', rule: 'recipient' }] })
  }
}
