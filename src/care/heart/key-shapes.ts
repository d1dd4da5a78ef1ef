import { Type } from 'typebox'

/** Which key. */
export const KeyId = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })

/** A proof that was opened with the private half of a key. */
export const Proof = Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 1_000 })

/** Cases whose keys a browser opens, to seal them to another key. */
export const Openables = Type.Object({
  recipient: Type.String({ description: 'age recipient of the key that is let in' }),
  cases: Type.Array(
    Type.Object({
      id: Type.String(),
      no: Type.String(),
      sealedKeys: Type.Array(Type.String({ description: 'base64' })),
    }),
    { description: 'At most 100 at a time; those that were sealed are no longer among them' },
  ),
})

/** Keys of cases as a browser has sealed them. */
export const SealedCases = Type.Array(
  Type.Object(
    {
      case: Type.String({ minLength: 1, maxLength: 64 }),
      sealed: Type.String({
        pattern: '^[A-Za-z0-9+/]+={0,2}$',
        maxLength: 8_000,
        description: 'The private keys of the case, one per line, sealed with age',
      }),
    },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: 100 },
)
