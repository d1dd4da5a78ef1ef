import { defineConfig } from 'vite'

/** The thread that trains the recogniser of wishes: a file of its own, so that it starts with nothing else. */
export default defineConfig({
  build: {
    ssr: 'src/runtime/intents/train-worker.ts',
    outDir: 'dist/worker',
    target: 'node26',
    minify: false,
    reportCompressedSize: false,
  },
  ssr: { noExternal: true },
  publicDir: false,
})
