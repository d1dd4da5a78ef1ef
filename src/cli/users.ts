import { setPassphrase } from '../admin/accounts.ts'
import { hashPassphrase, oneTimePassphrase } from '../admin/passphrase.ts'
import { putSetting } from '../admin/put-setting.ts'
import { addReader } from '../admin/readers.ts'
import { closeSessions } from '../admin/sessions.ts'
import { READER_ADDED } from '../care/heart/reader-added.ts'
import { checkRecipient } from '../care/heart/recipient.ts'
import { ANY_UNIT, dutyKey } from '../care/people/duty.ts'
import type { Data } from '../data.ts'
import { Fault } from '../kernel/faults.ts'
import type { Person } from '../kernel/person.ts'
import { writeAudit } from '../runtime/audit.ts'
import { schedule } from '../runtime/timers.ts'
import type { Command } from './command.ts'
import { withData } from './data.ts'

export const userAdd: Command = {
  name: 'user add',
  usage: 'USERID',
  args: [1, 1],
  help: 'help.user_add',
  run: (context, [userid = '']) =>
    withData(context, async (data, now) => {
      const person = await personOf(data, userid)
      const passphrase = oneTimePassphrase()
      const hash = await hashPassphrase(passphrase)
      await data.storage.transaction(async tx => {
        await closeSessions(tx, person.id)
        await setPassphrase(tx, person.id, hash, false, now)
        await writeAudit(tx, { actor: 'cli', action: 'account.given', about: person.id }, now)
      })
      context.out(context.texts.say('user.added', { name: person.name, userid, passphrase }))
      return 0
    }),
}

export const readersAdd: Command = {
  name: 'readers add',
  usage: 'USERID AGE_RECIPIENT',
  args: [2, 2],
  help: 'help.readers_add',
  run: (context, [userid = '', recipient = '']) =>
    withData(context, async (data, now) => {
      checkRecipient(recipient)
      const person = await personOf(data, userid)
      if (!person.roles.includes('handler'))
        throw new Fault('INPUT_INVALID', {
          details: [{ where: userid, rule: 'needs_role', values: { value: 'handler' } }],
        })
      const about = { person: person.id, recipient, wrapped: null, actor: 'cli' }
      await data.storage.transaction(async tx => {
        // The running program tells the others; if none runs, the next one does.
        await schedule(tx, READER_ADDED, await addReader(tx, about, now), 0)
      })
      context.out(context.texts.say('readers.added', { name: person.name }))
      return 0
    }),
}

export const dutySet: Command = {
  name: 'duty set',
  usage: 'USERID [UNIT]',
  args: [1, 2],
  help: 'help.duty_set',
  run: (context, [userid = '', unit = ANY_UNIT]) =>
    withData(context, async (data, now) => {
      const { texts, out, err } = context
      const person = await personOf(data, userid)
      const given = { key: dutyKey(unit), value: userid, actor: 'cli' }
      await data.storage.transaction(tx => putSetting(tx, data.directory, given, now))
      out(texts.say(unit === ANY_UNIT ? 'duty.set_all' : 'duty.set_unit', { name: person.name, unit }))
      if (!person.mobile) err(texts.say('duty.no_mobile', { name: person.name }))
      return 0
    }),
}

/** @throws Fault INPUT_INVALID for somebody who is not on the roster */
async function personOf({ storage, directory }: Data, userid: string): Promise<Person> {
  const person = await storage.read(tx => directory.byUserid(tx, userid))
  if (person) return person
  throw new Fault('INPUT_INVALID', {
    details: [{ where: 'userid', rule: 'unknown_person', values: { value: userid } }],
  })
}
