import type { Settings } from '../../config.ts'
import type { SystemTexts } from '../../runtime/system-texts.ts'

/** What one look found: `bad` must be mended, `warn` is worth knowing. */
export interface Finding {
  readonly state: 'good' | 'warn' | 'bad'
  readonly text: string
}

/** One look; never throws for what it looks at. */
export type Check = (about: Patient) => Promise<readonly Finding[]>

export interface Patient {
  readonly texts: SystemTexts
  readonly config: Settings
  /** ms UTC, of this machine. */
  readonly now: number
}
