import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const PACKAGE = join(import.meta.dirname, '..', '..', 'node_modules', '@sparticuz', 'chromium')
const UNPACK = `import chromium from ${JSON.stringify('@sparticuz/chromium')}; await chromium.executablePath()`

/**
 * The path of the browser that comes in a package, unpacked once for all tests of a machine. Several test
 * processes begin at once: each that finds none unpacks one for itself, and the first to be done leaves it to all.
 */
export async function chromiumPath(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'))
  const home = join(tmpdir(), `xinqiao-chromium-${version}`)
  if (!existsSync(home)) await unpack(home)
  return join(home, 'chromium')
}

/** In a process of its own, since the package unpacks into the folder for temporary files and into no other. */
async function unpack(home: string): Promise<void> {
  const own = mkdtempSync(`${home}-`)
  const env = { ...process.env, TMPDIR: own, TEMP: own, TMP: own }
  const options = { env, cwd: import.meta.dirname }
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', UNPACK], options)
  try {
    renameSync(own, home)
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
}
