import { Type } from 'typebox'

/** Which case. */
export const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })

/** That it was done. */
export const Ok = Type.Object({ ok: Type.Boolean() })

/** A case in a list. */
export const Line = Type.Object({
  id: Type.String(),
  no: Type.String(),
  kind: Type.String(),
  mode: Type.String(),
  status: Type.String(),
  level: Type.String(),
  day: Type.String(),
  due: Type.Integer({ description: 'ms UTC' }),
  reminded: Type.Integer({ description: 'How often its readers were told that nobody had taken it in time' }),
  outcome: Type.Union([Type.String(), Type.Null()], { description: 'What came of it, once closed' }),
  asked: Type.Union([Type.String(), Type.Null()], {
    description: 'What its person asks, once it was opened: close | delete',
  }),
  mine: Type.Boolean(),
  given: Type.Boolean({ description: 'Its handler was given it by a colleague, and has not taken it yet' }),
  handler: Type.Union([Type.String(), Type.Null()], { description: 'The name of the colleague who took it' }),
  sealedKeys: Type.Array(Type.String(), {
    description:
      'The private keys of the case, each sealed to me: one, and one more for each reader who left',
  }),
  labels: Type.Union([Type.String(), Type.Null()], { description: 'base64: its labels, sealed to the case' }),
})

/** Something sealed in a reader’s browser. */
export const Base64 = Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', maxLength: 400_000 })
