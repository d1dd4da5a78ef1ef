import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const ROOT = resolve(import.meta.dirname, '..', '..', 'src', 'console')

/** The console and the chat: two entries, so that neither loads the other's code. */
export default defineConfig({
  root: ROOT,
  publicDir: false,
  plugins: [react(), withoutStyleElements(), readableAntd(), compressed()],
  build: {
    outDir: resolve(ROOT, '..', '..', 'dist', 'pages'),
    emptyOutDir: true,
    // Offices' browsers are Chromiums of some years ago.
    target: ['chrome90', 'edge90', 'firefox90', 'safari15'],
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
    // Nothing inline: the pages' CSP allows files of our own alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: resolve(ROOT, 'index.html'), chat: resolve(ROOT, 'chat.html') } },
  },
})

/**
 * antd's styles come from its ready-made stylesheet (`zeroRuntime`), yet its helpers would still write `<style>`
 * elements for tokens, icons and scroll bars, and the CSP would block each with an error. They write nothing now;
 * the few rules of theirs that matter stand in `src/console/theme/theme.css`.
 */
function withoutStyleElements(): Plugin {
  const inert = 'const inert = () => document.createElement("i")\n'
  const stubs: [RegExp, string][] = [
    [
      /@rc-component\/util\/es\/Dom\/dynamicCSS\.js$/,
      'export { inert as injectCSS, inert as updateCSS }\nexport function removeCSS() {}\nexport function clearContainerCache() {}\n',
    ],
    [
      /@ant-design\/icons\/es\/cssUtils\.js$/,
      'export { inert as updateCSS }\nexport function getShadowRoot() { return null }\nexport function warningOnce() {}\n',
    ],
  ]
  return {
    name: 'without-style-elements',
    load(id) {
      const stub = stubs.find(([path]) => path.test(id))
      return stub ? inert + stub[1] : null
    },
  }
}

/**
 * White on antd's blue, and its grey and red on white, fall short of 4.5:1. One step darker they do not, and it
 * still looks like the DingTalk people know.
 */
function readableAntd(): Plugin {
  const colours: [from: string, to: string][] = [
    ['#1677ff', '#0b62d6'],
    ['#4096ff', '#2b7ce6'],
    ['#0958d9', '#074aa6'],
    ['#ff4d4f', '#cf1322'],
    ['#ff7875', '#e0343a'],
    ['rgba(0,0,0,0.45)', 'rgba(0,0,0,0.62)'],
    ['--ant-color-text-placeholder:rgba(0,0,0,0.25)', '--ant-color-text-placeholder:rgba(0,0,0,0.55)'],
  ]
  return {
    name: 'readable-antd',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('antd/dist/antd.css')) return null
      return colours.reduce((css, [from, to]) => css.replaceAll(from, to), code)
    },
  }
}

/**
 * Each file beside itself in both ways that browsers take: antd's stylesheet alone is a megabyte, and the line of a
 * street office is thin. Served by `src/admin/pages.ts`.
 */
function compressed(): Plugin {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  return {
    name: 'compressed',
    writeBundle({ dir = '' }) {
      for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(?:js|css|svg)$/.test(entry.name)) continue
        const path = join(entry.parentPath, entry.name)
        const bytes = readFileSync(path)
        if (bytes.length < 1_000) continue
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, quality))
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}
