import { Fault } from '../../kernel/faults.ts'
import type { CareContext } from '../../runtime/context.ts'
import { findApplication } from '../applications/store.ts'
import { type Form, formFor } from './form.ts'
import { FORM_KINDS } from './kinds.ts'
import { codeOf, takeLink } from './store.ts'

type Ground = Pick<CareContext, 'tx' | 'tools' | 'now' | 'today'>

/**
 * The form behind a link from the chat: the person's own, once.
 * @throws Fault NOT_FOUND where the link was used, is too old, or never was one
 */
export async function openByLink(context: Ground, secret: string): Promise<Form> {
  const link = await takeLink(context.tx, secret, context.now)
  const person = link && (await context.tools.directory.byId(context.tx, link.person))
  const found = link && (await findApplication(context.tx, link.no))
  const kind = FORM_KINDS.find(one => one.kind === found?.kind)
  if (!person || !kind || found?.person !== person.id) throw new Fault('NOT_FOUND')
  return formFor({ ...context, person }, kind, found, true)
}

/**
 * What anybody learns who has a form in his hands: that it is genuine, of when it is, and how it stands now; of a leave
 * that ended early the days that were taken.
 */
export interface Genuine {
  readonly no: string
  readonly status: string
  readonly from: string | null
  readonly to: string | null
}

/** @throws Fault NOT_FOUND alike for a wrong number and for a wrong code */
export async function verify(
  { tx }: Pick<CareContext, 'tx'>,
  given: { no: string; code: string },
): Promise<Genuine> {
  const code = await codeOf(tx, given.no)
  const said = given.code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  if (code === null || said !== code) throw new Fault('NOT_FOUND')
  const found = await findApplication(tx, given.no)
  const kind = FORM_KINDS.find(one => one.kind === found?.kind)
  if (!found || !kind) throw new Fault('NOT_FOUND')
  const dates = await kind.dates({ tx }, found.no)
  if (dates?.ended === 'unused') return { no: found.no, status: 'unused', from: null, to: null }
  const status = dates?.ended ?? found.status
  return { no: found.no, status, from: dates?.from ?? null, to: dates?.to ?? null }
}
