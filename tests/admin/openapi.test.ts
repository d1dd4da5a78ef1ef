import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../support/program.ts'

interface Operation {
  summary?: string
  description?: string
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[]
  requestBody?: { content?: Record<string, { schema?: { properties?: object; type?: string } }> }
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: object }> }>
}

let p: TestProgram
let paths: Record<string, Record<string, Operation>>
beforeAll(async () => {
  p = await openTestProgram()
  paths = (await p.app.inject('/api/docs/json')).json<{ paths: typeof paths }>().paths
})
afterAll(() => p.close())

const operationOf = (method: string, path: string) =>
  paths[`/api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()]
const namesIn = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
const propertiesOf = (schema: unknown) => Object.keys((schema as { properties?: object })?.properties ?? {})

describe('the document of the API', () => {
  test('has every route, with what it is for and who may call it', () => {
    for (const { method, path, summary, roles } of p.routes) {
      const operation = operationOf(method, path)
      expect(operation?.summary, `${method} ${path}`).toBe(summary)
      expect(operation?.description, `${method} ${path}`).toBe(`Roles: ${roles.join(', ')}`)
    }
  })

  test('says what each takes: every part of its path, of its query and of its body', () => {
    for (const { method, path, params, query, body } of p.routes) {
      const operation = operationOf(method, path)
      const given = (place: string) => (operation?.parameters ?? []).filter(one => one.in === place)
      expect(propertiesOf(params).toSorted(), path).toEqual(namesIn(path).toSorted())
      expect(
        given('path')
          .map(({ name }) => name)
          .toSorted(),
        path,
      ).toEqual(namesIn(path).toSorted())
      expect(
        given('query')
          .map(({ name }) => name)
          .toSorted(),
        path,
      ).toEqual(propertiesOf(query).toSorted())
      for (const one of operation?.parameters ?? []) expect(one.schema, `${path} ${one.name}`).toBeDefined()
      if (!body) continue
      const [content] = Object.values(operation?.requestBody?.content ?? {})
      expect(Object.keys(content?.schema ?? {}).length, `${method} ${path}`).toBeGreaterThan(0)
      for (const name of propertiesOf(body))
        expect(Object.keys(content?.schema?.properties ?? {}), `${method} ${path}`).toContain(name)
    }
  })

  test('says what each gives, and how it refuses', () => {
    for (const { method, path, returns } of p.routes) {
      const responses = operationOf(method, path)?.responses ?? {}
      expect(Object.keys(responses), `${method} ${path}`).toContain('4XX')
      if ((returns as { type?: string }).type === 'null') {
        expect(responses['204'], `${method} ${path}`).toBeDefined()
        continue
      }
      const [given] = Object.values(responses['200']?.content ?? {})
      expect(Object.keys(given?.schema ?? {}).length, `${method} ${path}`).toBeGreaterThan(0)
    }
  })
})
