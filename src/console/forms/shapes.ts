/** What `GET /applications/:no/form` and `POST /forms/open` give. */
export interface PrintedForm {
  readonly no: string
  readonly kind: string
  readonly status: string
  readonly person: string
  readonly unit: string
  readonly post: string
  readonly created: number
  readonly printed: number
  readonly printedBy: string
  readonly lines: readonly { readonly field: string; readonly value: string }[]
  readonly opinions: readonly {
    readonly person: string
    readonly post: string
    readonly instead: string
    readonly verdict: string
    readonly reason: string
    readonly at: number
  }[]
  readonly code: string
}

/** What `POST /forms/verify` gives. */
export interface Genuine {
  readonly no: string
  readonly status: string
  readonly from: string | null
  readonly to: string | null
}
