import { FlowFile } from '../../src/dialogue/flow-file.ts'

/** The JSON schema of a flow file, for editors: the very one the loader holds files against. */
export function flowSchema(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A flow file of 心桥',
    ...FlowFile,
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}
