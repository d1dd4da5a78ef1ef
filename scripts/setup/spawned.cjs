'use strict'
const { spawn } = require('node:child_process')

/**
 * Runs a program beside others and resolves once it has ended.
 * @returns {Promise<{ status: number, said: string }>} how it ended, and what it wrote to either of its outputs
 */
exports.spawned = (file, args, cwd) =>
  new Promise(resolve => {
    const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const listen = bytes => {
      said += bytes
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', error => resolve({ status: 1, said: `${error.message}\n` }))
    child.on('close', code => resolve({ status: code ?? 1, said }))
  })
