'use strict'
const { spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { say } = require('./say.cjs')

/** Installs the packages of the lockfile when they are not there, or when the lockfile has changed since. */
exports.ensureInstalled = root => {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = join(root, 'node_modules', '.xinqiao-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('installing packages, once (about a minute)')
  // --ignore-scripts: nothing here needs one, and npm would otherwise ask for Python to compile what is shipped ready.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync(npm, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    say('the packages could not be installed; is the npm registry reachable? (npm config get registry)')
    process.exit(status ?? 1)
  }
  writeFileSync(stamp, lock)
}
