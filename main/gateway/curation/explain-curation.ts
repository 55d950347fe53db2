import type { GatewayConfig } from '../../../shared/config/gateway-config';
import type { JsonObject } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import { keyOf } from '../catalog/catalog-types';
import { ANNOTATIONS_META_KEY, dressDefinition } from './dress-definition';
import type { Absence, MergedChange } from './list-curation';
import { curationFor, type Viewer } from './profile-curation';

/** A tool of a server as one viewer sees it, and why. */
export interface CuratedTool {
  /** The server’s own name. */
  readonly name: string;
  /** Absent: it does not exist for the viewer. */
  readonly shownAs?: string;
  readonly absence?: Absence;
  /** What was changed, and which level said so. */
  readonly changed?: MergedChange['origins'];
  /** What the server claims and what the operator says, where the operator says anything. */
  readonly annotations?: unknown;
}

export function explainCuration(
  config: GatewayConfig,
  {
    server,
    viewer,
    tools,
  }: { readonly server: ServerName; readonly viewer: Viewer; readonly tools: readonly JsonObject[] },
): readonly CuratedTool[] {
  const curation = curationFor(config, viewer)?.of(server, 'tools');
  const allowed = config.configs[viewer.configId]?.servers[server]?.tools ?? [];
  return tools.map((definition) => {
    const name = keyOf('tools', definition);
    const isListed = allowed.length === 0 || allowed.includes(name);
    const absence: Absence | undefined = isListed
      ? curation?.absence(name)
      : { reason: 'not-allowed', by: `"tools" of server ${server}` };
    if (absence !== undefined) return { name, absence };
    const merged = curation?.changeOf(name);
    if (merged === undefined) return { name, shownAs: name };
    const shown = dressDefinition(definition, merged);
    const meta = shown['_meta'] as JsonObject | undefined;
    const annotations = merged.change.annotations === undefined ? undefined : meta?.[ANNOTATIONS_META_KEY];
    return {
      name,
      shownAs: keyOf('tools', shown),
      changed: merged.origins,
      ...(annotations === undefined ? {} : { annotations }),
    };
  });
}
