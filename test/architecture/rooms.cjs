const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const notTypes = { dependencyTypesNot: ['type-only'] };

module.exports = {
  forbidden: [
    wall(
      'no-cycles',
      'Two files that need each other to run are one file, or need a third. Types may know each other.',
      {},
      { circular: true, viaOnly: notTypes },
    ),
    wall(
      'electron-stays-in-its-room',
      'Only main/electron and preload may know Electron exists: the same gateway runs under plain Node.',
      { pathNot: '^(main/electron|preload|test)/' },
      { path: ['^electron$', 'node_modules/electron/', 'node_modules/electron-updater/'] },
    ),
    wall(
      'sdk-at-the-edges',
      'Stages speak our own states; the MCP SDK is for inbound/, upstream/ and the servers that we ship.',
      { pathNot: '^(main/gateway/(inbound|upstream)|main/bundled-servers|test)/' },
      { path: ['^@modelcontextprotocol/', 'node_modules/@modelcontextprotocol/'] },
    ),
    wall(
      'shared-knows-nobody',
      'shared/ must run in Node, in the preload and in a browser.',
      { path: '^shared/' },
      { pathNot: ['^shared/', 'node_modules/zod/'] },
    ),
    wall(
      'no-node-in-the-browser',
      'The same renderer also runs in a plain browser tab.',
      { path: '^(renderer|preload|shared)/' },
      { dependencyTypes: ['core'] },
    ),
    wall(
      'core-owns-its-ports',
      'The gateway defines interfaces; plugins implement them. Never the other way round.',
      { path: '^main/gateway/' },
      { path: ['^main/(?!gateway/)', '^(renderer|preload)/'] },
    ),
    wall(
      'plugins-see-only-ports',
      'A plugin gets what it needs through PluginContext.',
      { path: '^main/plugins/' },
      { path: '^(main|renderer|preload)/', pathNot: '^main/(plugins/|gateway/ports/)' },
    ),
    wall(
      'providers-do-not-know-each-other',
      'One provider, one file. Shared code belongs in <kind>/lib, or in lib where kinds share it.',
      { path: '^main/plugins/([^/]+)/([^/]+)\\.ts$' },
      { path: '^main/plugins/[^/]+/', pathNot: '^main/plugins/($1/)?lib/' },
    ),
    wall(
      'oauth-libraries-come-when-needed',
      'A gateway whose clients have keys pays nothing for tokens: import() these where a provider is made.',
      { path: '^main/plugins/' },
      { path: 'node_modules/(jose|oauth4webapi)/', dynamic: false, ...notTypes },
    ),
    wall(
      'opentelemetry-is-one-file',
      'The core counts numbers and keeps spans of its own; only what puts them into OTLP knows OpenTelemetry.',
      { pathNot: '^(main/plugins/telemetry/lib/otlp-encode\\.ts$|test/)' },
      { path: ['^@opentelemetry/', 'node_modules/@opentelemetry/'] },
    ),
    wall(
      'otlp-comes-when-needed',
      'A gateway that sends nothing to a collector loads nothing for it: import() these where the first is sent.',
      { path: '^main/' },
      { path: '^main/plugins/telemetry/lib/otlp-(encode|grpc|http)\\.ts$', dynamic: false, ...notTypes },
    ),
    wall(
      'gateway-tools-see-the-gateway',
      'The gateway’s own tools are built from the gateway alone, so that every door offers the same seven.',
      { path: '^main/gateway-tools/' },
      { path: '^(main|renderer|preload)/', pathNot: '^main/(gateway-tools|gateway)/' },
    ),
    wall(
      'bundled-servers-stand-alone',
      'A bundled server is an ordinary MCP server in a process of its own; it only ships in the same package.',
      { path: '^main/bundled-servers/' },
      {
        pathNot: ['^main/bundled-servers/', 'node_modules/@modelcontextprotocol/', 'node_modules/zod/'],
        dependencyTypesNot: ['core'],
      },
    ),
    wall(
      'admin-is-no-door',
      'Admin says what people may do; the doors bring people to it. It sees shared and the gateway.',
      { path: '^main/admin/' },
      { path: '^(main|renderer|preload)/', pathNot: '^main/(admin/|gateway/|plugins/registry)' },
    ),
    wall(
      'composition-opens-no-door',
      'What lies between the rooms builds the house for every door; it must not know which one is used.',
      { path: '^main/[^/]+\\.ts$' },
      { path: '^main/(electron|headless)/' },
    ),
    wall(
      'shells-do-not-meet',
      'electron/ and headless/ are two doors to the same house.',
      { path: '^main/(electron|headless)/' },
      { path: '^main/(electron|headless)/', pathNot: '^main/$1/' },
    ),
    wall(
      'shells-stay-thin',
      'A shell talks to compose.ts, not to the rooms behind it; types may pass.',
      { path: '^main/(electron|headless)/' },
      { path: '^main/(gateway|gateway-tools|admin|plugins)/', pathNot: '^main/gateway/ports/', ...notTypes },
    ),
    wall(
      'renderer-is-a-browser-program',
      'The renderer reaches main only through the contract.',
      { path: '^renderer/' },
      { path: '^(main|preload)/' },
    ),
    wall(
      'features-are-neighbours-not-family',
      'Move what two features share to components/, hooks/ or stores/.',
      { path: '^renderer/features/([^/]+)/' },
      { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    ),
    wall(
      'components-are-plain',
      'components/ get props and raise events; they fetch nothing.',
      { path: '^renderer/components/' },
      { path: '^renderer/(api|features|stores)/' },
    ),
    wall(
      'preload-is-a-letterbox',
      'Types only from shared; otherwise it grows opinions.',
      { path: '^preload/' },
      { path: '^(main|renderer|shared)/', ...notTypes },
    ),
    wall(
      'doors-do-not-draw',
      'What the program side needs from the renderer belongs in shared/.',
      { path: '^main/(electron/|headless/|[^/]+\\.ts$)' },
      { path: '^(renderer|preload)/' },
    ),
    wall(
      'production-does-not-know-tests',
      'Test helpers live in test/support.',
      { pathNot: '^test/' },
      { path: '^test/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
