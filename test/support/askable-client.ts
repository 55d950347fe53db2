import { isDeepStrictEqual } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTaskStore } from '@modelcontextprotocol/sdk/experimental/tasks';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
  McpError,
  ResultSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { WireMessage } from './mcp-clients';
import { eventually } from './test-house';

/** What a person and a model behind the client would say; tests change it between calls. */
export interface ReadyAnswers {
  roots: readonly { readonly uri: string; readonly name?: string }[];
  elicitation: { readonly action: 'accept' | 'decline' | 'cancel'; readonly content?: Record<string, string | number> };
}

/** A legacy client that can be asked everything the era knows, and that keeps what it hears as it came. */
export interface AskableClient {
  readonly sdk: Client;
  readonly answers: ReadyAnswers;
  /** Every message that came, before the SDK made anything of it. */
  readonly heard: readonly WireMessage[];
  /** Resolves with the bare result, or with `{ error }`. */
  ask(method: string, params?: JsonObject, onprogress?: () => void): Promise<JsonObject>;
  /** Resolves with the first that comes under this method after `from` and holds these words. */
  until(method: string, from?: number, words?: string): Promise<WireMessage>;
}

/** What the client declares: nothing, that it can be asked, or that it answers with tasks too. */
export type Abilities = 'none' | 'questions' | 'tasks';

const QUESTIONS = { sampling: {}, elicitation: { form: {}, url: {} }, roots: { listChanged: true } };

const TASKS = { list: {}, cancel: {}, requests: { sampling: { createMessage: {} }, elicitation: { create: {} } } };

export async function connectAskable(transport: Transport, able: Abilities = 'questions'): Promise<AskableClient> {
  const capabilities = able === 'none' ? {} : { ...QUESTIONS, ...(able === 'tasks' ? { tasks: TASKS } : {}) };
  const taskStore = able === 'tasks' ? { taskStore: new InMemoryTaskStore() } : {};
  const sdk = new Client({ name: 'askable', version: '1.0.0' }, { capabilities, ...taskStore });
  const heard: WireMessage[] = [];
  const answers: ReadyAnswers = {
    roots: [{ uri: 'file:///home/ada', name: 'home' }],
    elicitation: { action: 'accept', content: { name: 'Ada' } },
  };
  if (able !== 'none') answerQuestions(sdk, answers);
  transport.onmessage = (message) => {
    const came = message as WireMessage;
    // The published server tells a stream that is resumed what was said on all others; the id of a question gives it away,
    // and progress that is none.
    const isRepeated =
      (came.id !== undefined && heard.some(({ id, method }) => id === came.id && method === came.method)) ||
      (came.method === 'notifications/progress' &&
        heard.some(({ method, params }) => method === came.method && isDeepStrictEqual(params, came.params)));
    if (!isRepeated || came.method === undefined) heard.push(came);
  };
  await sdk.connect(transport);
  const find = (method: string, from: number, words: string) =>
    heard.slice(from).find((message) => message.method === method && JSON.stringify(message).includes(words));
  return {
    sdk,
    answers,
    heard,
    async ask(method, params = {}, onprogress) {
      const options = onprogress === undefined ? {} : { onprogress };
      try {
        return (await sdk.request({ method, params }, ResultSchema, options)) as JsonObject;
      } catch (failure) {
        if (!(failure instanceof McpError)) throw failure;
        const { code, message, data } = failure;
        return { error: { code, message, data } };
      }
    },
    async until(method, from = 0, words = '') {
      await eventually(() => find(method, from, words) !== undefined);
      return find(method, from, words)!;
    },
  };
}

function answerQuestions(sdk: Client, answers: ReadyAnswers): void {
  sdk.setRequestHandler(ElicitRequestSchema, () => ({ ...answers.elicitation }));
  sdk.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [...answers.roots] }));
  sdk.setRequestHandler(CreateMessageRequestSchema, async ({ params }, { taskStore }) => {
    const sampled = {
      role: 'assistant' as const,
      model: 'test-model',
      stopReason: 'endTurn',
      content: { type: 'text' as const, text: 'Paris' },
      _meta: { 'example.com/cost': 0 },
    };
    if (params.task === undefined || taskStore === undefined) return sampled;
    const task = await taskStore.createTask({ ttl: 60_000, pollInterval: 50 });
    await taskStore.storeTaskResult(task.taskId, 'completed', sampled);
    return { task } as never;
  });
}
