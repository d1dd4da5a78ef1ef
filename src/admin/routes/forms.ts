import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import { Form } from '../../care/forms/form.ts'
import { openByLink, verify } from '../../care/forms/open-form.ts'
import { copyByLink, MyCopy } from '../../care/people/my-copy.ts'
import { localDate } from '../../kernel/clock.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { Problem } from '../answer-fault.ts'
import type { Parts } from '../parts.ts'

const Link = Type.Object(
  { link: Type.String({ minLength: 16, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' }) },
  { additionalProperties: false },
)
const Claim = Type.Object(
  {
    no: Type.String({ pattern: '^[A-Z]{2}-\\d{8}-\\d{4,}$' }),
    code: Type.String({ minLength: 8, maxLength: 20, description: 'As printed, with or without the dash' }),
  },
  { additionalProperties: false },
)
const HalfOrDay = Type.Union([Type.String(), Type.Null()], { description: 'Day or half-day: 2026-11-24a' })
const Genuine = Type.Object({
  no: Type.String(),
  status: Type.String({
    description:
      'How it stands now; of a leave `back` after reporting back, `unused` where none of it was taken',
  }),
  from: HalfOrDay,
  to: HalfOrDay,
})

/** For those who do not sign in: their own forms and data by a link that opens once, and whether a form is genuine. */
export function mountForms(app: FastifyInstance, { house, services, now }: Parts): void {
  const { storage, tools } = services
  // As slow to guess at as a passphrase.
  const config = { rateLimit: { max: house.limits.signIns, timeWindow: house.limits.window } }

  app.post<{ Body: Static<typeof Link> }>(
    '/forms/open',
    {
      schema: {
        summary: 'The form behind a link from the chat; it opens once',
        tags: ['forms'],
        body: Link,
        response: { 200: Form, '4xx': Problem },
      },
      config,
    },
    ({ body }) =>
      storage.transaction(async tx => {
        const at = now()
        const form = await openByLink({ tx, tools, now: at, today: localDate(at, tools.zone) }, body.link)
        await writeAudit(tx, { actor: 'system', action: 'application.print', about: form.no }, at)
        return form
      }),
  )

  app.post<{ Body: Static<typeof Link> }>(
    '/my-data/open',
    {
      schema: {
        summary: 'A copy of everything kept about the person behind a link from the chat; it opens once',
        tags: ['forms'],
        body: Link,
        response: { 200: MyCopy, '4xx': Problem },
      },
      config,
    },
    ({ body }) =>
      storage.transaction(async tx => {
        const at = now()
        const ground = { tx, tools, now: at, today: localDate(at, tools.zone) }
        const { person, copy } = await copyByLink(ground, body.link)
        await writeAudit(tx, { actor: person, action: 'data.copied', about: person }, at)
        return copy
      }),
  )

  app.post<{ Body: Static<typeof Claim> }>(
    '/forms/verify',
    {
      schema: {
        summary: 'Whether a printed form is genuine: its number, dates and state, and nothing else',
        tags: ['forms'],
        body: Claim,
        response: { 200: Genuine, '4xx': Problem },
      },
      config,
    },
    ({ body }) => storage.read(tx => verify({ tx }, body)),
  )
}
