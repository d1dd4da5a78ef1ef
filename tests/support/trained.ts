/** Before the tests: the recogniser of wishes is trained, unless set-up has done it, so that no test waits for it. */
export async function setup(): Promise<void> {
  await import('../../scripts/train.ts')
}
