import type { DetectedFinding } from '../../shared/model/verdict';
import type { DetectorName } from '../../shared/model/detectors';
import type { Guardrail, Inspection } from '../../main/gateway/ports/guardrail';
import type { PluginDefinition } from '../../main/gateway/ports/plugin';
import { createRegistry } from '../../main/plugins/registry';
import { pluginContext } from './plugin-context';

/** A provider made from its options; `${env:KEY}` in them is `the-key`. */
export const makeGuardrail = (
  plugins: readonly PluginDefinition[],
  use: string,
  options: unknown,
): Promise<Guardrail> =>
  createRegistry(plugins).create(
    'guardrail',
    { use, options },
    pluginContext({
      resolve: (text) => Promise.resolve(text.replace('${env:KEY}', 'the-key')),
      now: () => 1_700_000_000_500,
    }),
  );

/** What a guardrail reports about content. */
export async function askGuardrail(
  guardrail: Guardrail,
  more: Partial<Inspection> = {},
  wanted?: readonly DetectorName[],
): Promise<readonly DetectedFinding[]> {
  const inspection = { phase: 'input', server: 's', method: 'tools/call', content: { a: 'x' }, ...more } as const;
  const asked = wanted === undefined ? inspection : { ...inspection, wanted: new Set(wanted) };
  const opinion = await guardrail.inspect(asked, AbortSignal.timeout(5_000));
  return opinion.action === 'report' ? opinion.findings : [];
}
