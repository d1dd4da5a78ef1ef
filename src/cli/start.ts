import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { openServer } from '../admin/server.ts'
import { hasAdministrator } from '../care/people/store.ts'
import type { Settings } from '../config.ts'
import { HOME } from '../data.ts'
import { Fault } from '../kernel/faults.ts'
import { inGroups, letterCode } from '../kernel/ids.ts'
import { openLog } from '../log.ts'
import { openProgram, type Program } from '../main.ts'
import { type CallCounter, openCallCounter } from '../runtime/count-calls.ts'
import type { Log } from '../runtime/log.ts'
import { alertHooks } from './alert-hooks.ts'
import { channelsOf, type Hooks } from './channels.ts'
import type { Command, Context } from './command.ts'
import { giveBackOnce } from './give-back.ts'
import { houseOf } from './house.ts'
import { showCode } from './scan-code.ts'
import { untilStopped } from './until-stopped.ts'
import { VERSION } from './version.ts'

/** How often a change of the roster by another process is looked for, ms. */
const ROSTER_EVERY = 5_000

export const start: Command = {
  name: 'start',
  usage: '',
  args: [0, 0],
  help: 'help.start',
  async run(context) {
    const running = await open(context)
    const stopped = untilStopped(() => running.stop(), running.log)
    // Only now: whoever reads how to stop it can do so.
    await running.tell()
    const code = await stopped
    context.out(context.texts.say('start.stopped'))
    return code
  },
}

/** Puts everything together and listens. */
async function open(context: Context): Promise<{ log: Log; tell(): Promise<void>; stop(): Promise<void> }> {
  const config = context.config()
  const log = openLog(config.LOG_LEVEL)
  const late: { hooks: Hooks | null } = { hooks: null }
  const { clock, list, mounts, gauges, wechat } = channelsOf(
    config,
    log,
    {
      counted: (kind, n) => late.hooks?.counted(kind, n),
      alert: (code, about) => late.hooks?.alert(code, about),
      over: codes => late.hooks?.over(codes),
      scan: code => late.hooks?.scan(code),
    },
    context.texts,
  )
  const program = await openProgram(config, { clock, log, channels: list })
  const { storage, road, directory } = program
  const calls: CallCounter = openCallCounter({ storage, clock, zone: config.TZ_NAME, log })
  late.hooks = {
    counted: calls.count,
    ...alertHooks(program, clock, log),
    scan: code => void showCode(context, code),
  }

  let ready = false
  const setupCode = program.live ? inGroups(letterCode()) : null
  const pages = join(HOME, 'dist', 'pages')
  const house = houseOf(program, {
    log,
    setupCode,
    ready: () => ready,
    mounts: mounts(program, pages),
    channels: gauges,
    wechat,
  })
  const app = await openServer(house)
  await listen(app, config)
  await road.start()
  ready = true
  const roster = setInterval(() => {
    directory.refreshIfChanged().catch(() => {})
    program.tools.refreshCalendar().catch(() => {})
  }, ROSTER_EVERY)
  const address = config.PUBLIC_URL ?? addressOf(app)
  log.info({ version: VERSION, live: program.live }, 'program.started')
  giveBackOnce()

  return {
    log,
    tell: () => tell(context, program, { address, setupCode, pages: house.pages !== null }),
    async stop() {
      ready = false
      clearInterval(roster)
      await app.close()
      await calls.stop()
      await program.stop()
      log.info({}, 'program.stopped')
    },
  }
}

/** What listening answers where the host is nothing that this machine could listen on. */
const NO_ADDRESS = ['ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT']

/** @throws Fault PORT_TAKEN; CONFIG_INVALID where HOST is no address of this machine */
async function listen(app: FastifyInstance, { HOST: host, PORT: port }: Settings): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))
      throw new Fault('PORT_TAKEN', { values: { address: `${host}:${port}` } })
    if (error instanceof Error && 'code' in error && NO_ADDRESS.includes(String(error.code)))
      throw new Fault('CONFIG_INVALID', { details: [{ where: 'HOST', rule: 'not_here' }] })
    throw error
  }
}

function addressOf(app: FastifyInstance): string {
  const [at] = app.addresses()
  if (at === undefined || typeof at === 'string') return String(at)
  const { address, port } = at
  const host = address === '0.0.0.0' || address === '::' ? 'localhost' : address
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** What to open next, and how to stop it. */
async function tell(
  { texts, out }: Context,
  { live, folder, storage }: Program,
  { address, setupCode, pages }: { address: string; setupCode: string | null; pages: boolean },
): Promise<void> {
  out(texts.say(live ? 'start.live' : 'start.trial', { version: VERSION }))
  out(texts.say('start.data', { folder }))
  if (!pages) out(texts.say('start.no_pages', { address }))
  else if (!live) out(texts.say('start.open_trial', { address }))
  const administered = await storage.read(hasAdministrator)
  if (administered) out(texts.say('start.console', { address }))
  else if (setupCode === null) out(texts.say('start.setup_trial', { address }))
  else out(texts.say('start.setup_live', { address, code: setupCode }))
  out(texts.say('start.how_to_stop'))
}
