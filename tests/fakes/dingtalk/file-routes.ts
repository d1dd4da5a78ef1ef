import { type Answer, json, oapi, oapiError } from './answers.ts'
import { filled } from './json.ts'
import { checkRobot, invalid } from './robot.ts'
import type { Call, Route } from './route.ts'
import type { World } from './world.ts'

const MB = 1024 * 1024
const UPLOAD_LIMITS: Record<string, number> = { image: 20 * MB, voice: 2 * MB, video: 20 * MB, file: 20 * MB }

/** Download of what people sent, upload of what the bot sends. */
export function fileRoutes(world: World): Route[] {
  return [
    {
      api: 'messageFile',
      method: 'POST',
      path: '/v1.0/robot/messageFiles/download',
      road: 'api',
      billable: true,
      answer({ app, json: body }) {
        const wrong = checkRobot(world, app, body)
        if (wrong !== undefined) return wrong
        const { downloadCode } = body
        if (!filled(downloadCode)) return invalid('robotCode.empty', 'downloadCode为空')
        const path = world.files.signed(downloadCode)
        if (path === undefined) return invalid('robotCode.downloadCode', 'downloadCode无效或已过期')
        return json({ downloadUrl: `${world.base()}${path}?Expires=900&Signature=sample` })
      },
    },
    {
      api: 'fetchFile',
      method: 'GET',
      path: '/files/{name}',
      road: 'none',
      answer({ params }) {
        const bytes = world.files.fetch(`/files/${params['name']}`)
        if (bytes === undefined)
          return { status: 403, type: 'application/xml', body: '<Code>AccessDenied</Code>' }
        return { status: 200, type: 'application/octet-stream', body: bytes }
      },
    },
    {
      api: 'mediaUpload',
      method: 'POST',
      path: '/media/upload',
      road: 'oapi',
      billable: true,
      raw: true,
      answer: call => upload(world, call),
    },
  ]
}

async function upload(world: World, { query, headers, body }: Call): Promise<Answer> {
  const form = await formIn(headers['content-type'] ?? '', body)
  // The documents put the type into the query, the Python SDK into the form.
  const type = query.get('type') ?? String(form?.get('type') ?? '')
  const limit = UPLOAD_LIMITS[type]
  if (limit === undefined) return oapiError(40004, '不合法的媒体文件类型')
  const file = form?.get('media')
  if (!(file instanceof File)) return oapiError(40035, '缺少参数 media')
  if (file.size > limit) return oapiError(40006, '不合法的文件大小')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mediaId = world.files.upload({ type, fileName: file.name, bytes })
  return oapi({ type, media_id: mediaId, created_at: world.clock.now() })
}

async function formIn(contentType: string, body: Buffer): Promise<FormData | undefined> {
  if (!contentType.startsWith('multipart/form-data')) return undefined
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  } catch {
    return undefined
  }
}
