/**
 * The floors of the house (docs/architecture.md): imports go down only.
 *
 *     main, cli → channels, admin → care → runtime → storage → db/schema → kernel
 *
 * `dialogue`, `understanding` and `risk` are pure and import the kernel alone; any floor above may use them. A care
 * area's `rules.ts` is pure too.
 */
const PURE = '^src/(dialogue|understanding|risk)/'
const floor = (name, from, forbidden, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: forbidden },
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    floor(
      'kernel-is-the-ground',
      '^src/kernel/',
      '^(src/(?!kernel/)|db/)',
      'the kernel imports nothing of the house',
    ),
    floor('schema-on-kernel', '^db/', '^src/(?!kernel/)', 'tables know the kernel alone'),
    floor('storage', '^src/storage/', '^src/(?!storage/|kernel/)', 'storage knows the schema and the kernel'),
    floor(
      'runtime',
      '^src/runtime/',
      '^src/(care|channels|admin|console|[^/]+\\.ts$)',
      'the road knows no care area and no channel',
    ),
    floor(
      'care',
      '^src/care/',
      '^src/(channels|admin|console|[^/]+\\.ts$)',
      'care knows no channel and no server',
    ),
    floor(
      'channels-and-admin',
      '^src/(channels|admin)/',
      '^src/(console|[^/]+\\.ts$)',
      'only main and cli stand above',
    ),
    floor('dialogue-is-pure', '^src/dialogue/', '^(src/(?!dialogue/|kernel/)|db/)', 'pure: the kernel alone'),
    floor(
      'understanding-is-pure',
      '^src/understanding/',
      '^(src/(?!understanding/|kernel/)|db/)',
      'pure: the kernel alone',
    ),
    floor('risk-is-pure', '^src/risk/', '^(src/(?!risk/|kernel/)|db/)', 'pure: the kernel alone'),
    {
      name: 'rules-are-pure',
      comment: 'the law and the arithmetic import the kernel and each other alone',
      severity: 'error',
      from: { path: '^src/care/[^/]+/rules(/|\\.ts)' },
      to: { path: '^(src/(?!kernel/|care/[^/]+/rules)|db/)' },
    },
    {
      name: 'pure-has-no-io',
      comment: 'no files, no network, no clock in the middle of the road',
      severity: 'error',
      from: { path: [PURE, '^src/care/[^/]+/rules'] },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    floor(
      'console-talks-to-the-api',
      '^src/console/',
      '^src/(?!console/|kernel/)',
      'the pages know the API alone',
    ),
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
