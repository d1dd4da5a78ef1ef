import type { Check } from './finding.ts'

const NEEDED = [26, 10] as const

/** Whether this Node is new enough. */
export const checkNode: Check = async ({ texts }) => {
  const version = process.versions.node
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const enough = major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])
  const values = { version, needed: NEEDED.join('.') }
  return [
    enough
      ? { state: 'good', text: texts.say('doctor.node', values) }
      : { state: 'bad', text: texts.say('doctor.node_old', values) },
  ]
}
