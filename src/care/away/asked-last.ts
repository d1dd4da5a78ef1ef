import { desc, eq } from 'drizzle-orm'
import { lookup } from '../../runtime/declare.ts'
import { waitingToStandIn } from './stand-in.ts'

export const askedLastLookups = {
  /**
   * The standing in that the last message to me asked about, if it did and I have not answered: what a bare “可以” is
   * about. Anything else that was said to me since, and it is about that.
   */
  stand_in_asked_last: lookup({ with: {}, returns: 'options' }, async context => {
    const { tx, person } = context
    const { outbox } = tx.t
    const [row] = await tx.db
      .select({ key: outbox.key })
      .from(outbox)
      .where(eq(outbox.lane, person.id))
      .orderBy(desc(outbox.seq))
      .limit(1)
    const no = ASKED.exec(row?.key ?? '')?.[1]
    return no === undefined ? [] : (await waitingToStandIn(context)).filter(({ value }) => value === no)
  }),
}

/** The key of a push that asks somebody to stand in for an absence. */
const ASKED = /^push\/stand_in\/([A-Z]{2}-\d{8}-\d{4,})\//
