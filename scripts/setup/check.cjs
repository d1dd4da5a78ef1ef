'use strict'
const { join } = require('node:path')
const { say } = require('./say.cjs')
const { spawned } = require('./spawned.cjs')

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

/** Runs all checks beside one another; ends the process with the report of those that fail. */
exports.check = async (root, node) => {
  say(`checking ${CHECKS.map(([name]) => name).join(', ')}`)
  const reports = await Promise.all(
    CHECKS.map(([, bin, args]) => {
      const line = bin ? [join(root, 'node_modules', ...bin.split('/')), ...args] : args
      return spawned(node, line, root)
    }),
  )
  const failed = reports.filter(({ status }) => status !== 0)
  for (const { said } of failed) process.stderr.write(said)
  if (failed.length > 0) process.exit(failed[0].status)
}
