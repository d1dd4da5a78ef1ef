import { lookup } from '../../runtime/declare.ts'
import { askedLast } from '../applications/asked-last.ts'
import { waitingToStandIn } from './stand-in.ts'

export const askedLastLookups = {
  /** The standing in that the last message to me asked about, if I have not answered: what a bare “可以” is about. */
  stand_in_asked_last: lookup({ with: {}, returns: 'options' }, async context => {
    const no = await askedLast(context, ASKED)
    return no === null ? [] : (await waitingToStandIn(context)).filter(({ value }) => value === no)
  }),
}

/** The key of a push that asks somebody to stand in for an absence. */
const ASKED = /^push\/stand_in\/([A-Z]{2}-\d{8}-\d{4,})\//
