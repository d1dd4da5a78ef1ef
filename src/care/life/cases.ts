import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Person } from '../../kernel/person.ts'
import type { JobContext, Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { REPORT } from '../heart/office.ts'
import { readersOf } from '../heart/readers.ts'
import { personOfCase } from '../heart/store.ts'
import { eraseCase } from '../heart/take-back.ts'
import { freeTalksOf } from '../heart/talks.ts'
import type { LifeKind } from './kind.ts'

/** Nobody writes down the day on which it was closed, which would tell when its person wrote. */
const OVER = ['closed', 'withdrawn']

/** 心里话, what was flagged, or a report: over, and only by a human. */
export function caseLife(kind: 'heart' | 'flag' | 'report', days: LifeKind['days']): LifeKind {
  return {
    kind,
    days,
    async finished({ tx, today }, _by, limit) {
      const { caseFile, expiry } = tx.t
      const rows = await tx.db
        .select({ about: caseFile.id })
        .from(caseFile)
        .leftJoin(expiry, and(eq(expiry.kind, kind), eq(expiry.about, caseFile.id)))
        .where(
          and(
            eq(caseFile.kind, kind),
            inArray(caseFile.status, OVER),
            // Its words stand in another, and it goes with that.
            isNull(caseFile.mergedInto),
            isNull(expiry.about),
          ),
        )
        .limit(limit)
      return rows.map(({ about }) => ({ about, ended: today }))
    },
    async revived(tx) {
      const { caseFile, expiry } = tx.t
      const rows = await tx.db
        .select({ about: expiry.about })
        .from(expiry)
        .innerJoin(caseFile, eq(caseFile.id, expiry.about))
        .where(and(eq(expiry.kind, kind), inArray(caseFile.status, ['open', 'answered'])))
      return rows.map(row => row.about)
    },
    async standing(tx, tools, about) {
      const { caseFile } = tx.t
      const [file] = await tx.db.select().from(caseFile).where(eq(caseFile.id, about))
      if (!file || file.mergedInto !== null || !OVER.includes(file.status)) return null
      const person = await personOfCase(tx, tools, about)
      // Of what was flagged its person knows no number.
      const told = kind === 'flag' || person === null ? null : await tools.directory.byId(tx, person)
      // An auditor reads the log: a number of a report would tell him of one.
      const logged = kind === REPORT ? { logged: about } : {}
      return {
        ...logged,
        no: file.no,
        person: told,
        keepers: await keepersOf(tx, tools, about, file.handler),
      }
    },
    erase: eraseWhole,
  }
}

async function keepersOf(tx: Tx, tools: Tools, id: string, handler: string | null): Promise<Person[]> {
  const readers = (await readersOf(tx, tools.directory, id)).map(reader => reader.person)
  const his = readers.filter(({ id }) => id === handler)
  return his.length > 0 ? his : readers
}

/** Nothing of it is left: not its number, not who had a key, and the key that sealed its link is no more. */
async function eraseWhole(context: JobContext, id: string): Promise<void> {
  const { tx, tools } = context
  const { caseFile, caseKey } = tx.t
  const merged = await tx.db.select({ id: caseFile.id }).from(caseFile).where(eq(caseFile.mergedInto, id))
  for (const one of merged) await eraseWhole(context, one.id)
  await freeTalksOf(context, id)
  await eraseCase(context, id)
  await tx.db.delete(caseKey).where(eq(caseKey.caseId, id))
  await tx.db.delete(caseFile).where(eq(caseFile.id, id))
  await tools.vault.forget(tx, `case:${id}`)
}
