import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLive, readConfig, Settings } from '../src/config.ts'
import { HOME } from '../src/data.ts'
import { Fault } from '../src/kernel/faults.ts'
import { systemTexts } from '../src/main.ts'
import { tempFolder } from './support/folder.ts'

const SECRET = 'very-secret-value-1'

function faultOf(env: Record<string, string>): Fault {
  try {
    readConfig(env, tempFolder())
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('There was no fault.')
}

describe('the settings', () => {
  test('have defaults: nothing set means a trial on this machine', () => {
    const config = readConfig({}, tempFolder())
    expect(config).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 3000,
      TZ_NAME: 'Asia/Shanghai',
      DINGTALK_QPS: 15,
    })
    expect(isLive(config)).toBe(false)
  })

  test('come from .env, and from the environment before that', () => {
    const folder = tempFolder()
    writeFileSync(join(folder, '.env'), 'PORT=4000\nHOST="0.0.0.0"\n# a remark\nLOG_LEVEL=debug\n')
    expect(readConfig({ PORT: '5000', LOG_LEVEL: '' }, folder)).toMatchObject({
      PORT: 5000,
      HOST: '0.0.0.0',
      LOG_LEVEL: 'info',
    })
  })

  test('credentials make it live, and both are needed', () => {
    const both = { DINGTALK_CLIENT_ID: 'dingabc', DINGTALK_CLIENT_SECRET: SECRET }
    expect(isLive(readConfig(both, tempFolder()))).toBe(true)
    expect(faultOf({ DINGTALK_CLIENT_ID: 'dingabc' }).details).toEqual([
      { where: 'DINGTALK_CLIENT_SECRET', rule: 'together', values: { value: 'DINGTALK_CLIENT_ID' } },
    ])
    expect(faultOf({ DINGTALK_CLIENT_SECRET: SECRET }).details).toMatchObject([
      { where: 'DINGTALK_CLIENT_ID' },
    ])
  })
})

describe('faults', () => {
  test('are all reported at once, each with its name', () => {
    const { code, details } = faultOf({
      PORT: '99999',
      HOST: 'a b',
      LOG_LEVEL: 'loud',
      TZ_NAME: 'Mars/Base',
      DINGTALK_API_BASE: 'ftp://x',
      DINGTALK_QPS: 'fast',
    })
    expect(code).toBe('CONFIG_INVALID')
    expect(details.map(d => d.where)).toEqual([
      'DINGTALK_API_BASE',
      'DINGTALK_QPS',
      'HOST',
      'PORT',
      'LOG_LEVEL',
      'TZ_NAME',
    ])
  })

  test('never repeat what stood there: a secret may stand in the wrong place', () => {
    const names = Object.keys(Settings.properties)
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), wrong => {
        try {
          readConfig(Object.fromEntries(wrong.map(name => [name, ` ${SECRET} \u0000`])), HOME)
        } catch (error) {
          const { message, details } = error as Fault
          expect(message + JSON.stringify(details)).not.toContain(SECRET)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('are said in Chinese, with the shape that is wanted and what to do', () => {
    const { texts } = systemTexts(join(HOME, 'flows'))
    const said = faultOf({ PORT: 'x', DINGTALK_CLIENT_ID: 'a b', LOG_LEVEL: 'loud' }).details.map(
      texts.detail,
    )
    expect(said).toEqual([
      { where: 'DINGTALK_CLIENT_ID', message: expect.stringMatching(/^应为4到64位字母.*凭证与基础信息/) },
      { where: 'PORT', message: '应为0到65535之间的整数。一般用 3000。' },
      { where: 'LOG_LEVEL', message: '只能是其中之一：fatal, error, warn, info, debug。一般用 info。' },
      {
        where: 'DINGTALK_CLIENT_SECRET',
        message: expect.stringContaining('要和 DINGTALK_CLIENT_ID 一起设置'),
      },
    ])
  })
})
