import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import JourneysFirst from './tests/support/journeys-first.ts'

/** `fast` is what `npm test` runs; `deep` holds the long walks, kills and fuzzes. */
export default defineConfig({
  test: {
    // The runner's own summary comes last.
    reporters: ['./tests/support/end-report.ts', 'default'],
    // One more than cores: journeys wait for browsers and processes.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: JourneysFirst },
    projects: [
      {
        test: {
          name: 'fast',
          globalSetup: 'tests/support/trained.ts',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/deep/**'],
          // Files of one worker share what they import: reading it anew for each of 150 costs as much as the tests.
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'deep',
          globalSetup: 'tests/support/trained.ts',
          include: ['tests/deep/**/*.test.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
