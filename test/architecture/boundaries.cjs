/**
 * Who may import whom, as dependency-cruiser rules. One rule a sentence; `npm run check` runs them, and
 * test/architecture/boundaries.test.ts proves that each one fires.
 *
 *   routes · web · worker ─► pipeline ─► stages ─► governance · shops ─► platform
 *   records ◄ normalise ◄ sources ◄ inbox ◄ identity ◄ profiles ◄ metrics ◄ segments ◄ analytics ◄ quality ◄ activation
 */
const FLOW = [
  'records',
  'normalise',
  'sources',
  'inbox',
  'identity',
  'profiles',
  'metrics',
  'segments',
  'analytics',
  'quality',
  'activation',
];
const GROUND = ['governance', 'shops', 'platform'];
const EDGES = ['routes', 'components', 'web', 'worker'];
/** Files at the first level of app/ that Remix and Shopify name. All of them are edges. */
const EDGE_FILES = '^app/[^/]+\\.(ts|tsx)$';

const within = (folders) => `^app/(${folders.join('|')})/`;
const TEST = '\\.test\\.tsx?$';
/** The one suffix that admits effects; a process's main file is an effect too. */
const EFFECTS = '\\.server\\.tsx?$|(^|/|-)main\\.ts$';
const GENERATED = '^app/platform/prisma/';
const FRAMEWORK =
  'node_modules/(@remix-run|react|react-dom|@shopify/(polaris|app-bridge-react|shopify-app-remix)|express)/';
const DRIVERS = 'node_modules/(pg|pg-copy-streams|@prisma|graphile-worker|@shopify/shopify-api)/';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Two files that need each other are one file, or hide a third. (Types alone are no need at run time.)',
      { pathNot: GENERATED },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule('imports-resolve', 'The file or package is not there.', {}, { couldNotResolve: true, pathNot: '^virtual:' }),
    ...FLOW.slice(0, -1).map((stage, position) =>
      rule(
        `${stage}-never-looks-downstream`,
        'A stage imports only stages before it, so that the flow stays a flow.',
        { path: within([stage]) },
        { path: within(FLOW.slice(position + 1)) },
      ),
    ),
    rule(
      'ground-knows-no-stage',
      'Every stage stands on the ground; it stands on none. The vocabulary of records is everybody’s.',
      { path: within(GROUND), pathNot: TEST },
      { path: within(FLOW), pathNot: '^app/records/' },
    ),
    rule(
      'platform-knows-no-product',
      'The platform would serve any other product as well.',
      { path: within(['platform']), pathNot: TEST },
      { path: within(['governance', 'shops']) },
    ),
    rule(
      'domain-knows-no-edge',
      'Rules are testable without a web server and without a worker.',
      { path: within([...FLOW, ...GROUND]) },
      { path: `${within([...EDGES, 'pipeline'])}|${EDGE_FILES}` },
    ),
    rule(
      'pipeline-knows-no-edge',
      'The order of the steps does not depend on who starts them.',
      { path: within(['pipeline']) },
      { path: `${within(EDGES)}|${EDGE_FILES}` },
    ),
    rule(
      'domain-knows-no-framework',
      'Remix, React and Polaris stay at the edges, where they can be replaced.',
      { path: within([...FLOW, 'governance', 'platform', 'pipeline']) },
      { path: FRAMEWORK },
    ),
    rule(
      'effects-only-in-server-files',
      'Only *.server.ts imports *.server.ts: purity shows in the name of a file. Type-only imports are free.',
      { path: within([...FLOW, ...GROUND, 'pipeline']), pathNot: [EFFECTS, TEST, GENERATED] },
      { path: `\\.server\\.tsx?$|${GENERATED}`, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'pure-files-run-in-a-browser',
      'A file without .server in its name uses neither Node’s modules nor a driver.',
      { path: within([...FLOW, ...GROUND, 'pipeline', 'components']), pathNot: [EFFECTS, TEST, GENERATED] },
      { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'pure-files-know-no-driver',
      'A file without .server in its name speaks to no database and no service.',
      { path: within([...FLOW, ...GROUND, 'pipeline', 'components']), pathNot: [EFFECTS, TEST, GENERATED] },
      { path: DRIVERS, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'subfolders-are-private',
      'The first level of a folder is its interface; what lies deeper is nobody else’s business.',
      { path: '^app/([^/]+)', pathNot: TEST },
      {
        path: `^app/(${[...FLOW, 'governance', 'shops', 'pipeline', 'worker'].join('|')})/[^/]+/`,
        pathNot: ['^app/$1/', '^app/sources/[^/]+/[^/]+$'],
      },
    ),
    rule(
      'routes-hold-no-data-access',
      'A page asks a stage or the pipeline; it never speaks to the database itself.',
      { path: within(['routes', 'components']) },
      { path: `^app/platform/(db\\.server|sql|prisma/)|${DRIVERS.replace('|@shopify/shopify-api', '')}` },
    ),
    rule(
      'components-are-browser-safe',
      'A component never reaches a .server file, however indirectly.',
      { path: within(['components']), pathNot: TEST },
      { path: '\\.server\\.tsx?$', reachable: true },
    ),
    rule(
      'components-know-no-route',
      'Pages are made of components, not the reverse.',
      { path: within(['components']) },
      { path: within(['routes', 'web', 'worker', 'pipeline']) },
    ),
    rule(
      'processes-keep-apart',
      'The web process and the worker meet in the database, nowhere else.',
      { path: '^app/(web|worker)/' },
      { path: '^app/(web|worker|routes|components)/', pathNot: '^app/$1/' },
    ),
    rule(
      'production-never-imports-test',
      'There is no demo path in the product.',
      { path: '^(app|extensions|prisma)/', pathNot: TEST },
      { path: '^test/' },
    ),
    rule(
      'production-needs-no-dev-dependency',
      'A production image is installed without them; development may import one while it runs.',
      { path: '^app/', pathNot: [TEST, '\\.d\\.ts$'] },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'], dynamic: false },
    ),
    rule(
      'extensions-talk-over-http',
      'An extension is shipped to Shopify; nothing of the app may be compiled into it.',
      { path: '^extensions/' },
      { path: '^(app|test|prisma)/' },
    ),
    rule(
      'stand-in-knows-no-app',
      'What plays Shopify must not share the app’s mistakes.',
      { path: '^test/shopify/', pathNot: TEST },
      { path: '^(app|prisma)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.data|extensions/[^/]+/dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
