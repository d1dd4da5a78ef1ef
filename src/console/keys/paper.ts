/** The name under which the recovery key is unlocked, where a reader's key has what it is wrapped in. */
export const PAPER = 'paper'
