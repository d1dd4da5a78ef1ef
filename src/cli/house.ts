import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type House, LIMITS } from '../admin/house.ts'
import { COST } from '../admin/passphrase.ts'
import { areas } from '../areas.ts'
import { HOME, type Program } from '../main.ts'
import { VERSION } from './version.ts'

/** What differs from one house to the next; the rest comes from the program. */
export interface HouseOptions extends Pick<House, 'setupCode' | 'ready' | 'log'> {
  readonly limits?: House['limits']
  readonly cost?: House['cost']
  readonly mounts?: House['mounts']
  readonly live?: boolean
  /** What the channels say of themselves, for the metrics. */
  readonly channels?: () => Readonly<Record<string, number>>
  readonly wechat?: House['wechat']
}

/** What the admin server stands on, from the program. */
export function houseOf(program: Program, options: HouseOptions): House {
  const { storage, tools, road, directory, config, clock, counts } = program
  const pages = join(HOME, 'dist', 'pages')
  return {
    services: { storage, tools, road },
    routes: areas.flatMap(area => area.routes),
    pages: existsSync(pages) ? pages : null,
    clock,
    version: VERSION,
    publicUrl: config.PUBLIC_URL,
    live: options.live ?? program.live,
    mounts: options.mounts ?? [],
    limits: options.limits ?? LIMITS,
    cost: options.cost ?? COST,
    flows: {
      list: () => [...program.library().flows.values()].map(({ id, title, hash }) => ({ id, title, hash })),
      reload: () => program.reload(),
    },
    counts: {
      startedAt: clock.now(),
      texts: () => counts.texts,
      sends: () => counts.sends,
      tally: road.tally,
      channels: options.channels ?? (() => ({})),
    },
    wechat: options.wechat ?? (() => null),
    texts: () => program.texts(),
    refresh: () => directory.refresh(),
    log: options.log,
    setupCode: options.setupCode,
    ready: options.ready,
  }
}
