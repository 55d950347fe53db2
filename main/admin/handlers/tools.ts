import type { GatewayConfig } from '../../../shared/config/gateway-config';
import type { Caller, Handlers } from '../../../shared/contract/define';
import type { tools } from '../../../shared/contract/tools';
import { GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import type { Gateway } from '../../gateway/gateway';
import { callAsOperator, type OperatorCall } from '../../gateway/call-as-operator';
import type { Runtime } from '../../gateway/runtime';
import { requireWrite } from './configs';
import { explainOffer } from '../explain-offer';
import { keyState } from '../key-admin';
import type { Viewer } from '../../gateway/curation/profile-curation';

/** What servers offer, and trying it out. */
export function toolHandlers(gateway: Gateway): Handlers<typeof tools> {
  return {
    async list({ server, ask, ...who }, caller) {
      // Asking starts programs.
      if (ask) requireWrite(caller, 'ask');
      return gateway.use(async (runtime) => {
        const viewer = viewerOf(who, runtime.config);
        const configIds = viewer.configId === '' ? Object.keys(runtime.config.configs) : [viewer.configId];
        const places = configIds.flatMap((configId) =>
          Object.keys(runtime.config.configs[configId]?.servers ?? {}).map((name) => ({ configId, server: name })),
        );
        const wanted = places.filter((place) => server === undefined || place.server === server);
        if (server !== undefined && wanted.length === 0) throw unknownServer(server, places);
        return Promise.all(
          wanted.map((place) => explainOffer({ ...viewer, ...place }, { server: place.server, ask }, runtime)),
        );
      });
    },
    call: async ({ server, tool, arguments: args, project, key }, caller) =>
      gateway.use(async (runtime) => {
        const principal = principalOf({ project, key }, caller, runtime);
        const leaving = new AbortController();
        const { signal } = leaving;
        caller.onGone?.(() => leaving.abort());
        const call: OperatorCall = { server, tool, args, principal, signal };
        const { reply, correlationId, judgements, ms } = await callAsOperator(call, runtime);
        const facts = {
          correlationId,
          ms: Math.round(ms * 1_000) / 1_000,
          judgements: judgements.map((one) => ({ ...one })),
        };
        switch (reply.kind) {
          case 'result':
            return { outcome: 'result' as const, result: reply.result, ...facts };
          case 'refusal-result':
            return { outcome: 'refused' as const, result: reply.result, ...facts };
          case 'error': {
            const outcome = reply.cause instanceof UpstreamRpcError ? 'error' : 'refused';
            return { outcome, error: { ...reply.error }, ...facts };
          }
        }
      }),
  };
}

type Who = Readonly<Partial<Record<'config' | 'project' | 'key', string | undefined>>>;

function viewerOf({ config, project, key }: Who, { configs, keys, projects }: GatewayConfig): Viewer {
  if (config !== undefined) entry('config', configs, config);
  const ofKey = key === undefined ? undefined : entry('key', keys, key);
  const projectId = project ?? ofKey?.projectId ?? '';
  const ofProject = projectId === '' ? undefined : entry('project', projects, projectId);
  return { configId: config ?? ofProject?.configId ?? '', projectId, keyId: key ?? '' };
}

/** As a key: exactly as whoever has it. Otherwise as a member of the project, under limits and grants of its own. */
function principalOf({ project, key }: Who, caller: Caller, { config, now }: Pick<Runtime, 'config' | 'now'>) {
  const { keys, projects } = config;
  if (key !== undefined) {
    const found = entry('key', keys, key);
    const state = keyState(config, found, now());
    if (state !== 'active') throw new GatewayError('config_rejected', `The key "${key}" is ${state}`);
    return { keyId: key, projectId: found.projectId, userId: found.userId };
  }
  const [sole, ...others] = Object.keys(projects);
  const projectId = project ?? (others.length === 0 ? sole : undefined);
  if (projectId === undefined) {
    throw new GatewayError(
      'invalid_params',
      `Whose call is it? Say "project" (${[sole, ...others].join(', ')}) or "key"`,
    );
  }
  const [userId] = entry('project', projects, projectId).userIds;
  if (userId === undefined) {
    throw new GatewayError('invalid_params', `The project "${projectId}" has no user as whom a call could be made`);
  }
  return { keyId: `operator:${caller.id}`.slice(0, 100), projectId, userId };
}

function entry<T>(kind: string, all: Readonly<Record<string, T>>, id: string): T {
  const found = Object.hasOwn(all, id) ? all[id] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(all).join(', ') || 'none';
  throw new GatewayError('unknown_name', `There is no ${kind} "${id.slice(0, 100)}": there is ${known}`);
}

function unknownServer(server: string, places: readonly { readonly server: string }[]): GatewayError {
  const known = [...new Set(places.map((place) => place.server))].join(', ') || 'none';
  return new GatewayError('unknown_server', `There is no server "${server}". Known: ${known}`, { server });
}
