import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import multipart from '@fastify/multipart'
// For the types of `summary` and `hide` alone.
import type {} from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import { readUpload } from './brought-files.ts'
import { type EventStream, openEventStream } from './event-stream.ts'
import { sameOriginOnly } from './same-origin.ts'
import type { TrialClock } from './trial-clock.ts'
import { trialPeople } from './trial-people.ts'
import type { WebChannel } from './web-channel.ts'

/** What the trial's routes work with. */
export interface TrialServices {
  /** In live mode nothing is mounted: there everybody would be able to speak for anybody. */
  readonly live: boolean
  readonly channel: WebChannel
  readonly clock: TrialClock
  /** The IANA zone in which times are shown. */
  readonly zone: string
  /** The folder of the built pages, with `chat.html`. */
  readonly pages: string
  people(): Promise<readonly Person[]>
}

const As = Type.String({ minLength: 1, maxLength: 64 })
const ID = '^[A-Za-z0-9_-]{8,64}$'
const Text = Type.String({ minLength: 1, maxLength: 100_000 })
const Say = Type.Object({
  as: As,
  id: Type.String({ pattern: ID }),
  text: Type.Optional(Text),
  tap: Type.Optional(Type.Object({ text: Text, card: Type.Integer({ minimum: 0 }) })),
})
/** Minutes. */
const MONTH = 60 * 24 * 31

/** `GET /chat` and `/api/trial/*`: the chat page of the trial mode, and the moving of its clock. */
export async function trialRoutes(app: FastifyInstance, services: TrialServices): Promise<void> {
  if (services.live) return
  const { channel, clock } = services
  const routes = app.withTypeProvider<TypeBoxTypeProvider>()
  const streams = new Set<EventStream>()
  routes.addHook('onRequest', sameOriginOnly)
  // An open stream would keep the server from closing.
  routes.addHook('preClose', async () => {
    for (const stream of streams) stream.close()
  })
  await routes.register(multipart, { limits: { files: 9, fileSize: 20_000_000 } })

  routes.get('/chat', { schema: { hide: true } }, async (_request, reply) => {
    const page = await readFile(join(services.pages, 'chat.html'))
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })

  routes.get('/api/trial/people', { schema: { summary: 'The sample people' } }, async () =>
    trialPeople(await services.people()),
  )

  routes.get(
    '/api/trial/stream',
    {
      schema: {
        summary: 'Everything in one conversation, as server-sent events',
        querystring: Type.Object({ as: As }),
      },
    },
    async (request, reply) => {
      const { as } = request.query
      await known(as)
      const stream = openEventStream(reply)
      const undo = [
        channel.watch(change => {
          if (change.type === 'unread') stream.send('unread', { userid: change.contact, count: change.count })
          else if (change.contact !== as) return
          else if (change.type === 'entry') stream.send('entry', change.entry)
          else stream.send('gone', { id: change.id })
        }),
        clock.watch(() => stream.send('clock', time())),
      ]
      streams.add(stream)
      stream.send('hello', { entries: channel.history(as), unread: channel.unread(), clock: time() })
      void stream.closed.then(() => {
        streams.delete(stream)
        for (const stop of undo) stop()
      })
    },
  )

  routes.post(
    '/api/trial/say',
    { schema: { summary: 'Say or tap something; the same id twice is one message', body: Say } },
    async ({ body: { as, id, text, tap } }, reply) => {
      await known(as)
      if (tap) await channel.say(as, id, { type: 'tap', ...tap })
      else if (text !== undefined) await channel.say(as, id, { type: 'text', text })
      else throw new Fault('INPUT_INVALID', { details: [{ where: 'text', rule: 'required' }] })
      return reply.code(204).send()
    },
  )

  routes.post(
    '/api/trial/files',
    { schema: { summary: 'Send files: fields `as` and `id`, then the files' } },
    async (request, reply) => {
      const { fields, files } = await readUpload(request)
      const { as = '', id = '' } = fields
      await known(as)
      if (!new RegExp(ID).test(id))
        throw new Fault('INPUT_INVALID', {
          details: [{ where: 'id', rule: 'shape', values: { wanted: ID } }],
        })
      await channel.bring(as, id, files)
      return reply.code(204).send()
    },
  )

  routes.post(
    '/api/trial/recall',
    {
      schema: {
        summary: 'Take a message back',
        body: Type.Object({ as: As, id: Type.String({ maxLength: 200 }) }),
      },
    },
    async ({ body: { as, id } }, reply) => {
      await channel.recall(as, id)
      return reply.code(204).send()
    },
  )

  routes.post(
    '/api/trial/seen',
    {
      schema: { summary: 'What there is in this conversation has been seen', body: Type.Object({ as: As }) },
    },
    async ({ body: { as } }, reply) => {
      await known(as)
      channel.seen(as)
      return reply.code(204).send()
    },
  )

  routes.get('/api/trial/clock', { schema: { summary: 'The time of the trial' } }, async () => time())

  routes.post(
    '/api/trial/clock',
    {
      schema: {
        summary: 'Move the time on; what falls due on the way happens',
        body: Type.Object({ forward: Type.Integer({ minimum: 1, maximum: MONTH, description: 'Minutes' }) }),
      },
    },
    async ({ body }) => {
      await clock.forward(body.forward)
      return time()
    },
  )

  function time() {
    return { now: clock.now(), ahead: clock.ahead(), zone: services.zone }
  }

  /** @throws Fault NOT_FOUND for somebody who is not on the roster */
  async function known(userid: string): Promise<void> {
    if (!(await services.people()).some(p => p.userid === userid)) throw new Fault('NOT_FOUND')
  }
}
