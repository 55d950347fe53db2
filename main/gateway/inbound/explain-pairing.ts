import { isJsonObject } from '../../../shared/model/json-rpc';
import type { ServerDescription } from '../../../shared/model/server';
import { carriedDescription, type Pairing } from './carried-capabilities';

/** Whether one thing that a server offers reaches a client of one era, and if not, why not and what to do. */
export interface Crossing {
  readonly feature: string;
  readonly crosses: boolean;
  readonly note?: string;
}

const NAMES: Readonly<Record<string, string>> = {
  tools: 'tools',
  prompts: 'prompts',
  resources: 'resources and templates',
  completions: 'completion of arguments',
  logging: 'log messages',
  tasks: 'tasks (2025-11-25)',
  extensions: 'extensions',
};

const SHARE_HINT = 'set "share": "session" for this server';

/** What is carried between a server and a client of one era, feature by feature, as the gateway really advertises it. */
export function explainPairing(description: ServerDescription, pairing: Pairing): readonly Crossing[] {
  const carried = carriedDescription(description, pairing).capabilities;
  const offered = Object.keys(description.capabilities);
  const rows = offered.map((capability): Crossing => {
    const feature = NAMES[capability] ?? capability;
    if (carried[capability] !== undefined) return { feature, crosses: true };
    return { feature, crosses: false, note: whyNot(capability, pairing) };
  });
  const { resources } = description.capabilities;
  const subscribes = isJsonObject(resources) && resources['subscribe'] === true;
  return [
    ...rows,
    ...(subscribes ? [{ feature: 'subscriptions to resources', crosses: true }] : []),
    questions(pairing),
  ];
}

function whyNot(capability: string, { client, server, share }: Pairing): string {
  const isOfOneEra = capability === 'tasks' || capability === 'extensions' || NAMES[capability] === undefined;
  if (client !== server && isOfOneEra) return `it means something else, or nothing, in the client’s era`;
  if (share !== 'session') return `clients share one connection, which does not say whose it is; ${SHARE_HINT}`;
  return 'it cannot be carried between these eras';
}

function questions({ client, server, share }: Pairing): Crossing {
  const feature = 'questions of the server (sampling, elicitation, roots)';
  if (server === 'modern') {
    return {
      feature,
      crosses: true,
      ...(client === 'legacy' ? { note: 'asked as requests on the stream of the call' } : {}),
    };
  }
  if (share === 'global') {
    return {
      feature,
      crosses: false,
      note: `clients share one connection, which does not say who is meant; ${SHARE_HINT}`,
    };
  }
  if (client === 'modern')
    return { feature, crosses: true, note: 'as input_required results, answered in a further request' };
  return { feature, crosses: true };
}
