import type { Reporter, TestModule } from 'vitest/node'

/** Prints, above the summary, what tests have left in their `meta.report` for people to read. */
export default class EndReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules)
      for (const test of module.children.allTests()) {
        const { report } = test.meta() as { report?: string }
        if (report) console.log(`\n${test.fullName}\n${report}`)
      }
  }
}
