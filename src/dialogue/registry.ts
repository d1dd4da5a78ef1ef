import type { ValueType } from './value.ts'

/**
 * What flows may name: look-ups, effects and roles, with their types. The care areas declare their part; the
 * loader checks every flow against the whole.
 */
export interface Registry {
  readonly lookups: Readonly<Record<string, LookupShape>>
  readonly effects: Readonly<Record<string, EffectShape>>
  readonly roles: readonly string[]
}

export interface LookupShape {
  /** What it needs to know, by the names of the flow's slots. */
  readonly with: Readonly<Record<string, ValueType>>
  /** Inputs that may be missing: it is asked without them. */
  readonly optional?: readonly string[]
  readonly returns: ValueType
}

export interface EffectShape {
  readonly with: Readonly<Record<string, ValueType>>
  /** Inputs that may be missing. */
  readonly optional?: readonly string[]
  /** Fields of `result`, for the text that says it is done. */
  readonly result: Readonly<Record<string, 'text' | 'number'>>
  /** Reasons of refusal, with the names their texts may use. */
  readonly refusals?: Readonly<Record<string, readonly string[]>>
}
