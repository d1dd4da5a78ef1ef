import type { Settings } from '../../src/config.ts'
import { type LoadedFlows, loadFlowFiles } from '../../src/main.ts'

const loaded = new Map<string, LoadedFlows>()

/** The flow files of a folder, loaded once for all programs that a test file opens: loading costs as much as all else. */
export function flowsOf(config: Settings): LoadedFlows {
  const known = loaded.get(config.FLOWS_DIR) ?? loadFlowFiles(config)
  loaded.set(config.FLOWS_DIR, known)
  return known
}
