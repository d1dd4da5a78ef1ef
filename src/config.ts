import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { type Detail, Fault } from './kernel/faults.ts'

const Url = (schemes: string) => Type.String({ pattern: `^(?:${schemes})://[^\\s]+$` })

/**
 * Every setting: its shape, its default, and what to do when it is wrong. `npm run generate` makes the table of
 * `docs/reference/config.md` from this list.
 */
export const Settings = Type.Object({
  DINGTALK_CLIENT_ID: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{4,64}$',
      remedy: 'Copy it from the app’s page 凭证与基础信息 in the developer console.',
      description: 'The app’s Client ID (AppKey). Present = live mode.',
    }),
  ),
  DINGTALK_CLIENT_SECRET: Type.Optional(
    Type.String({
      minLength: 8,
      remedy: 'Copy it from the same page; give it to nobody.',
      description: 'The app’s Client Secret. Needed with DINGTALK_CLIENT_ID.',
      secret: true,
    }),
  ),
  DINGTALK_ROBOT_CODE: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{4,64}$',
      remedy: 'Copy it from the app’s page 机器人, or leave it out.',
      description: 'The robot’s code. Default: the client id.',
    }),
  ),
  DINGTALK_API_BASE: Type.String({
    ...Url('https?'),
    default: 'https://api.dingtalk.com',
    remedy: 'Leave it out.',
    description: 'Where the new API is: another region, a proxy, or a fake.',
  }),
  DINGTALK_OAPI_BASE: Type.String({
    ...Url('https?'),
    default: 'https://oapi.dingtalk.com',
    remedy: 'Leave it out.',
    description: 'Where the old API is.',
  }),
  DINGTALK_CARD_TEMPLATE_ID: Type.Optional(
    Type.String({
      minLength: 1,
      remedy: 'Copy it from the card platform, or leave it out.',
      description: 'An interactive-card template. Not used by this version yet: plain action cards are.',
    }),
  ),
  DINGTALK_QPS: Type.Integer({
    minimum: 1,
    maximum: 1000,
    default: 15,
    remedy: 'The standard edition allows 20 a second; 15 leaves some for others.',
    description: 'Most calls a second, per API.',
  }),
  HOST: Type.String({
    pattern: '^[A-Za-z0-9.:_-]+$',
    default: '127.0.0.1',
    remedy: '127.0.0.1 where only this machine, or a proxy on it, should come in.',
    description: 'Address to listen on.',
  }),
  PORT: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 3000,
    remedy: 'Usually 3000; another one where that is taken.',
    description: 'Port of the console and the API.',
  }),
  PUBLIC_URL: Type.Optional(
    Type.String({
      ...Url('https?'),
      remedy: 'For example https://xinqiao.example.gov.cn.',
      description: 'Where people reach the console from outside.',
    }),
  ),
  DATA_DIR: Type.String({
    minLength: 1,
    default: './data',
    remedy: 'A folder of its own that the program alone can read.',
    description: 'Database, files and keys.',
  }),
  DATABASE_URL: Type.Optional(
    Type.String({
      ...Url('postgres|postgresql'),
      remedy: 'Leave it out: this version runs on the SQLite file.',
      description: 'PostgreSQL instead of the SQLite file. Refused by this version.',
      secret: true,
    }),
  ),
  FLOWS_DIR: Type.String({
    minLength: 1,
    default: './flows',
    remedy: 'A folder made by `xinqiao flows export`, or leave it out.',
    description: 'The conversations.',
  }),
  XINQIAO_MASTER_KEY_FILE: Type.Optional(
    Type.String({
      minLength: 1,
      remedy: 'Best outside the data folder, so that no copy of the data holds it.',
      description:
        'The master key. Default: DATA_DIR/master.key (in the trial DATA_DIR/trial/master.key), made at the first start.',
    }),
  ),
  TZ_NAME: Type.String({
    default: 'Asia/Shanghai',
    remedy: 'Asia/Shanghai in China.',
    description: 'Time zone of dates, an IANA name.',
  }),
  LOG_LEVEL: Type.Union(
    (['fatal', 'error', 'warn', 'info', 'debug'] as const).map(level => Type.Literal(level)),
    {
      default: 'info',
      remedy: 'Usually info.',
      description: 'How much is logged; never anybody’s words, at whatever level.',
    },
  ),
  WECHATY_PUPPET: Type.Optional(
    Type.String({
      pattern: '^(?:@[a-z0-9-]+/)?[a-z0-9-]+$',
      remedy: 'Leave it out where there is no WeChat.',
      description: 'The puppet package of a WeChat channel (docs/guides/wechat.md). Present = WeChat is on.',
    }),
  ),
  WECHATY_TOKEN: Type.Optional(
    Type.String({
      minLength: 4,
      remedy: 'Copy it from whoever provides the puppet, or leave it out where it needs none.',
      description: 'What the puppet’s service is paid and reached with.',
      secret: true,
    }),
  ),
  WECHATY_PER_MINUTE: Type.Integer({
    minimum: 1,
    maximum: 60,
    default: 20,
    remedy: 'Who writes more than 20 texts a minute is taken for a machine.',
    description: 'Most texts a minute on WeChat.',
  }),
  WECHATY_FRIENDS: Type.Union(
    (['everybody', 'nobody'] as const).map(rule => Type.Literal(rule)),
    {
      default: 'everybody',
      remedy: 'nobody where requests are accepted by hand, on the account’s own phone.',
      description: 'Whose requests to become friends are accepted, up to 30 a day.',
    },
  ),
})

export type Settings = Static<typeof Settings> & { LOG_LEVEL: string }

/**
 * Reads the settings from the environment, over `.env` in the working folder.
 * @throws Fault CONFIG_INVALID naming every fault at once; the value of a secret is never repeated
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, folder = process.cwd()): Settings {
  const file = resolve(folder, '.env')
  const given: Record<string, string | undefined> = {
    ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}),
    ...env,
  }
  const raw: Record<string, unknown> = {}
  const details: Detail[] = []
  for (const [name, schema] of Object.entries<TSchema>(Settings.properties)) {
    const text = given[name]?.trim()
    const value =
      text === undefined || text === '' ? (schema as { default?: unknown }).default : typed(schema, text)
    if (value === undefined) continue
    raw[name] = value
    if (!Value.Check(schema, value)) details.push(wanted(name, schema))
  }
  details.push(...together(raw))
  if (details.length > 0) throw new Fault('CONFIG_INVALID', { details })
  return raw as Settings
}

function typed(schema: TSchema, text: string): unknown {
  const { type } = schema as { type?: string }
  return type === 'integer' && /^-?\d+$/.test(text) ? Number(text) : text
}

/** What would be right; never the rejected value. */
function wanted(where: string, schema: TSchema): Detail {
  const about = schema as {
    type?: string
    pattern?: string
    minimum?: number
    maximum?: number
    anyOf?: { const: string }[]
  }
  if (about.type === 'integer')
    return { where, rule: 'number', values: { min: about.minimum ?? 0, max: about.maximum ?? 0 } }
  if (about.anyOf)
    return { where, rule: 'one_of', values: { options: about.anyOf.map(o => o.const).join(', ') } }
  return { where, rule: 'shape', values: { wanted: about.pattern ?? 'a text that is not empty' } }
}

/** Faults of settings that do not go together. */
function together(raw: Record<string, unknown>): Detail[] {
  const details: Detail[] = []
  const pair = ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET'] as const
  const [missing] = pair.filter(name => raw[name] === undefined)
  if (missing && pair.some(name => raw[name] !== undefined))
    details.push({
      where: missing,
      rule: 'together',
      values: { value: pair.filter(n => n !== missing).join() },
    })
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(raw['TZ_NAME']) })
  } catch {
    details.push({ where: 'TZ_NAME', rule: 'time_zone' })
  }
  return details
}

/** Credentials present = live mode; without them the program runs as a trial with sample people. */
export function isLive(config: Settings): boolean {
  return config.DINGTALK_CLIENT_ID !== undefined
}
