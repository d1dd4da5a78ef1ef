const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 5
const GROUP = 4

/** A passphrase of 99 random bits, in groups that can be written down; nothing that looks like something else. */
export function randomPassphrase(): string {
  return Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, letter).join('')).join('-')
}

function letter(): string {
  // Numbers past the last whole round would make some letters likelier.
  const last = 256 - (256 % LETTERS.length)
  for (;;) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < last) return LETTERS[byte % LETTERS.length] ?? ''
  }
}
