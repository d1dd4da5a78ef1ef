import { createRequire } from 'node:module'

/** How `npm start` starts the program, and so how everything is measured. */
export const { ENV, FLAGS } = createRequire(import.meta.url)('../scripts/setup/lean.cjs') as {
  ENV: Record<string, string>
  FLAGS: string[]
}
