import { defineConfig } from 'vite'

/** What runs in threads: files of their own, so that each starts with nothing else. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/worker',
    target: 'node26',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: ['src/runtime/intents/train-worker.ts', 'src/storage/checkpoint-thread.ts'],
      external: ['better-sqlite3'],
    },
  },
  ssr: { noExternal: true },
  publicDir: false,
})
