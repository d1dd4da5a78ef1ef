import { areas } from '../src/areas.ts'
import { SHIPPED_MODELS } from '../src/models.ts'
import { openModelCache } from '../src/runtime/intents/model-cache.ts'
import { trainedOnDemand } from '../src/runtime/intents/models.ts'
import { loadLibrary, readFlowFolder } from '../src/runtime/library.ts'

/** Set-up trains the recogniser of wishes for the flows that are shipped, so that no start has to wait for it. */
const { library } = loadLibrary(
  readFlowFolder('flows'),
  areas,
  null,
  trainedOnDemand(openModelCache([SHIPPED_MODELS])),
)
library?.model()
