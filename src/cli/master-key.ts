import { folderOf, keyFileOf } from '../data.ts'
import { Fault } from '../kernel/faults.ts'
import { writeAudit } from '../runtime/audit.ts'
import { lockFolder } from '../storage/folder-lock.ts'
import { addMasterKey, dropOlderKeys, loadMasterKey } from '../storage/master-key.ts'
import { rewrap, wrappedByOlder } from '../storage/rewrap.ts'
import type { Command, Context } from './command.ts'
import { withData } from './data.ts'

/**
 * A new master key: put before the old one in the file, then every data key is wrapped with it. Stopped in between,
 * both open what they wrapped, and it is run once more.
 */
export const masterKeyRotate: Command = {
  name: 'key rotate',
  usage: '',
  args: [0, 0],
  help: 'help.master_key_rotate',
  run: context =>
    alone(context, async file => {
      const master = addMasterKey(file)
      const keys = await withData(context, ({ storage }, now) =>
        storage.transaction(async tx => {
          await writeAudit(tx, { actor: 'cli', action: 'master_key.rotated', about: master.id }, now)
          return rewrap(tx, master)
        }),
      )
      context.out(context.texts.say('master_key.rotated', { file, keys }))
    }),
}

/** Older master keys go from the file, once nothing needs them. @throws Fault CONFLICT while something does */
export const masterKeyForget: Command = {
  name: 'key forget',
  usage: '',
  args: [0, 0],
  help: 'help.master_key_forget',
  run: context =>
    alone(context, async file => {
      const master = loadMasterKey(file, false)
      await withData(context, ({ storage }, now) =>
        storage.transaction(async tx => {
          if ((await wrappedByOlder(tx, master)) > 0) throw new Fault('MASTER_KEY_IN_USE')
          await writeAudit(tx, { actor: 'cli', action: 'master_key.forgotten', about: master.id }, now)
        }),
      )
      dropOlderKeys(file)
      context.out(context.texts.say('master_key.forgotten', { file, keys: master.older.length }))
    }),
}

/** While no program works on the data: a running one would go on wrapping with the key it has read. */
async function alone(context: Context, job: (file: string) => Promise<void>): Promise<number> {
  const lock = lockFolder(folderOf(context.config()))
  try {
    const file = keyFileOf(context.config())
    loadMasterKey(file, false)
    await job(file)
    return 0
  } finally {
    lock.release()
  }
}
