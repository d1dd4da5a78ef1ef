import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm'
import { randomId, sequence, shortId } from '../../kernel/ids.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { nextNumber } from '../applications/store.ts'
import type { Standing } from './rules.ts'

/** Somebody asked for a human. */
export interface HelpRequest {
  readonly id: string
  readonly no: string
  readonly person: string
  readonly status: Standing
  /** person.id of the colleague who took it. */
  readonly handler: string | null
  readonly created: number
}

/** 人工 */
const PREFIX = 'RG'

export async function createRequest(
  tx: Tx,
  person: string,
  today: string,
  now: number,
): Promise<HelpRequest> {
  const no = await nextNumber(tx, PREFIX, today)
  const request = { id: randomId(), no, person, status: 'open' as const, handler: null, created: now }
  await tx.db.insert(tx.t.helpRequest).values(request)
  return request
}

/** The request of a person that is not closed yet, or null. */
export async function openOf(tx: Tx, person: string): Promise<HelpRequest | null> {
  const { helpRequest } = tx.t
  const [row] = await tx.db
    .select()
    .from(helpRequest)
    .where(and(inArray(helpRequest.status, ['open', 'taken']), eq(helpRequest.person, person)))
    .orderBy(desc(helpRequest.created))
    .limit(1)
  return (row as HelpRequest | undefined) ?? null
}

export async function requestByNo(tx: Tx, no: string): Promise<HelpRequest | null> {
  const [row] = await tx.db.select().from(tx.t.helpRequest).where(eq(tx.t.helpRequest.no, no))
  return (row as HelpRequest | undefined) ?? null
}

/** Requests that are not closed, oldest first. */
export async function openRequests(tx: Tx, limit: number): Promise<HelpRequest[]> {
  const { helpRequest } = tx.t
  const rows = await tx.db
    .select()
    .from(helpRequest)
    .where(inArray(helpRequest.status, ['open', 'taken']))
    .orderBy(asc(helpRequest.created))
    .limit(limit)
  return rows as HelpRequest[]
}

/**
 * Moves a request on from the state it was seen in.
 * @returns false where somebody else was faster
 */
export async function moveRequest(
  tx: Tx,
  seen: HelpRequest,
  to: { status: Standing; handler: string | null },
): Promise<boolean> {
  const { helpRequest } = tx.t
  const rows = await tx.db
    .update(helpRequest)
    .set(to)
    .where(
      and(eq(helpRequest.id, seen.id), eq(helpRequest.status, seen.status), ne(helpRequest.status, 'closed')),
    )
    .returning({ id: helpRequest.id })
  return rows.length > 0
}

/** Adds words to a request, sealed with the key of whom it is about. @returns their id */
export async function addMessage(
  tx: Tx,
  tools: Tools,
  request: HelpRequest,
  from: 'person' | 'handler',
  text: string,
  now: number,
): Promise<string> {
  // In the order they were said, also where several came in one turn.
  const id = `${sequence(now)}-${shortId()}`
  const body = await tools.vault.seal(tx, request.person, `help_message.body:${id}`, text)
  await tx.db.insert(tx.t.helpMessage).values({ id, request: request.id, from, body, at: now })
  return id
}

export async function messagesOf(
  tx: Tx,
  tools: Tools,
  request: HelpRequest,
): Promise<{ from: string; text: string; at: number }[]> {
  const { helpMessage } = tx.t
  const rows = await tx.db
    .select()
    .from(helpMessage)
    .where(eq(helpMessage.request, request.id))
    .orderBy(asc(helpMessage.id))
  const messages = []
  for (const { id, from, body, at } of rows)
    messages.push({ from, text: await tools.vault.openText(tx, `help_message.body:${id}`, body), at })
  return messages
}

/** The id of the last answer of a colleague, or ''. */
export async function lastAnswer(tx: Tx, request: HelpRequest): Promise<string> {
  const { helpMessage } = tx.t
  const [row] = await tx.db
    .select({ id: helpMessage.id })
    .from(helpMessage)
    .where(and(eq(helpMessage.request, request.id), eq(helpMessage.from, 'handler')))
    .orderBy(desc(helpMessage.id))
    .limit(1)
  return row?.id ?? ''
}
