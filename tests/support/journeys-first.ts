import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Journeys come first: they wait for browsers and processes, and one that began last would keep a single core busy
 * while the other has nothing left.
 */
export default class JourneysFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isJourney = ({ moduleId }: TestSpecification) => moduleId.includes('/tests/journeys/')
    return [...sorted.filter(isJourney), ...sorted.filter(file => !isJourney(file))]
  }
}
