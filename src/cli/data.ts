import { type Data, openData } from '../data.ts'
import type { Context } from './command.ts'

/** Opens the data, does something with it, and closes it again. Needs no flows, so that those may be broken. */
export async function withData<T>(
  context: Context,
  job: (data: Data, now: number) => Promise<T>,
): Promise<T> {
  const data = await openData(context.config())
  try {
    return await job(data, data.clock.now())
  } finally {
    await data.storage.close()
  }
}
