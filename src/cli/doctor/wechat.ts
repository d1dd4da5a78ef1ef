import type { Check } from './finding.ts'

/** Whether wechaty and its puppet are installed, and what is known of the puppet. Nobody is logged in for it. */
export const checkWeChat: Check = async ({ texts, config: { WECHATY_PUPPET: puppet } }) => {
  if (puppet === undefined) return [{ state: 'good', text: texts.say('doctor.wechat_none') }]
  if (!isInstalled('wechaty')) return [{ state: 'bad', text: texts.say('doctor.wechat_missing') }]
  if (!isInstalled(puppet)) return [{ state: 'bad', text: texts.say('doctor.wechat_puppet', { puppet }) }]
  return [
    puppet === FORGETS
      ? { state: 'warn', text: texts.say('doctor.wechat_forgets', { puppet }) }
      : { state: 'warn', text: texts.say('doctor.wechat_personal', { puppet }) },
  ]
}

/** By its protocol everybody has another id after every log-in (nodeWechat/wechat4u#269). */
const FORGETS = 'wechaty-puppet-wechat4u'

function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name)
    return true
  } catch {
    return false
  }
}
