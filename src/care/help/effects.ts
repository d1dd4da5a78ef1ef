import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { refusedReport } from '../heart/report-out.ts'
import { reportsIn } from '../safety/report.ts'
import { watchOpen } from './jobs.ts'
import { addMessage, createRequest, type HelpRequest, lastAnswer, moveRequest, openOf } from './store.ts'

export const helpEffects = {
  /** Asks for a human. One request at a time: who asks again adds to the one that is open. */
  'help.open': effect(
    {
      with: { about: 'text' },
      optional: ['about'],
      result: { no: 'text', who: 'text' },
      refusals: { nobody: [], report: [], report_inbox: [] },
    },
    async (context, { about }) => {
      const { tx, tools, person, today, now, push } = context
      // A report of misconduct is not HR's to read.
      if (about !== undefined && reportsIn(tools, about).length > 0) throw await refusedReport(context)
      const colleagues = await colleaguesFor(context)
      if (colleagues.length === 0) throw new Refusal('nobody')
      const known = await openOf(tx, person.id)
      const request = known ?? (await createRequest(tx, person.id, today, now))
      if (about !== undefined) await addMessage(tx, tools, request, 'person', about, now)
      const { no } = request
      if (known) await tellMore(context, request)
      else {
        for (const to of colleagues) await push(to, 'help_new', { key: `help/${no}`, values: { no } })
        await watchOpen(context, no)
      }
      return { no, who: await whoAnswers(context, request, colleagues) }
    },
  ),

  /** What is written while a colleague has the conversation. @param ended the person wants the bot back */
  'help.relay': effect(
    { with: { text: 'text', ended: 'yes_no' }, optional: ['ended'], result: {} },
    async (context, { text, ended }) => {
      const { tx, tools, person, now } = context
      const request = await openOf(tx, person.id)
      if (!request) return {}
      await addMessage(tx, tools, request, 'person', text, now)
      await tellMore(context, request)
      if (ended) await moveRequest(tx, request, { status: 'closed', handler: request.handler })
      return {}
    },
  ),
}

/** HR, in the order people are always named in; never the one who asks. */
async function colleaguesFor({ tx, tools, person }: EffectContext): Promise<Person[]> {
  const people = await tools.directory.withRole(tx, 'hr')
  return people.filter(p => p.id !== person.id)
}

async function whoAnswers({ tx, tools }: EffectContext, request: HelpRequest, all: readonly Person[]) {
  const taken = request.handler === null ? null : await tools.directory.byId(tx, request.handler)
  return (taken ? [taken] : all).map(titleOf).join(tools.words().and)
}

/** A number, once until the colleague has answered: not a push for every line. */
async function tellMore({ tx, tools, push }: EffectContext, request: HelpRequest): Promise<void> {
  const handler = request.handler === null ? null : await tools.directory.byId(tx, request.handler)
  if (!handler) return
  const key = `help/more/${request.no}/${await lastAnswer(tx, request)}`
  await push(handler, 'help_more', { key, values: { no: request.no } })
}
