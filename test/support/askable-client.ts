import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { McpError, ResultSchema } from '@modelcontextprotocol/sdk/types.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
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
  /** Resolves with what has come under this method since `from`, once there is at least one. */
  until(method: string, from?: number): Promise<readonly WireMessage[]>;
}

const CAPABILITIES = { sampling: {}, elicitation: { form: {}, url: {} }, roots: { listChanged: true } };

export async function connectAskable(transport: Transport, more: JsonObject = {}): Promise<AskableClient> {
  const sdk = new Client({ name: 'askable', version: '1.0.0' }, { capabilities: { ...CAPABILITIES, ...more } });
  const heard: WireMessage[] = [];
  const answers: ReadyAnswers = {
    roots: [{ uri: 'file:///home/ada', name: 'home' }],
    elicitation: { action: 'accept', content: { name: 'Ada' } },
  };
  sdk.setRequestHandler(ElicitRequestSchema, () => ({ ...answers.elicitation }));
  sdk.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [...answers.roots] }));
  sdk.setRequestHandler(CreateMessageRequestSchema, () => ({
    role: 'assistant' as const,
    model: 'test-model',
    stopReason: 'endTurn',
    content: { type: 'text' as const, text: 'Paris' },
    _meta: { 'example.com/cost': 0 },
  }));
  transport.onmessage = (message) => void heard.push(message as WireMessage);
  await sdk.connect(transport);
  const since = (method: string, from: number) => heard.slice(from).filter((message) => message.method === method);
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
    async until(method, from = 0) {
      await eventually(() => since(method, from).length > 0);
      return since(method, from);
    },
  };
}
