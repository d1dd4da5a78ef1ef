/** A hardship request, as `/hardship` gives it. */
export interface HardshipLine {
  readonly no: string
  readonly status: string
  readonly person: string
  readonly unit: string
  readonly created: number
  /** It is my turn. */
  readonly mine: boolean
}

export interface HardshipWhole extends HardshipLine {
  /** The colleague who wrote it; empty where that was the person. */
  readonly author: string
  readonly category: string
  readonly story: string
  /** 分 */
  readonly cost: number
  readonly papers: readonly { id: string; kind: string; bytes: number }[]
  readonly decisions: readonly { step: number; who: string; verdict: string; reason: string; at: number }[]
}
