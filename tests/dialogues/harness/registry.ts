import { areas } from '../../../src/areas.ts'
import { registryOf } from '../../../src/runtime/library.ts'

/** What flows may name, as the program declares it. */
export const registry = registryOf(areas)
