import { lookup } from 'node:dns/promises'
import { createServer } from 'node:net'
import { isLive } from '../../config.ts'
import type { Check } from './finding.ts'

/** Whether this machine can listen on HOST, and who gets in there. */
export const checkHost: Check = async ({ texts, config }) => {
  const { HOST: host, PUBLIC_URL: publicUrl } = config
  if (!(await canListen(host))) return [{ state: 'bad', text: texts.say('doctor.host_not_here', { host }) }]
  if (await isOwn(host)) return [{ state: 'good', text: texts.say('doctor.host_own', { host }) }]
  if (!isLive(config)) return [{ state: 'warn', text: texts.say('doctor.host_trial', { host }) }]
  return publicUrl?.startsWith('https:')
    ? [{ state: 'good', text: texts.say('doctor.host_public', { host, address: publicUrl }) }]
    : [{ state: 'warn', text: texts.say('doctor.host_plain', { host }) }]
}

/** On any free port: the program itself may be running on its own. */
function canListen(host: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ host, port: 0 }, () => server.close(() => resolve(true)))
  })
}

/** Whether only this machine can come in. */
async function isOwn(host: string): Promise<boolean> {
  const addresses = await lookup(host, { all: true }).catch(() => [])
  return addresses.every(({ address }) => address === '::1' || address.startsWith('127.'))
}
