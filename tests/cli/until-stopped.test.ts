import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { untilStopped } from '../../src/cli/until-stopped.ts'

function running(stop: () => Promise<void> = async () => {}) {
  const program = Object.assign(new EventEmitter(), { exits: [] as number[] })
  const process = Object.assign(program, { exit: (code: number) => void program.exits.push(code) })
  const logged: unknown[] = []
  let stops = 0
  const log = { info() {}, warn() {}, error: (...line: unknown[]) => void logged.push(line) }
  const ended = untilStopped(
    () => {
      stops++
      return stop()
    },
    log,
    process,
  )
  return { process, logged, ended, stops: () => stops }
}

test('a signal stops it in order', async () => {
  const { process, ended, stops } = running()
  process.emit('SIGTERM')
  expect(await ended).toBe(0)
  expect([stops(), process.exits]).toEqual([1, []])
})

test('it does not stay behind whoever started it, and its channel keeps nothing waiting', async () => {
  const stopped: string[] = []
  const emitter = Object.assign(new EventEmitter(), {
    exit: () => {},
    channel: { unref: () => void stopped.push('unref') },
  })
  const log = { info() {}, warn() {}, error() {} }
  const ended = untilStopped(async () => void stopped.push('stop'), log, emitter)
  emitter.emit('disconnect')
  expect(await ended).toBe(0)
  expect(stopped).toEqual(['unref', 'stop'])
})

test.each(['unhandledRejection', 'uncaughtException'])(
  '%s is named in the log and stops it in order',
  async what => {
    const { process, logged, ended, stops } = running()
    process.emit(what, new TypeError('somebody’s words'))
    expect(await ended).toBe(1)
    expect(stops()).toBe(1)
    expect(JSON.stringify(logged)).toContain('TypeError until-stopped.test.ts')
    expect(JSON.stringify(logged)).not.toContain('words')
  },
)

test('faults while it is stopping are named, and let it stop', async () => {
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  const { process, logged, ended, stops } = running(() => held)
  process.emit('SIGTERM')
  process.emit('unhandledRejection', new Error('x'))
  release()
  expect(await ended).toBe(1)
  expect([stops(), logged.length, process.exits]).toEqual([1, 1, []])
})

test('a second signal ends it at once', async () => {
  const { process } = running(() => new Promise(() => {}))
  process.emit('SIGTERM')
  process.emit('SIGTERM')
  expect(process.exits).toEqual([1])
})

test('an orderly stop that fails is said', async () => {
  const { process, ended } = running(() => Promise.reject(new Error('broken')))
  process.emit('SIGINT')
  await expect(ended).rejects.toThrow('broken')
})
