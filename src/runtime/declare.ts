import type { EffectShape, LookupShape } from '../dialogue/registry.ts'
import type {
  FileRef,
  HalfDay,
  Option,
  PersonRef,
  Share,
  Shift,
  Story,
  Value,
  ValueType,
} from '../dialogue/value.ts'
import type { Storage } from '../storage/storage.ts'
import type { CareContext, EffectContext, JobContext, Tools } from './context.ts'

export interface Lookup {
  readonly shape: LookupShape
  run(context: CareContext, input: Readonly<Record<string, Value>>): Promise<Value | null>
}

export interface Effect {
  readonly shape: EffectShape
  run(context: EffectContext, input: Readonly<Record<string, Value>>): Promise<Done>
}

/** What an effect gives back: fields of `result`, or that the outcome comes later as an event under its key. */
export type Done = Readonly<Record<string, string | number>> | typeof LATER
export const LATER = 'later'

/** Runs in a transaction of its own; schedules itself anew where it repeats. */
export type Job = (context: JobContext, about: string) => Promise<void>

/** Durable work in two steps: what must be waited for, then what is written. Tried again until it is done. */
export interface Errand<T> {
  prepare(storage: Storage, tools: Tools, about: string): Promise<T>
  finish(context: JobContext, about: string, prepared: T): Promise<void>
  /** After both, whatever came of it: what was prepared and not made use of goes. */
  tidy?(tools: Tools, prepared: T): Promise<void>
}

/** Declares an errand. */
export function errand<T>(steps: Errand<T>): Errand<unknown> {
  const { tidy } = steps
  return {
    prepare: steps.prepare,
    finish: (context, about, prepared) => steps.finish(context, about, prepared as T),
    ...(tidy ? { tidy: (tools, prepared) => tidy(tools, prepared as T) } : {}),
  }
}

/** Declares a look-up with typed inputs. Null = there is none. */
export function lookup<const S extends LookupShape>(
  shape: S,
  run: (context: CareContext, input: InputsOf<S['with'], OptionalOf<S>>) => Promise<Value | null>,
): Lookup {
  return { shape, run: (context, input) => run(context, input as never) }
}

/**
 * Declares an effect with typed inputs. It runs inside the turn's transaction, in a savepoint of its own.
 * @throws Refusal (in `run`) with one of the shape's reasons when it must not be done
 */
export function effect<const S extends EffectShape>(
  shape: S,
  run: (context: EffectContext, input: InputsOf<S['with'], OptionalOf<S>>) => Promise<Done>,
): Effect {
  return { shape, run: (context, input) => run(context, input as never) }
}

/** The names of inputs that may be missing. */
type OptionalOf<S extends { readonly optional?: readonly string[] }> = S['optional'] extends readonly string[]
  ? S['optional'][number]
  : never

type InputsOf<W extends Readonly<Record<string, ValueType>>, O extends string> = {
  readonly [K in keyof W]: K extends O ? TsOf<W[K]> | undefined : TsOf<W[K]>
}

type TsOf<T extends ValueType> = T extends 'number' | 'money' | 'days'
  ? number
  : T extends 'yes_no'
    ? boolean
    : T extends 'multi'
      ? readonly string[]
      : T extends 'file'
        ? readonly FileRef[]
        : T extends 'person'
          ? PersonRef
          : T extends 'people'
            ? readonly PersonRef[]
            : T extends 'shifts'
              ? readonly Shift[]
              : T extends 'shares'
                ? readonly Share[]
                : T extends 'story'
                  ? Story
                  : T extends 'options'
                    ? readonly Option[]
                    : T extends 'half_day'
                      ? HalfDay
                      : string
