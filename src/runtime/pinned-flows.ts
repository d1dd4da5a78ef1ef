import { and, inArray, like, lt } from 'drizzle-orm'
import type { Flow } from '../dialogue/flow.ts'
import { loadFlow } from '../dialogue/load-flows.ts'
import type { Registry } from '../dialogue/registry.ts'
import type { Tx } from '../storage/storage.ts'
import { writeSetting } from './settings.ts'

/**
 * The files of flows with `on_change: pin`, by what is in them: whoever has begun one finishes with the version he
 * began with, also when the program was restarted in between. No other flow needs its past.
 */
const KEY = 'flow.pinned:'
/** No form stays open so long. */
const KEPT_FOR = 90 * 24 * 3_600_000

/** Writes down what may have to be followed later, and forgets what nobody can be in the middle of any more. */
export async function keepPinned(
  tx: Tx,
  flows: Iterable<Flow>,
  files: () => ReadonlyMap<string, string>,
  about: { registry: Registry; now: number },
): Promise<void> {
  const all = [...flows]
  await renewLast(tx, all, about.now)
  const ids = new Set(all.map(flow => flow.id))
  const pinned = all.filter(flow => flow.onChange === 'pin')
  const texts = pinned.length > 0 ? files() : null
  for (const flow of pinned) {
    const text = texts?.get(fileOf(flow.id))
    // The file may have been changed since it was loaded: then it is not this version.
    if (text === undefined || loadFlow(fileOf(flow.id), text, about.registry, ids)?.hash !== flow.hash)
      continue
    await writeSetting(tx, `${KEY}${flow.id}:${flow.hash}`, { text }, null, about.now)
  }
  const { setting } = tx.t
  await tx.db.delete(setting).where(and(like(setting.key, `${KEY}%`), lt(setting.at, about.now - KEPT_FOR)))
}

/** The version that was followed until the program stopped counts from now, however long ago it was written down. */
async function renewLast(tx: Tx, flows: readonly Flow[], now: number): Promise<void> {
  const { setting } = tx.t
  const rows = await tx.db
    .select({ key: setting.key, at: setting.at })
    .from(setting)
    .where(like(setting.key, `${KEY}%`))
  for (const { id, hash } of rows.length > 0 ? flows : []) {
    const versions = rows.filter(({ key }) => key.startsWith(`${KEY}${id}:`))
    const last = Math.max(...versions.map(row => row.at))
    const followed = versions.filter(row => row.at === last).map(row => row.key)
    if (followed.length === 0 || followed.includes(`${KEY}${id}:${hash}`)) continue
    await tx.db.update(setting).set({ at: now }).where(inArray(setting.key, followed))
  }
}

/** They were followed until now: their time counts from here. */
export async function stillPinned(tx: Tx, flows: Iterable<Flow>, now: number): Promise<void> {
  const keys = [...flows].filter(flow => flow.onChange === 'pin').map(flow => `${KEY}${flow.id}:${flow.hash}`)
  if (keys.length === 0) return
  await tx.db.update(tx.t.setting).set({ at: now }).where(inArray(tx.t.setting.key, keys))
}

/** The versions written down that this program can still follow. */
export async function readPinned(tx: Tx, registry: Registry, ids: ReadonlySet<string>): Promise<Flow[]> {
  const { setting } = tx.t
  const rows = await tx.db
    .select()
    .from(setting)
    .where(like(setting.key, `${KEY}%`))
  return rows.flatMap(({ key, value }) => {
    const [id = '', hash] = key.slice(KEY.length).split(':')
    const { text } = (value ?? {}) as { text?: unknown }
    const flow = typeof text === 'string' ? loadFlow(fileOf(id), text, registry, ids) : null
    return flow && flow.hash === hash ? [flow] : []
  })
}

function fileOf(id: string): string {
  return `${id}.yaml`
}
