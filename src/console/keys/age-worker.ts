import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { fromBase64, toBase64 } from './base64.ts'
import { PAPER } from './paper.ts'

/**
 * What is done with keys, in a thread of its own: deriving a key from a passphrase takes a second or two, and an
 * unlocked key never leaves this thread; ending the thread forgets it.
 */
export interface KeyWork {
  /** A new key pair, its private half wrapped by the passphrase. */
  make(passphrase: string): Promise<{ recipient: string; wrapped: string }>
  /** Unlocks a wrapped key for this thread. @returns false for a wrong passphrase */
  unlock(wrapped: string, passphrase: string): Promise<boolean>
  /** Unlocks the recovery key as it stands on paper, under the name `PAPER`. @returns false for what is no key */
  unlockPaper(written: string): Promise<boolean>
  /** Opens the messages of a case with the unlocked key; null for one that cannot be opened. */
  open(
    wrapped: string,
    sealedKeys: readonly string[],
    messages: readonly string[],
  ): Promise<(string | null)[]>
  /** Opens a file that goes with a message, with the key that stands in that message. @param sealed base64 */
  openFile(key: string, sealed: string): Promise<Uint8Array>
  /** Opens the keys of cases and seals them to another key; null for a case whose keys cannot be opened. */
  reseal(
    wrapped: string,
    recipient: string,
    cases: readonly (readonly string[])[],
  ): Promise<(string | null)[]>
  /** Opens what was sealed to the unlocked key, which proves that it is held here. */
  prove(wrapped: string, sealed: string): Promise<string>
  /** A new recovery key: the only one whose private half leaves this thread, to be printed once. */
  makePaper(): Promise<{ recipient: string; written: string }>
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
  async unlockPaper(written) {
    try {
      const identity = written.replaceAll(/\s/g, '').toUpperCase()
      await identityToRecipient(identity)
      unlocked.set(PAPER, identity)
      return true
    } catch {
      return false
    }
  },
  async open(wrapped, sealedKeys, messages) {
    const keys = await keysOfCase(unlockedKey(wrapped), sealedKeys)
    return Promise.all(messages.map(message => decrypt(keys, message).catch(() => null)))
  },
  openFile(key, sealed) {
    const opener = new Decrypter()
    opener.addIdentity(key)
    return opener.decrypt(fromBase64(sealed))
  },
  reseal(wrapped, recipient, cases) {
    const identity = unlockedKey(wrapped)
    return Promise.all(
      cases.map(sealedKeys =>
        keysOfCase(identity, sealedKeys)
          .then(keys => work.seal(recipient, keys.join('\n')))
          .catch(() => null),
      ),
    )
  },
  prove: (wrapped, sealed) => decrypt([unlockedKey(wrapped)], sealed),
  async makePaper() {
    const written = await generateX25519Identity()
    return { recipient: await identityToRecipient(written), written }
  },
  async seal(recipient, text) {
    const encrypter = new Encrypter()
    encrypter.addRecipient(recipient)
    return toBase64(await encrypter.encrypt(text))
  },
}

function unlockedKey(wrapped: string): string {
  const identity = unlocked.get(wrapped)
  if (identity === undefined) throw new Error('locked')
  return identity
}

/** The private keys of a case: one, and one more for each reader whose key has ended. */
async function keysOfCase(identity: string, sealedKeys: readonly string[]): Promise<string[]> {
  const opened = await Promise.all(sealedKeys.map(sealed => decrypt([identity], sealed)))
  return opened.flatMap(keys => keys.split('\n'))
}

function decrypt(identities: readonly string[], sealed: string): Promise<string> {
  const opener = new Decrypter()
  for (const identity of identities) opener.addIdentity(identity)
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
