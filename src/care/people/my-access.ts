import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import { formatDate } from '../../dialogue/format.ts'
import { localTime } from '../../kernel/clock.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'

/** Somebody opened something of mine. */
export interface Access {
  /** ms UTC. */
  readonly at: number
  /** person.id. */
  readonly actor: string
  readonly action: string
  /** The number it stood under, or that of the paper below it. */
  readonly about: string
}

/** Lines of the audit log that say that somebody saw something of one person, and what it is called. */
const SEEN: Readonly<Record<string, 'seen_opened' | 'seen_paper' | 'seen_printed'>> = {
  'application.view': 'seen_opened',
  'away.view': 'seen_opened',
  'hardship.view': 'seen_opened',
  'help.view': 'seen_opened',
  'leave.proof': 'seen_opened',
  'off_post.ground': 'seen_opened',
  'hardship.paper': 'seen_paper',
  'leave.paper': 'seen_paper',
  'application.print': 'seen_printed',
}
/** Things of mine, the newest, whose lines are looked for. */
const MOST = 400
const SHOWN = 10

/**
 * Who has opened my requests, papers and talks with a colleague, the newest first; it is known as soon as it happened.
 * Of 心里话 the flow `readers` tells. My own looks are left out.
 */
export async function accessTo(
  { tx, person }: Pick<CareContext, 'tx' | 'person'>,
  limit: number,
): Promise<Access[]> {
  const { audit } = tx.t
  const mine = await namesOfMine({ tx, person })
  if (mine.length === 0) return []
  return tx.db
    .select({ at: audit.at, actor: audit.actor, action: audit.action, about: audit.about })
    .from(audit)
    .where(
      and(inArray(audit.action, Object.keys(SEEN)), inArray(audit.about, mine), ne(audit.actor, person.id)),
    )
    .orderBy(desc(audit.seq))
    .limit(limit)
}

/** The same in words, as many lines as fit a message. */
export async function accessInWords(context: CareContext): Promise<string> {
  const { tx, tools, today } = context
  const found = await accessTo(context, SHOWN)
  if (found.length === 0) return tools.text('seen_nobody')
  const lines = []
  for (const { at, actor, action, about } of found) {
    const who = await tools.directory.byId(tx, actor)
    const [date = '', time = ''] = localTime(at, tools.zone).split('T')
    lines.push(
      tools.text(SEEN[action] ?? 'seen_opened', {
        date: formatDate(date, tools.words(), today),
        time,
        name: who ? titleOf(who) : tools.text('seen_somebody'),
        no: about.split('/')[0] ?? '',
      }),
    )
  }
  return tools.text('seen_list', { lines: lines.join('\n') })
}

/** What lines about me are about: my numbers, and each paper below its own. */
async function namesOfMine({ tx, person }: Pick<CareContext, 'tx' | 'person'>): Promise<string[]> {
  const { application, attachment, helpRequest, offPost } = tx.t
  const requests = await tx.db
    .select({ no: application.no })
    .from(application)
    .where(eq(application.person, person.id))
    .orderBy(desc(application.created))
    .limit(MOST)
  const papers = await tx.db
    .select({ no: attachment.no, id: attachment.id })
    .from(attachment)
    .where(eq(attachment.person, person.id))
    .orderBy(desc(attachment.created))
    .limit(MOST)
  const talks = await tx.db
    .select({ no: helpRequest.no })
    .from(helpRequest)
    .where(eq(helpRequest.person, person.id))
    .orderBy(desc(helpRequest.created))
    .limit(MOST)
  const rests = await tx.db.select({ no: offPost.id }).from(offPost).where(eq(offPost.person, person.id))
  return [
    ...[...requests, ...talks, ...rests].map(({ no }) => no),
    ...papers.map(({ no, id }) => `${no}/${id}`),
  ]
}
