import { extname } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { Fault } from '../../kernel/faults.ts'
import type { BroughtFile } from './web-channel.ts'

/** Form fields and files of one upload. */
export interface Upload {
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly BroughtFile[]
}

/** @throws Fault FILE_TOO_LARGE, INPUT_INVALID */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const fields: Record<string, string> = {}
  const files: BroughtFile[] = []
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value)
      else files.push({ ...named(part.filename, part.mimetype), bytes: await part.toBuffer() })
    }
  } catch (error) {
    throw new Fault(isTooLarge(error) ? 'FILE_TOO_LARGE' : 'INPUT_INVALID', { cause: error })
  }
  if (files.length === 0) throw new Fault('INPUT_INVALID', { details: [{ where: 'file', rule: 'required' }] })
  return { fields, files }
}

function named(name: string, type: string): Pick<BroughtFile, 'name' | 'kind'> {
  return { name: name.slice(-120) || 'file', kind: kindOf(name, type) }
}

function kindOf(name: string, type: string): BroughtFile['kind'] {
  if (type === 'application/pdf' || extname(name).toLowerCase() === '.pdf') return 'pdf'
  const [family] = type.split('/')
  return family === 'image' || family === 'audio' || family === 'video' ? family : 'other'
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 413
}
