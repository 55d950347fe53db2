import type { JsonObject } from '../../../shared/model/json-rpc';

/** The name under which the gateway stands in every client. */
export const ENTRY_NAME = 'secure-mcp-gateway';

/** What an entry says, whatever its form. */
export type Wiring =
  | {
      readonly transport: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }
  | { readonly transport: 'http'; readonly url: string; readonly headers: Readonly<Record<string, string>> };

export type Transport = Wiring['transport'];
type Stdio = Extract<Wiring, { transport: 'stdio' }>;
type Http = Extract<Wiring, { transport: 'http' }>;

/** The forms in which clients want an entry. */
export type StdioDialect = (wiring: Stdio) => JsonObject;
export type HttpDialect = (wiring: Http) => JsonObject;

/** Seconds. A person may take that long to decide about a call. */
const PATIENCE_S = 300;

const program = ({ command, args, env }: Stdio): JsonObject => ({ command, args: [...args], env: { ...env } });
const address = ({ url, headers }: Http): JsonObject => ({ url, headers: { ...headers } });
const named = { name: ENTRY_NAME };

export const STDIO = {
  plain: program,
  typed: (wiring) => ({ type: 'stdio', ...program(wiring) }),
  /** Without an explicit list no tool is offered. */
  copilot: (wiring) => ({ type: 'local', ...program(wiring), tools: ['*'] }),
  zed: (wiring) => ({ source: 'custom', ...program(wiring) }),
  /** One list of words, and another name for the environment. */
  words: ({ command, args, env }) => ({
    type: 'local',
    command: [command, ...args],
    environment: { ...env },
    enabled: true,
  }),
  named: (wiring) => ({ ...named, ...program(wiring) }),
  goose: ({ command, args, env }) => ({
    ...named,
    description: '',
    type: 'stdio',
    cmd: command,
    args: [...args],
    envs: { ...env },
    env_keys: [],
    enabled: true,
    bundled: null,
    timeout: PATIENCE_S,
  }),
  codex: (wiring) => ({
    command: wiring.command,
    args: [...wiring.args],
    startup_timeout_sec: 20,
    tool_timeout_sec: PATIENCE_S,
    env: { ...wiring.env },
  }),
  vibe: (wiring) => ({ ...named, transport: 'stdio', ...program(wiring) }),
  transport: (wiring) => ({ transport: 'stdio', ...program(wiring) }),
} as const satisfies Readonly<Record<string, StdioDialect>>;

export const HTTP = {
  plain: address,
  typed: (wiring) => ({ type: 'http', ...address(wiring) }),
  copilot: (wiring) => ({ type: 'http', ...address(wiring), tools: ['*'] }),
  serverUrl: ({ url, headers }) => ({ serverUrl: url, headers: { ...headers } }),
  /** `http` is refused there, and without a type it means SSE. */
  cline: (wiring) => ({ type: 'streamableHttp', ...address(wiring) }),
  roo: (wiring) => ({ type: 'streamable-http', ...address(wiring) }),
  remote: (wiring) => ({ type: 'remote', ...address(wiring), enabled: true }),
  /** `url` means SSE there. */
  httpUrl: ({ url, headers }) => ({ httpUrl: url, headers: { ...headers } }),
  /** Headers anywhere else are never sent. */
  continue: ({ url, headers }) => ({
    ...named,
    type: 'streamable-http',
    url,
    requestOptions: { headers: { ...headers } },
  }),
  goose: ({ url, headers }) => ({
    ...named,
    description: '',
    type: 'streamable_http',
    uri: url,
    headers: { ...headers },
    enabled: true,
    timeout: PATIENCE_S,
  }),
  /** `bearer_token` in the file, or `command` beside `url`, keep it from loading the whole file. */
  codex: ({ url, headers }) => ({ url, tool_timeout_sec: PATIENCE_S, http_headers: { ...headers } }),
  grok: (wiring) => ({ type: 'http', ...address(wiring), enabled: true }),
  vibe: (wiring) => ({ ...named, transport: 'streamable-http', ...address(wiring) }),
  streamable: (wiring) => ({ type: 'streamable', ...address(wiring) }),
} as const satisfies Readonly<Record<string, HttpDialect>>;
