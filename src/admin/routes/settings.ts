import { asc } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { type Route, route } from '../../runtime/route.ts'
import { removeSetting, SETTINGS, type SettingName, settingName } from '../../runtime/settings.ts'
import type { House } from '../house.ts'
import { Nothing } from '../nothing.ts'
import { putSetting } from '../put-setting.ts'

const Key = Type.String({ minLength: 1, maxLength: 70 })
const Value = Type.Union([Type.String({ maxLength: 200 }), Type.Integer(), Type.Boolean()])
const All = Type.Object({
  known: Type.Array(
    Type.Object({
      name: Type.String({ description: '`duty:*` stands for every `duty:<unit>` too' }),
      what: Type.String(),
    }),
  ),
  set: Type.Array(
    Type.Object({
      key: Type.String(),
      value: Value,
      at: Type.Integer({ description: 'ms UTC' }),
      author: Type.Union([Type.String({ description: 'Name' }), Type.Null()]),
    }),
  ),
})

/** HR sets what is no question of power: when the city's hotline answers. */
const OF_HR: readonly SettingName[] = ['hotline:*']

/** @throws Fault NOT_ALLOWED */
function mustMay(actor: Person, key: string): void {
  const name = settingName(key)
  if (!actor.roles.includes('admin') && (name === null || !OF_HR.includes(name)))
    throw new Fault('NOT_ALLOWED')
}

/** What an administrator sets: duty contacts, and the few numbers that differ from body to body. */
export function settingRoutes({ texts }: House): Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/settings',
        summary: 'What can be set, and what is',
        roles: ['admin', 'hr'],
        returns: All,
        audit: null,
      },
      ({ services: { storage, tools } }) =>
        storage.read(async tx => {
          const rows = await tx.db.select().from(tx.t.setting).orderBy(asc(tx.t.setting.key))
          const set = []
          for (const { key, value, at, author } of rows) {
            if (settingName(key) === null) continue
            const who = author === null ? null : await tools.directory.byId(tx, author)
            set.push({ key, value, at, author: who?.name ?? null })
          }
          const names = Object.keys(SETTINGS) as SettingName[]
          return { known: names.map(name => ({ name, what: texts().say(`setting.${name}` as const) })), set }
        }),
    ),
    route(
      {
        method: 'PUT',
        path: '/settings',
        summary: 'Set one; HR the hours of the hotline alone',
        roles: ['admin', 'hr'],
        body: Type.Object({ key: Key, value: Value }, { additionalProperties: false }),
        returns: Nothing,
        audit: null,
      },
      async ({ body, actor, now, services: { storage, tools } }) => {
        mustMay(actor, body.key)
        await storage.transaction(tx => putSetting(tx, tools.directory, { ...body, actor: actor.id }, now))
      },
    ),
    route(
      {
        method: 'DELETE',
        path: '/settings',
        summary: 'Set one back to what the program or the default says',
        roles: ['admin', 'hr'],
        query: Type.Object({ key: Key }),
        returns: Nothing,
        audit: null,
      },
      ({ query, actor, now, services: { storage } }) =>
        storage.transaction(async tx => {
          mustMay(actor, query.key)
          const name = settingName(query.key)
          if (!name || !(await removeSetting(tx, query.key))) throw new Fault('NOT_FOUND')
          await writeAudit(tx, { actor: actor.id, action: 'setting.delete', about: name }, now)
        }),
    ),
  ]
}
