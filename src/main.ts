import { join } from 'node:path'
import { areas } from './areas.ts'
import { openWorkCalendar } from './care/calendar/work-calendar.ts'
import { guard } from './care/safety/guard.ts'
import { doorman } from './care/wechat/doorman.ts'
import { isLive, Settings } from './config.ts'
import { type Data, folderOf, HOME, keyFileOf, openData } from './data.ts'
import type { Flow } from './dialogue/flow.ts'
import { fill } from './dialogue/format.ts'
import { formatProblem, type Problem } from './dialogue/problem.ts'
import type { Channel } from './kernel/channel.ts'
import type { Clock } from './kernel/clock.ts'
import { Fault } from './kernel/faults.ts'
import { modelsAside } from './models.ts'
import { openAttachments } from './runtime/attachments.ts'
import type { Tools } from './runtime/context.ts'
import { faultName } from './runtime/fault-name.ts'
import { type LoadedLibrary, loadLibrary, readFlowFolder, registryOf } from './runtime/library.ts'
import type { Log } from './runtime/log.ts'
import { openRoad } from './runtime/open-road.ts'
import { keepPinned, readPinned, stillPinned } from './runtime/pinned-flows.ts'
import type { Road } from './runtime/road.ts'
import { openSystemTexts, type SystemTexts } from './runtime/system-texts.ts'
import { type FolderLock, lockFolder } from './storage/folder-lock.ts'
import { loadMasterKey } from './storage/master-key.ts'
import { openVault } from './storage/vault.ts'

export { HOME }

/** The program, put together: what the command line, the server and the tests work with. */
export interface Program extends Data {
  readonly config: Settings
  readonly tools: Tools
  readonly road: Road
  /** Since the start. */
  readonly counts: { texts: number; sends: number }
  library(): LoadedLibrary
  /** What the console, the API and the command line say. */
  texts(): SystemTexts
  /** Reads the flow files anew: all of them, or none. @returns what is wrong with them */
  reload(): Problem[]
  stop(): Promise<void>
}

export interface Parts {
  clock?: Clock
  log: Log
  /** By name; the first is where people are written to who have never written themselves. */
  channels: readonly Channel[]
  /** How long pictures are waited for that come together, ms. */
  burst?: number
  /** The flow files, already loaded: for whoever opens many programs on the same ones. Default: read now. */
  flows?: LoadedFlows
}

/** What the flow files of a folder say. */
export interface LoadedFlows {
  readonly library: LoadedLibrary
  readonly texts: SystemTexts
}

/**
 * Loads the flows, takes the data folder, opens the database (bringing it to this program's schema), and puts the
 * road together. Nothing is received or sent before `road.start()`.
 * @throws Fault FLOWS_INVALID, ALREADY_RUNNING, DATABASE_NEWER, MASTER_KEY_MISSING …
 */
export async function openProgram(config: Settings, parts: Parts): Promise<Program> {
  const flows = parts.flows ?? loadFlowFiles(config)
  const lock = lockFolder(folderOf(config))
  try {
    return await putTogether(config, parts, flows, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function putTogether(
  config: Settings,
  parts: Parts,
  flows: LoadedFlows,
  lock: FolderLock,
): Promise<Program> {
  let { library, texts } = flows
  const models = modelsAside(config)
  const data = await openData(config, parts.clock, parts.channels[0]?.name)
  const { live, folder, clock, storage, directory } = data
  const fresh = (await storage.read(tx => tx.db.select().from(tx.t.dataKey).limit(1))).length === 0
  const vault = openVault(loadMasterKey(keyFileOf(config), fresh), clock.now)

  const registry = registryOf(areas)
  const filesNow = () => readFlowFolder(config.FLOWS_DIR)
  const older = await storage.transaction(async tx => {
    await keepPinned(tx, library.flows.values(), filesNow, { registry, now: clock.now() })
    return readPinned(tx, registry, new Set(library.flows.keys()))
  })
  library = followOlder(library, older)
  /** What a reload has to write down; awaited before the database is closed. */
  let keeping: Promise<void> = Promise.resolve()

  const calendar = openWorkCalendar(storage)
  await calendar.refresh()
  const counts = { texts: 0, sends: 0 }
  const channels = new Map(parts.channels.map(c => [c.name, counting(c, counts)]))
  const tools: Tools = {
    vault,
    get calendar() {
      return calendar.now()
    },
    refreshCalendar: () => calendar.refresh(),
    directory,
    attachments: openAttachments(join(folder, 'files'), vault),
    zone: config.TZ_NAME,
    console: consoleAddress(config),
    channels: new Set(channels.keys()),
    words: () => library.words,
    policy: policy => library.policy(policy),
    text(notice, values = {}) {
      const say = library.notices[notice]?.say ?? ''
      return fill((Array.isArray(say) ? say[0] : say) ?? '', values)
    },
  }
  const road = openRoad({
    storage,
    clock,
    log: parts.log,
    tools,
    areas,
    channels,
    doorman,
    guard: {
      ...guard,
      hear(context, text, ownWords, leftOut) {
        counts.texts++
        return guard.hear(context, text, ownWords, leftOut)
      },
    },
    ...(parts.burst === undefined ? {} : { burst: parts.burst }),
    library: () => library,
  })
  return {
    config,
    live,
    folder,
    storage,
    directory,
    tools,
    road,
    clock,
    counts,
    library: () => library,
    texts: () => texts,
    reload() {
      const { library: next, problems } = loadLibrary(filesNow(), areas, library, models)
      const system = systemTexts(config.FLOWS_DIR)
      const all = [...problems, ...system.problems]
      if (!next || all.length > 0) return all
      const before = library
      library = next
      texts = system.texts
      keeping = storage
        .transaction(async tx => {
          await stillPinned(tx, before.flows.values(), clock.now())
          await keepPinned(tx, next.flows.values(), filesNow, { registry, now: clock.now() })
        })
        .catch(error => parts.log.error({ fault: faultName(error) }, 'flows.not_kept'))
      return []
    },
    async stop() {
      await road.stop()
      await keeping
      await storage.close()
      lock.release()
    },
  }
}

/** The library with versions of its flows from before the start, for those who are still in the middle of one. */
function followOlder(library: LoadedLibrary, older: readonly Flow[]): LoadedLibrary {
  if (older.length === 0) return library
  const kept = (id: string, hash: string) => older.find(flow => flow.id === id && flow.hash === hash) ?? null
  return { ...library, pinned: (id, hash) => library.pinned(id, hash) ?? kept(id, hash) }
}

/** What is said to people, from a folder of flows or, where it has none, from the program's own. */
export function systemTexts(folder: string): { texts: SystemTexts; problems: Problem[] } {
  return openSystemTexts(folder, join(HOME, 'flows'), Object.keys(Settings.properties))
}

function counting(channel: Channel, counts: { sends: number }): Channel {
  return {
    name: channel.name,
    can: channel.can,
    start: receive => channel.start(receive),
    send(message, to) {
      counts.sends += to.length
      return channel.send(message, to)
    },
    fetch: ref => channel.fetch(ref),
    stop: () => channel.stop(),
    gone: () => channel.gone?.() ?? false,
  }
}

/** Reads the flow files of the folder in the settings. @throws Fault FLOWS_INVALID */
export function loadFlowFiles(config: Settings): LoadedFlows {
  const { library, problems } = loadLibrary(
    readFlowFolder(config.FLOWS_DIR),
    areas,
    null,
    modelsAside(config),
  )
  if (library) return { library, texts: systemTexts(config.FLOWS_DIR).texts }
  throw flowsFault(problems)
}

/** What is wrong with flow files, each problem with its place. */
export function flowsFault(problems: readonly Problem[]): Fault {
  return new Fault('FLOWS_INVALID', {
    details: problems.map(p => ({ where: formatProblem(p), rule: 'problem', values: { value: p.what } })),
  })
}

/** The trial is opened on this very machine; live, only a public address leads anybody else there. */
function consoleAddress(config: Settings): string | null {
  return config.PUBLIC_URL ?? (isLive(config) ? null : `http://127.0.0.1:${config.PORT}`)
}
