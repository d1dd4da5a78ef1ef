import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

/**
 * Sealing to readers, with age. A case has a key pair of its own: its public key seals the messages, its private
 * key is sealed to each reader. The server keeps neither the private key nor a reader's. Where a reader's key ends, the
 * case gets another pair for what follows (`rekey.ts`).
 */
export interface CaseKeys {
  recipient: string
  /** The private key, age-encrypted to one reader each, by reader id. */
  sealed: ReadonlyMap<string, Uint8Array>
}

export async function newCaseKeys(readers: readonly { id: string; recipient: string }[]): Promise<CaseKeys> {
  const { identity, recipient } = await newKey()
  const sealed = new Map<string, Uint8Array>()
  for (const reader of readers) sealed.set(reader.id, await sealTo(reader.recipient, identity))
  return { recipient, sealed }
}

export async function newKey(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** What one message of a case holds; case and position are inside, so that none can be moved. */
export interface CaseText {
  case: string
  position: number
  text: string
  /** With the first message: what the person chose. */
  about?: Readonly<Record<string, string>>
  /** Files that go with it; the keys that open them stand here alone. */
  files?: readonly Enclosure[]
}

/**
 * What a message says of a file that goes with it. The file is sealed to a key of its own, and that key stands here: so
 * whoever opens the message opens the file, a new reader, a new key or a merged case need no file sealed anew, and a
 * file that was put in another's place does not open. What it was called is not kept.
 */
export interface Enclosure {
  readonly id: string
  /** The private key it is sealed to. */
  readonly key: string
  /** `image/jpeg` */
  readonly type: string
  readonly bytes: number
}

export function sealMessage(recipient: string, message: CaseText): Promise<Uint8Array> {
  return sealTo(recipient, JSON.stringify(message))
}

/** Seals a text, or bytes, so that the private half of an age key alone opens it. */
export async function sealTo(recipient: string, text: string | Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return encrypter.encrypt(text)
}
