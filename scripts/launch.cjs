// What `npm start`, `npm test` and the other commands run first. It depends on nothing but Node and npm: it
// installs what is missing, builds what has changed, and starts the pinned Node by its path, since the system's
// may be too old for this program.
'use strict'
const { spawn } = require('node:child_process')
const { join } = require('node:path')
const { ensureBuilt } = require('./setup/build.cjs')
const { check } = require('./setup/check.cjs')
const { ensureInstalled } = require('./setup/install.cjs')
const lean = require('./setup/lean.cjs')
const { findNode } = require('./setup/node.cjs')
const { hydratePostgres } = require('./setup/postgres.cjs')
const { say } = require('./setup/say.cjs')

const ROOT = join(__dirname, '..')
process.chdir(ROOT)

const [command = 'start', ...rest] = process.argv.slice(2)

/** Each command of package.json: the file it runs, and with what. */
const COMMANDS = {
  start: async () => run(await bundle(), ['start', ...rest], { ...lean, TIED: true }),
  xinqiao: async () => run(await bundle(), rest),
  dev: () => run(source('src/cli.ts'), ['start', ...rest], { ...lean, TIED: true }),
  'fake:dingtalk': () => run(source('tests/fakes/dingtalk/cli.ts'), rest),
  bench: async () => {
    await bundle()
    run(source('bench/index.ts'), rest)
  },
  'eval:understand': () => run(source('bench/understand/index.ts'), rest),
  'eval:risk': () => run(source('bench/risk/index.ts'), rest),
  generate: () => run(source('scripts/generate.ts'), rest),
  test: () => test('fast'),
  'test:deep': () => test('deep'),
}

if (!COMMANDS[command]) {
  say(`unknown command "${command}"; known are ${Object.keys(COMMANDS).join(', ')}`)
  process.exit(2)
}
ensureInstalled(ROOT)
const node = findNode(ROOT)
COMMANDS[command]()

function source(path) {
  return join(ROOT, ...path.split('/'))
}

/** The server and its pages, built when their sources have changed. Returns the file to start. */
async function bundle() {
  await ensureBuilt(ROOT, node)
  return source('dist/server/cli.js')
}

/** Lint, types, floors and generated files, then the tests; the first that fails ends it. */
async function test(project) {
  await check(ROOT, node)
  await bundle()
  hydratePostgres(ROOT, node)
  say('running the tests')
  run(source('node_modules/vitest/vitest.mjs'), ['run', '--project', project, ...rest])
}

/**
 * Runs a program under the pinned Node, hands signals on to it, and ends as it ends. A program that is TIED never stays
 * behind: it hears by its channel that this process is no more, however that ended; and where npm is killed, whose shell
 * hands no signal on, it is stopped from here.
 */
function run(file, args, { FLAGS = [], ENV = {}, TIED = false } = {}) {
  const flags = ['--disable-warning=ExperimentalWarning', ...FLAGS]
  const stdio = TIED ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit'
  const child = spawn(node, [...flags, file, ...args], { stdio, env: { ...ENV, ...process.env } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (TIED && process.env.npm_lifecycle_event) whenOrphaned(() => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => {
    if (!signal) return process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/** The process that started this one is gone: its place is taken by another. */
function whenOrphaned(then) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    then()
  }, 500)
  timer.unref()
}
