import type { JsonLimits } from '../limits/json-limits';
import type { ChildJournal } from './child-journal';
import type { Connector } from './connection';
import type { ClientInfo } from './envelope';
import type { EraMemory } from './era-memory';
import { createHttpConnector } from './http-connector';
import { createLoginShellPath } from './login-shell-path';
import { createMessageBounds } from './message-bounds';
import { planSpawn, type SpawnPlan } from './spawn-rules';
import { createStdioConnector } from './stdio-connector';
import { injectToken } from './token-environment';
import type { TokenChange } from './upstream-authorization';
import type { UpstreamPlace, UpstreamPoolNeeds } from './upstream-pool';

export interface ConnectorFactoryNeeds extends UpstreamPoolNeeds {
  readonly marker: string;
  readonly journal: ChildJournal;
  readonly eras: EraMemory;
  /** Resolves when nothing of a previous run is left. */
  readonly swept: Promise<unknown>;
  readonly jsonLimits: () => JsonLimits;
}

/** A connector, and what its connections have to be renewed for. */
export interface MadeConnector {
  readonly connector: Connector;
  /** Calls when the tokens of the present connection will not do any more. Returns the unsubscription. */
  onOutdated(listener: () => void): () => void;
}

/** Makes connectors: how each server of each client is reached. */
export function createConnectorFactory(needs: ConnectorFactoryNeeds) {
  const { eras, journal, marker, swept, resolveValue, bundledProgram, log, counters } = needs;
  const askLoginPath = createLoginShellPath();

  return ({ configId, server, config, client }: UpstreamPlace, fingerprint: string): MadeConnector => {
    const { maxMessageBytes: maxBytes } = config;
    const bounds = createMessageBounds({ server, maxBytes, limits: needs.jsonLimits, counters });
    const { user } = client;
    const authorization = needs.authorize?.({ configId, server, config, ...(user === undefined ? {} : { user }) });
    const info: ClientInfo = client;
    const common = { server, fingerprint, client: info, eras, bounds, log };
    /** What the process that runs was given. */
    let given: string | undefined;

    const onOutdated = (listener: () => void): (() => void) => {
      const onChange = ({ kind, value }: TokenChange) => {
        // Over HTTP each request takes the token of the moment; a process keeps the one of its start.
        if (kind !== 'refreshed' || (given !== undefined && given !== value)) listener();
      };
      return authorization?.onChange(onChange) ?? (() => undefined);
    };

    if ('url' in config) {
      const more = authorization === undefined ? {} : { authorization };
      return { connector: createHttpConnector({ ...common, config, resolveValue, ...more }), onOutdated };
    }
    const plan = async (): Promise<SpawnPlan> => {
      await swept;
      given = undefined;
      const token = await authorization?.token(undefined);
      given = token?.value;
      const inject = config.oauth?.inject ?? 'environment';
      const injection = token === undefined ? {} : { injection: injectToken(token, inject) };
      const loginPath = needs.loginShellPath === true ? await askLoginPath() : undefined;
      const rules = { environment: process.env, loginPath, marker, bundledProgram, resolveValue, ...injection };
      return planSpawn(server, config, rules);
    };
    return { connector: createStdioConnector({ ...common, config, journal, plan }), onOutdated };
  };
}
