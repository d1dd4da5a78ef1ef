import { eq } from 'drizzle-orm'
import type { Talk } from './talk.ts'

/** Everybody whose turn it is agrees, one after the other, until a request is decided. */
export async function approve(talk: Talk, no: string): Promise<void> {
  for (let turn = await turnOf(talk, no), before = ''; turn !== '' && turn !== before; ) {
    await talk.say(turn, `同意 ${no}`)
    before = turn
    turn = await turnOf(talk, no)
  }
}

/** The userid of whose turn it is; '' where it is nobody's. */
async function turnOf({ program }: Talk, no: string): Promise<string> {
  return program.storage.read(async tx => {
    const { application } = tx.t
    const [row] = await tx.db
      .select({ turn: application.turn })
      .from(application)
      .where(eq(application.no, no))
    const person = row?.turn ? await program.directory.byId(tx, row.turn) : null
    return person?.userid ?? ''
  })
}
