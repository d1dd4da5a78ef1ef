import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { findAccount, setPassphrase } from '../../src/admin/accounts.ts'
import { LIMITS } from '../../src/admin/house.ts'
import { NOBODY } from '../../src/admin/passphrase.ts'
import { openServer } from '../../src/admin/server.ts'
import { openSession } from '../../src/admin/sessions.ts'
import { allPeople } from '../../src/care/people/store.ts'
import { openTrialClock, type TrialClock } from '../../src/channels/web/trial-clock.ts'
import { trialRoutes } from '../../src/channels/web/trial-routes.ts'
import { openWeb, type WebChannel } from '../../src/channels/web/web-channel.ts'
import { type HouseOptions, houseOf } from '../../src/cli/house.ts'
import { readConfig } from '../../src/config.ts'
import { dataFile, folderOf, HOME } from '../../src/data.ts'
import { instantOf, movableClock } from '../../src/kernel/clock.ts'
import { openProgram, type Program } from '../../src/main.ts'
import { makeFolder } from './folder.ts'
import { putSchema } from './schema.ts'

/** The whole program in trial mode with its pages, listening on a free port: what `npm start` runs. */
export interface Trial {
  readonly url: string
  readonly program: Program
  readonly channel: WebChannel
  readonly clock: TrialClock
  /** Signs somebody in without his passphrase. @returns the value of the session's cookie */
  enter(userid: string): Promise<string>
  close(): Promise<void>
}

const PAGES = join(HOME, 'dist', 'pages')
const SILENT = { info() {}, warn() {}, error() {} }

/**
 * @param at where the trial's clock begins, as local time; it runs on from there
 * @param wechat how the log-in on WeChat stands; by default there is none
 */
export async function openTrial(at = '2026-11-23T09:00', wechat?: HouseOptions['wechat']): Promise<Trial> {
  const folder = makeFolder()
  const flows = process.env['XQ_FLOWS'] ?? join(HOME, 'flows')
  const config = readConfig({ DATA_DIR: folder, FLOWS_DIR: flows }, folder)
  putSchema(dataFile(folderOf(config)))
  const started = Date.now()
  const begin = instantOf(at, config.TZ_NAME)
  const movable = movableClock({ now: () => begin + Date.now() - started })
  const channel = openWeb(movable)
  const program = await openProgram(config, { clock: movable, log: SILENT, channels: [channel], burst: 100 })
  const { storage, road } = program
  const clock = openTrialClock(movable, road.timers.tick)
  const services = {
    live: program.live,
    channel,
    clock,
    zone: config.TZ_NAME,
    pages: PAGES,
    people: () => storage.read(allPeople),
  }
  const app = await openServer(
    houseOf(program, {
      log: SILENT,
      setupCode: null,
      ready: () => true,
      ...(wechat ? { wechat } : {}),
      limits: { ...LIMITS, signIns: 1_000 },
      mounts: [server => trialRoutes(server, services)],
    }),
  )
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  await road.start()
  return {
    url,
    program,
    channel,
    clock,
    enter: userid =>
      storage.transaction(async tx => {
        const person = await program.directory.byUserid(tx, userid)
        if (!person) throw new Error(`${userid} is not on the roster.`)
        const now = clock.now()
        if (!(await findAccount(tx, person.id))) await setPassphrase(tx, person.id, NOBODY, true, now)
        return openSession(tx, person.id, now)
      }),
    async close() {
      await app.close()
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
