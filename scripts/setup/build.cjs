'use strict'
const { createHash } = require('node:crypto')
const { existsSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { say } = require('./say.cjs')
const { spawned } = require('./spawned.cjs')

/** What each part is made of; when none of it has changed, nothing is built. */
const PARTS = [
  { name: 'server', config: 'scripts/build/server.config.ts', sources: ['src', 'db/schema'] },
  {
    name: 'worker',
    config: 'scripts/build/worker.config.ts',
    sources: ['src/understanding', 'src/runtime/intents', 'src/storage'],
  },
  { name: 'pages', config: 'scripts/build/pages.config.ts', sources: ['src/console', 'src/kernel'] },
]

/** What the recogniser of wishes learns from; it is trained anew when any of it has changed. */
const LESSONS = ['flows', 'src/understanding', 'src/runtime/intents', 'scripts/train.ts']

/** Builds the server bundle, its worker and the pages into `dist/` when their sources have changed. */
exports.ensureBuilt = async (root, node) => {
  await Promise.all([...PARTS.map(part => ensurePart(root, node, part)), ensureTrained(root, node)])
}

async function ensurePart(root, node, { name, config, sources }) {
  const stamp = join(root, 'dist', `.${name}`)
  const hash = hashOf(root, [...sources, config, 'package-lock.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  say(`building the ${name}`)
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--config', config, '--configLoader', 'native', '--logLevel', 'warn']
  const { status, said } = await spawned(node, args, root)
  process.stderr.write(said)
  if (status !== 0) process.exit(status)
  writeFileSync(stamp, hash)
}

async function ensureTrained(root, node) {
  const stamp = join(root, 'dist', '.intents')
  const hash = hashOf(root, LESSONS)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  say('teaching the recogniser of wishes')
  const args = ['--disable-warning=ExperimentalWarning', join(root, 'scripts', 'train.ts')]
  const { status, said } = await spawned(node, args, root)
  process.stderr.write(said)
  // Flows with mistakes in them are told of by the program itself.
  if (status === 0) writeFileSync(stamp, hash)
}

function hashOf(root, paths) {
  const hash = createHash('sha256')
  for (const path of paths) addTo(hash, root, path)
  return hash.digest('hex')
}

function addTo(hash, root, path) {
  const full = join(root, path)
  if (!existsSync(full)) return
  if (statSync(full).isDirectory())
    for (const name of readdirSync(full).sort()) addTo(hash, root, `${path}/${name}`)
  else hash.update(path).update(readFileSync(full))
}
