import type { JsonObject } from '../../shared/model/json-rpc';
import type { AskableClient } from './askable-client';
import { eventually } from './test-house';

/** Uses one feature of the published everything-server and resolves with all that a client can see of it. */
export type Feature = (client: AskableClient) => Promise<unknown>;

const call = (client: AskableClient, name: string, args: JsonObject = {}, more: JsonObject = {}) =>
  client.ask('tools/call', { name, arguments: args, ...more });

const DYNAMIC = 'demo://resource/dynamic/';
const UPDATED = 'notifications/resources/updated';
const LOGGED = 'notifications/message';

/** What was heard under a method while the work went on, and the outcome of the work. */
async function hearing(client: AskableClient, methods: readonly string[], work: () => Promise<unknown>) {
  const from = client.heard.length;
  const outcome = await work();
  const said = client.heard.slice(from).filter(({ method }) => method !== undefined && methods.includes(method));
  return { outcome, said: said.map(({ method, params }) => ({ method, params })) };
}

const lists: Readonly<Record<string, Feature>> = {
  'what it says about itself': async ({ sdk }) => ({
    info: sdk.getServerVersion(),
    capabilities: sdk.getServerCapabilities(),
    instructions: sdk.getInstructions(),
  }),
  tools: async (client) => {
    // The server adds tools once it knows its client, and asks for roots somewhat later.
    await client.until('roots/list');
    return client.ask('tools/list');
  },
  prompts: (client) => client.ask('prompts/list'),
  resources: (client) => client.ask('resources/list'),
  templates: (client) => client.ask('resources/templates/list'),
  'an unknown method': (client) => client.ask('example.com/nothing', { a: 0 }),
  ping: (client) => client.ask('ping'),
};

const tools: Readonly<Record<string, Feature>> = {
  text: (client) => call(client, 'echo', { message: 'é \u2028 😀' }),
  numbers: (client) => call(client, 'get-sum', { a: -0.5, b: 1e15 }),
  image: (client) => call(client, 'get-tiny-image'),
  'annotated messages': (client) =>
    Promise.all(
      ['error', 'success', 'debug'].map((messageType) =>
        call(client, 'get-annotated-message', { messageType, includeImage: messageType === 'success' }),
      ),
    ),
  'resource links': (client) => call(client, 'get-resource-links', { count: 4 }),
  'embedded resources': (client) =>
    Promise.all(
      ['Text', 'Blob'].map((resourceType) => call(client, 'get-resource-reference', { resourceType, resourceId: 3 })),
    ),
  'structured content': (client) => call(client, 'get-structured-content', { location: 'Chicago' }),
  'a result that says it is an error': (client) =>
    call(client, 'gzip-file-as-resource', { name: 'x.gz', data: 'ftp://example.com/x' }),
  progress: async (client) => {
    const params = { name: 'trigger-long-running-operation', arguments: { duration: 0.3, steps: 3 } };
    return hearing(client, ['notifications/progress'], () => client.ask('tools/call', params, () => undefined));
  },
};

const resources: Readonly<Record<string, Feature>> = {
  'resources that are read': async (client) => {
    const { resources: listed } = (await client.ask('resources/list')) as { resources: readonly { uri: string }[] };
    const uris = [...listed.map(({ uri }) => uri), `${DYNAMIC}text/7`, `${DYNAMIC}blob/7`, 'demo://nothing'];
    return Promise.all(uris.map((uri) => client.ask('resources/read', { uri })));
  },
  'a resource that comes into being, and the lists change': async (client) => {
    const from = client.heard.length;
    const data = `data:text/plain,${encodeURIComponent('Water the plants.')}`;
    const link = await call(client, 'gzip-file-as-resource', { name: 'n.gz', data, outputType: 'resourceLink' });
    const changed = await client.until('notifications/resources/list_changed', from);
    const whole = await call(client, 'gzip-file-as-resource', { name: 'm.gz', data, outputType: 'resource' });
    const [uri] = (link['content'] as readonly JsonObject[]).map((block) => block['uri']);
    const read = await client.ask('resources/read', { uri });
    return { changed: changed.method, link, whole, read, list: await client.ask('resources/list') };
  },
  'updates of what is subscribed to': async (client) => {
    const uri = `${DYNAMIC}text/5`;
    const from = client.heard.length;
    const subscribed = await client.ask('resources/subscribe', { uri });
    const started = await call(client, 'toggle-subscriber-updates');
    const update = await client.until(UPDATED, from);
    const stopped = await call(client, 'toggle-subscriber-updates');
    const ended = await client.ask('resources/unsubscribe', { uri });
    // Whether one more update is on its way when the subscription ends is a matter of moments, so none is looked for.
    const again = [await call(client, 'toggle-subscriber-updates'), await call(client, 'toggle-subscriber-updates')];
    return { subscribed, started, update: update.params, stopped, ended, again };
  },
};

const prompts: Readonly<Record<string, Feature>> = {
  'prompts that are got': (client) =>
    Promise.all([
      client.ask('prompts/get', { name: 'simple-prompt' }),
      client.ask('prompts/get', { name: 'args-prompt', arguments: { city: 'Graz', state: 'Styria' } }),
      client.ask('prompts/get', { name: 'completable-prompt', arguments: { department: 'Sales', name: 'Eve' } }),
      client.ask('prompts/get', { name: 'resource-prompt', arguments: { resourceType: 'Text', resourceId: '2' } }),
      client.ask('prompts/get', { name: 'args-prompt', arguments: {} }),
      client.ask('prompts/get', { name: 'nothing' }),
    ]),
  completion: (client) => {
    const prompt = { type: 'ref/prompt', name: 'completable-prompt' };
    const template = { type: 'ref/resource', uri: `${DYNAMIC}text/{resourceId}` };
    const ask = (ref: JsonObject, argument: JsonObject, more = {}) =>
      client.ask('completion/complete', { ref, argument, ...more });
    return Promise.all([
      ask(prompt, { name: 'department', value: 'S' }),
      ask(prompt, { name: 'name', value: 'E' }, { context: { arguments: { department: 'Sales' } } }),
      ask(template, { name: 'resourceId', value: '1' }),
      ask(template, { name: 'resourceId', value: 'x' }),
    ]);
  },
};

const logging: Readonly<Record<string, Feature>> = {
  'log messages, from the level that was asked for': async (client) => {
    const uri = `${DYNAMIC}text/9`;
    const ask = (method: string) => client.ask(method, { uri });
    await client.ask('logging/setLevel', { level: 'debug' });
    const from = client.heard.length;
    await ask('resources/subscribe');
    const told = await client.until(LOGGED, from, 'Received Subscribe');
    const before = client.heard.length;
    const started = await call(client, 'toggle-simulated-logging');
    await client.until(LOGGED, before, 'message');
    const stopped = await call(client, 'toggle-simulated-logging');
    const level = await client.ask('logging/setLevel', { level: 'error' });
    const since = client.heard.length;
    const ended = await ask('resources/unsubscribe');
    // Over Streamable HTTP the server repeats old messages to a stream that it opens again, so only this one is looked for.
    const isQuiet = !client.heard
      .slice(since)
      .some((one) => JSON.stringify(one).includes(`Unsubscribe Resource request: ${uri}`));
    const wrong = await client.ask('logging/setLevel', { level: 'loud' });
    return { told: told.params, started, stopped, level, ended, isQuiet, wrong };
  },
};

const questions: Readonly<Record<string, Feature>> = {
  sampling: (client) =>
    hearing(client, ['sampling/createMessage'], () =>
      call(client, 'trigger-sampling-request', { prompt: 'What is the capital of France?', maxTokens: 9 }),
    ),
  'forms to fill in': async (client) => {
    const seen: unknown[] = [];
    for (const elicitation of [
      { action: 'accept', content: { name: 'Ada', integer: 0 } },
      { action: 'decline' },
      { action: 'cancel' },
    ] as const) {
      client.answers.elicitation = elicitation;
      const ask = () => call(client, 'trigger-elicitation-request');
      seen.push(await hearing(client, ['elicitation/create'], ask));
    }
    return seen;
  },
  'pages to visit': async (client) => {
    client.answers.elicitation = { action: 'accept' };
    const args = { url: 'https://example.com/visit', message: 'Please visit', elicitationId: 'visit-1' };
    const visit = (more = {}) =>
      hearing(client, ['elicitation/create'], () => call(client, 'trigger-url-elicitation', { ...args, ...more }));
    // The second is told by error −32042 what must come before it.
    return [await visit(), await visit({ errorPath: true }), await visit({ errorPath: true })];
  },
  roots: async (client) => {
    await client.until('roots/list');
    const first = await call(client, 'get-roots-list');
    client.answers.roots = [{ uri: 'file:///home/ada/garden', name: 'garden' }, { uri: 'file:///tmp' }];
    const from = client.heard.length;
    await client.sdk.sendRootsListChanged();
    const asked = await client.until('roots/list', from);
    await eventually(async () => JSON.stringify(await call(client, 'get-roots-list')).includes('garden'));
    return { first, asked: asked.params, then: await call(client, 'get-roots-list') };
  },
};

const RESEARCH = 'simulate-research-query';

const tasks: Readonly<Record<string, Feature>> = {
  'a task from its start to its result': async (client) => {
    client.answers.elicitation = { action: 'accept', content: { interpretation: 'snake' } };
    const started = await call(client, RESEARCH, { topic: 'python', ambiguous: true }, { task: { ttl: 60_000 } });
    const { taskId } = started['task'] as JsonObject;
    const first = await client.ask('tasks/get', { taskId });
    const listed = await client.ask('tasks/list');
    const from = client.heard.length;
    const result = await client.ask('tasks/result', { taskId });
    // The server's example of an event store tells a stream that is resumed what was said on all others, too.
    const asked = await client.until('elicitation/create', from, 'python');
    return { started, first, listed, asked: asked.params, result, last: await client.ask('tasks/get', { taskId }) };
  },
  'a task that is cancelled': async (client) => {
    const started = await call(client, RESEARCH, { topic: 'ferns' }, { task: { ttl: 60_000 } });
    const { taskId } = started['task'] as JsonObject;
    const cancelled = await client.ask('tasks/cancel', { taskId });
    const after = await client.ask('tasks/get', { taskId });
    return { cancelled, after, again: await client.ask('tasks/cancel', { taskId }) };
  },
  'a tool that wants to be a task': (client) => call(client, RESEARCH, { topic: 'ferns' }),
};

/** What the gateway itself answers, in its own words. */
export const REFUSED_BY_THE_GATEWAY: Readonly<Record<string, Feature>> = {
  'a tool that there is not': (client) => call(client, 'nothing'),
  'arguments that do not fit': (client) => call(client, 'get-sum', { a: 'x' }),
  'a task that there is not': (client) => client.ask('tasks/get', { taskId: 'nothing' }),
};

/** For clients that can be asked to carry out a task. */
export const TASKS_OF_CLIENTS: Readonly<Record<string, Feature>> = {
  'tools for such clients': lists['tools']!,
  'a question that the client answers with a task': (client) =>
    hearing(client, ['sampling/createMessage', 'tasks/result'], () =>
      call(client, 'trigger-sampling-request-async', { prompt: 'What is the capital of France?', maxTokens: 9 }),
    ),
};

export const EVERYTHING_FEATURES: Readonly<Record<string, Feature>> = {
  ...lists,
  ...tools,
  ...questions,
  ...prompts,
  ...resources,
  ...logging,
  ...tasks,
};
