/** One deliberate breach of a wall: the rule that must shout, and the files that make it shout. */
export interface Breach {
  readonly rule: string;
  /** The offending file. */
  readonly file: string;
  readonly code: string;
  /** Rules that rightly speak as well. */
  readonly also?: readonly string[];
  /** What the offending file leans on, when the tree has no such file. */
  readonly target?: string;
  readonly targetCode?: string;
}

const imports = (path: string): string => `import '${path}';\n`;
const typeFrom = (path: string, name: string): string => `export type { ${name} } from '${path}';\n`;

export const BREACHES: readonly Breach[] = [
  {
    rule: 'no-cycles',
    file: 'main/gateway/breach-cycle-a.ts',
    code: imports('./breach-cycle-b'),
    target: 'main/gateway/breach-cycle-b.ts',
    targetCode: imports('./breach-cycle-a'),
  },
  { rule: 'electron-stays-in-its-room', file: 'main/gateway/breach-electron.ts', code: imports('electron') },
  { rule: 'electron-stays-in-its-room', file: 'main/headless/breach-electron.ts', code: imports('electron') },
  {
    rule: 'sdk-at-the-edges',
    file: 'main/gateway/stages/breach-sdk.ts',
    code: imports('@modelcontextprotocol/server'),
  },
  { rule: 'shared-knows-nobody', file: 'shared/breach-room.ts', code: imports('../main/gateway/lifecycle') },
  { rule: 'no-node-in-the-browser', file: 'renderer/breach-node.ts', code: imports('node:fs') },
  {
    rule: 'no-node-in-the-browser',
    file: 'shared/breach-node.ts',
    code: imports('node:fs'),
    also: ['shared-knows-nobody'],
  },
  {
    rule: 'core-owns-its-ports',
    file: 'main/gateway/breach-plugin.ts',
    code: typeFrom('../plugins/guardrail/breach-target', 'Target'),
    target: 'main/plugins/guardrail/breach-target.ts',
  },
  {
    rule: 'plugins-see-only-ports',
    file: 'main/plugins/guardrail/breach-core.ts',
    code: typeFrom('../../gateway/lifecycle', 'Cleanup'),
  },
  {
    rule: 'providers-do-not-know-each-other',
    file: 'main/plugins/auth/breach-neighbour.ts',
    code: imports('../guardrail/breach-target'),
    target: 'main/plugins/guardrail/breach-target.ts',
  },
  {
    rule: 'gateway-tools-see-the-gateway',
    file: 'main/gateway-tools/breach-admin.ts',
    code: imports('../admin/breach-target'),
    target: 'main/admin/breach-target.ts',
  },
  {
    rule: 'bundled-servers-stand-alone',
    file: 'main/bundled-servers/breach-shared.ts',
    code: imports('../../shared/assert-never'),
  },
  {
    rule: 'admin-is-no-door',
    file: 'main/admin/breach-door.ts',
    code: imports('../headless/breach-target'),
    target: 'main/headless/breach-target.ts',
  },
  {
    rule: 'composition-opens-no-door',
    file: 'main/compose.ts',
    code: imports('./headless/breach-target'),
    target: 'main/headless/breach-target.ts',
  },
  {
    rule: 'shells-do-not-meet',
    file: 'main/electron/breach-door.ts',
    code: imports('../headless/breach-target'),
    target: 'main/headless/breach-target.ts',
  },
  { rule: 'shells-stay-thin', file: 'main/headless/breach-core.ts', code: imports('../gateway/lifecycle') },
  {
    rule: 'renderer-is-a-browser-program',
    file: 'renderer/breach-main.ts',
    code: imports('../main/gateway/lifecycle'),
  },
  { rule: 'oauth-libraries-come-when-needed', file: 'main/plugins/auth/lib/breach-jose.ts', code: imports('jose') },
  { rule: 'opentelemetry-is-one-file', file: 'main/gateway/breach-otel.ts', code: imports('@opentelemetry/api') },
  {
    rule: 'otlp-comes-when-needed',
    file: 'main/plugins/telemetry/lib/breach-otlp.ts',
    code: imports('./otlp-encode'),
  },
  {
    rule: 'features-are-neighbours-not-family',
    file: 'renderer/features/breach-one/page.ts',
    code: imports('../breach-two/page'),
    target: 'renderer/features/breach-two/page.ts',
  },
  {
    rule: 'components-are-plain',
    file: 'renderer/components/breach-fetch.ts',
    code: imports('../api/breach-target'),
    target: 'renderer/api/breach-target.ts',
  },
  { rule: 'preload-is-a-letterbox', file: 'preload/breach-shared.ts', code: imports('../shared/assert-never') },
  {
    rule: 'doors-do-not-draw',
    file: 'main/headless/breach-renderer.ts',
    code: imports('../../renderer/breach-target'),
    target: 'renderer/breach-target.ts',
  },
  {
    rule: 'production-does-not-know-tests',
    file: 'main/gateway/breach-test.ts',
    code: imports('../../test/support/breach-target'),
    target: 'test/support/breach-target.ts',
  },
];
