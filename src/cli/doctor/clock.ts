import { isLive } from '../../config.ts'
import { localTime } from '../../kernel/clock.ts'
import { ask } from './ask.ts'
import type { Check } from './finding.ts'

/** How far off, in seconds, is said, and is a fault: sessions, reminders and signatures go by the clock. */
const OFF = 30
const FAR_OFF = 300

/** This machine's clock against DingTalk's, and the zone. */
export const checkClock: Check = async ({ texts, config, now }) => {
  const local = { time: localTime(now, config.TZ_NAME), zone: config.TZ_NAME }
  // The trial asks nobody anything over the network.
  const said = isLive(config) ? await ask(config.DINGTALK_API_BASE) : null
  if (!said || said.date === null) return [{ state: 'good', text: texts.say('doctor.clock', local) }]
  const seconds = Math.abs(Math.round((Date.now() - said.date) / 1_000))
  if (seconds <= OFF) return [{ state: 'good', text: texts.say('doctor.clock_same', local) }]
  return [{ state: seconds > FAR_OFF ? 'bad' : 'warn', text: texts.say('doctor.clock_off', { seconds }) }]
}
