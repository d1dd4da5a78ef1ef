import { isLive } from '../../config.ts'
import { folderOf } from '../../data.ts'
import type { Check } from './finding.ts'

/** What is so only because this is the trial, and what replaces it. */
export const checkMode: Check = async ({ texts, config }) =>
  isLive(config)
    ? [{ state: 'good', text: texts.say('doctor.live') }]
    : [{ state: 'warn', text: texts.say('doctor.trial', { folder: folderOf(config) }) }]
