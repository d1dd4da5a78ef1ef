'use strict'
const { spawnSync } = require('node:child_process')
const { join } = require('node:path')
const { say } = require('./say.cjs')

/** What is looked at before a test runs; each speaks only when it has something against the sources. */
const CHECKS = [
  ['format and lint', '@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '--colors=off', '.']],
  ['types', 'typescript/bin/tsc', ['-p', '.']],
  [
    'floors',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ['--config', '.dependency-cruiser.mjs', 'src', 'db'],
  ],
  ['generated files', null, ['scripts/generate.ts', '--check']],
]

/** Runs every check in turn; ends the process with its report at the first that fails. */
exports.check = (root, node) => {
  for (const [name, bin, args] of CHECKS) {
    say(`checking ${name}`)
    const line = bin ? [join(root, 'node_modules', ...bin.split('/')), ...args] : args
    const { status, stdout, stderr } = spawnSync(node, line, { cwd: root, encoding: 'utf8' })
    if (status === 0) continue
    process.stderr.write(stdout + stderr)
    process.exit(status ?? 1)
  }
}
