import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { fromBase64, toBase64 } from './base64.ts'

/**
 * What is done with keys, in a thread of its own: deriving a key from a passphrase takes a second or two, and an
 * unlocked key never leaves this thread; ending the thread forgets it.
 */
export interface KeyWork {
  /** A new key pair, its private half wrapped by the passphrase. */
  make(passphrase: string): Promise<{ recipient: string; wrapped: string }>
  /** Unlocks a wrapped key for this thread. @returns false for a wrong passphrase */
  unlock(wrapped: string, passphrase: string): Promise<boolean>
  /** Opens the messages of a case with the unlocked key; null for one that cannot be opened. */
  open(wrapped: string, sealedKey: string, messages: readonly string[]): Promise<(string | null)[]>
  /** Seals a text so that only the readers of a case can open it. */
  seal(recipient: string, text: string): Promise<string>
}

export type KeyCall = {
  [K in keyof KeyWork]: { id: number; name: K; with: Parameters<KeyWork[K]> }
}[keyof KeyWork]
export type KeyAnswer = { id: number; result: unknown } | { id: number; failed: string }

const unlocked = new Map<string, string>()

const work: KeyWork = {
  async make(passphrase) {
    const identity = await generateX25519Identity()
    const wrapper = new Encrypter()
    wrapper.setPassphrase(passphrase.normalize('NFKC'))
    const wrapped = toBase64(await wrapper.encrypt(identity))
    unlocked.set(wrapped, identity)
    return { recipient: await identityToRecipient(identity), wrapped }
  },
  async unlock(wrapped, passphrase) {
    const opener = new Decrypter()
    opener.addPassphrase(passphrase.normalize('NFKC'))
    try {
      unlocked.set(wrapped, await opener.decrypt(fromBase64(wrapped), 'text'))
      return true
    } catch {
      return false
    }
  },
  async open(wrapped, sealedKey, messages) {
    const identity = unlocked.get(wrapped)
    if (identity === undefined) throw new Error('locked')
    const caseKey = await decrypt(identity, sealedKey)
    return Promise.all(messages.map(message => decrypt(caseKey, message).catch(() => null)))
  },
  async seal(recipient, text) {
    const encrypter = new Encrypter()
    encrypter.addRecipient(recipient)
    return toBase64(await encrypter.encrypt(text))
  },
}

function decrypt(identity: string, sealed: string): Promise<string> {
  const opener = new Decrypter()
  opener.addIdentity(identity)
  return opener.decrypt(fromBase64(sealed), 'text')
}

self.addEventListener('message', async ({ data }: MessageEvent<KeyCall>) => {
  const { id, name } = data
  try {
    const call = work[name] as (...given: unknown[]) => Promise<unknown>
    self.postMessage({ id, result: await call(...data.with) } satisfies KeyAnswer)
  } catch (error) {
    self.postMessage({ id, failed: error instanceof Error ? error.message : 'failed' } satisfies KeyAnswer)
  }
})
