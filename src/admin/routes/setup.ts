import { createHash, timingSafeEqual } from 'node:crypto'
import { eq, like } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import { activeReaders } from '../../care/heart/readers.ts'
import { hasAdministrator, NOTHING_KNOWN, rosterChanged } from '../../care/people/store.ts'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { Directory } from '../../runtime/directory.ts'
import type { Tx } from '../../storage/storage.ts'
import { setPassphrase } from '../accounts.ts'
import { Problem } from '../answer-fault.ts'
import { Nothing } from '../nothing.ts'
import type { Parts } from '../parts.ts'
import { faultsOfPassphrase, hashPassphrase } from '../passphrase.ts'

const Word = Type.String({ minLength: 1, maxLength: 64, pattern: '^\\S(.*\\S)?$' })
const FirstAdmin = Type.Object(
  {
    userid: Word,
    name: Word,
    unit: Word,
    passphrase: Type.String({ minLength: 1, maxLength: 200 }),
    code: Type.Optional(
      Type.String({ maxLength: 40, description: 'Printed in the terminal at the start; live mode only' }),
    ),
  },
  { additionalProperties: false },
)
type FirstAdmin = Static<typeof FirstAdmin>

const State = Type.Object({
  live: Type.Boolean(),
  done: Type.Boolean(),
  steps: Type.Object({ admin: Type.Boolean(), reader: Type.Boolean(), duty: Type.Boolean() }),
})

/** The first-run set-up: what is still missing, and the first administrator. */
export function mountSetup(app: FastifyInstance, { house, services, now }: Parts): void {
  const { storage } = services

  app.get(
    '/setup',
    {
      schema: { summary: 'What the first-run set-up still lacks', tags: ['setup'], response: { 200: State } },
    },
    async () => {
      const steps = await storage.read(tx => stepsDone(tx, services.tools.directory))
      return { live: house.live, done: steps.admin && steps.reader && steps.duty, steps }
    },
  )

  app.post<{ Body: FirstAdmin }>(
    '/setup/admin',
    {
      schema: {
        summary: 'Make the first administrator; only while there is none',
        tags: ['setup'],
        body: FirstAdmin,
        response: { 204: Nothing, '4xx': Problem },
      },
      config: { rateLimit: { max: house.limits.signIns, timeWindow: house.limits.window } },
    },
    async ({ body }, reply) => {
      const at = now()
      if (await storage.read(hasAdministrator)) throw new Fault('SETUP_DONE')
      if (house.setupCode !== null && !isCode(body.code ?? '', house.setupCode))
        throw new Fault('SETUP_CODE_WRONG')
      const details = faultsOfPassphrase(body.passphrase)
      if (details.length > 0) throw new Fault('INPUT_INVALID', { details })
      const hash = await hashPassphrase(body.passphrase, house.cost)
      await storage.transaction(async tx => {
        // Once more: somebody else may have been quicker while the passphrase was hashed.
        if (await hasAdministrator(tx)) throw new Fault('SETUP_DONE')
        const id = await putAdministrator(tx, body, !house.live)
        await setPassphrase(tx, id, hash, true, at)
        await rosterChanged(tx)
        await writeAudit(tx, { actor: id, action: 'setup.admin', about: id }, at)
      })
      await house.refresh()
      return reply.code(204).send()
    },
  )
}

async function stepsDone(
  tx: Tx,
  directory: Directory,
): Promise<{ admin: boolean; reader: boolean; duty: boolean }> {
  const { setting } = tx.t
  const readers = await activeReaders(tx, directory)
  const duties = await tx.db
    .select({ key: setting.key })
    .from(setting)
    .where(like(setting.key, 'duty:%'))
    .limit(1)
  return { admin: await hasAdministrator(tx), reader: readers.length > 0, duty: duties.length > 0 }
}

/** Gives the role to somebody of the roster, or puts him on it. @returns person.id */
async function putAdministrator(tx: Tx, given: FirstAdmin, sample: boolean): Promise<string> {
  const { person } = tx.t
  const { userid, name, unit } = given
  const [known] = await tx.db.select().from(person).where(eq(person.userid, userid))
  if (known) {
    const roles = [...new Set([...known.roles, 'admin'])]
    await tx.db.update(person).set({ name, unit, roles, left: null }).where(eq(person.id, known.id))
    return known.id
  }
  const id = randomId()
  await tx.db
    .insert(person)
    .values({ id, userid, name, unit, ...NOTHING_KNOWN, sort: 0, roles: ['admin'], left: null, sample })
  return id
}

function isCode(given: string, wanted: string): boolean {
  const digest = (text: string) =>
    createHash('sha256').update(text.toUpperCase().replaceAll(/[\s-]/g, '')).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
