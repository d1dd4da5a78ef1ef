import { decodeRiskModel, type RiskModel } from './model.ts'
import { WEIGHTS } from './weights.ts'

let model: RiskModel | null = null

/** The models that are shipped with the program; read once. */
export function shippedModel(): RiskModel {
  model ??= decodeRiskModel(Uint8Array.fromBase64(WEIGHTS))
  return model
}
