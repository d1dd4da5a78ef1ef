import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Fault } from '../kernel/faults.ts'
import type { Call, Route } from '../runtime/route.ts'

/** What an upload looks like, for the description of the API. */
export const FORM = Type.Object({ file: Type.String({ format: 'binary' }) })

/** A route that takes one file. */
export interface UploadRoute extends Route {
  /** Largest file, in bytes. */
  readonly upload: number
}

export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Declares such a route. The audit line is written by what brings the file in, in the same transaction. */
export function uploadRoute(
  about: Pick<UploadRoute, 'path' | 'summary' | 'roles' | 'returns' | 'upload' | 'query'>,
  handle: (file: Upload, call: Omit<Call<unknown, unknown, unknown>, 'body'>) => Promise<unknown>,
): UploadRoute {
  return { ...about, method: 'POST', audit: null, handle: call => handle(call.body as Upload, call) }
}

/** Reads the file of a request. @throws Fault FILE_KIND, FILE_TOO_LARGE, INPUT_INVALID */
export async function readUpload(request: FastifyRequest, limit: number): Promise<Upload> {
  if (!request.isMultipart()) throw new Fault('FILE_KIND')
  const file = await request.file({ limits: { fileSize: limit, files: 1, fields: 4 } })
  if (!file) throw new Fault('INPUT_INVALID', { details: [{ where: 'file', rule: 'required' }] })
  return { name: file.filename, bytes: await file.toBuffer() }
}
