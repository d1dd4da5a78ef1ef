import { isLive } from '../../config.ts'
import type { SystemTexts } from '../../runtime/system-texts.ts'
import { ask, type Said } from './ask.ts'
import type { Check, Finding } from './finding.ts'

/** Whether DingTalk is there, takes the credentials, and gives a connection. */
export const checkDingTalk: Check = async ({ texts, config }) => {
  const { DINGTALK_CLIENT_ID: clientId, DINGTALK_CLIENT_SECRET: clientSecret } = config
  if (!isLive(config)) return [{ state: 'good', text: texts.say('doctor.dingtalk_none') }]
  const base = config.DINGTALK_API_BASE.replace(/\/+$/, '')
  const token = await ask(`${base}/v1.0/oauth2/accessToken`, { appKey: clientId, appSecret: clientSecret })
  const findings = [aboutToken(token, base, texts)]
  if (findings.some(({ state }) => state === 'bad')) return findings
  const subscriptions = [{ type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' }]
  const opened = await ask(`${base}/v1.0/gateway/connections/open`, { clientId, clientSecret, subscriptions })
  return [...findings, aboutConnection(opened, base, texts)]
}

function aboutToken(said: Said | null, base: string, texts: SystemTexts): Finding {
  if (!said) return { state: 'bad', text: texts.say('doctor.dingtalk_silent', { base }) }
  if (said.status === 200) return { state: 'good', text: texts.say('doctor.dingtalk_token') }
  const values = { status: said.status, code: said.code ?? '-' }
  if (said.code?.includes('IpNotInWhiteList'))
    return { state: 'bad', text: texts.say('doctor.dingtalk_ip', values) }
  if (said.status === 400 || said.status === 401)
    return { state: 'bad', text: texts.say('doctor.dingtalk_refused', values) }
  return { state: 'bad', text: texts.say('doctor.dingtalk_odd', values) }
}

/** What each refusal means stands in facts of the field, not in DingTalk's documentation. */
function aboutConnection(said: Said | null, base: string, texts: SystemTexts): Finding {
  if (!said) return { state: 'bad', text: texts.say('doctor.dingtalk_silent', { base }) }
  if (said.status === 200) return { state: 'good', text: texts.say('doctor.dingtalk_stream') }
  const values = { status: said.status, code: said.code ?? '-' }
  if (said.status === 401) return { state: 'bad', text: texts.say('doctor.dingtalk_refused', values) }
  if (said.status === 400) return { state: 'bad', text: texts.say('doctor.dingtalk_not_stream', values) }
  return { state: 'bad', text: texts.say('doctor.dingtalk_odd', values) }
}
