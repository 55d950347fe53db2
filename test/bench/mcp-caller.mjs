import { Agent, request } from 'node:http';

// From 2025-11-25 on the SDK’s servers open every answer with a priming event, which costs them about 1 ms a call.
// The version before is the kinder one to those that we are compared with.
const PROTOCOL_VERSION = '2025-06-18';
const ANSWER_WITHIN_MS = 15_000;

/** One legacy session over one kept-alive connection, spoken by hand so that no client library is measured. */
export class McpCaller {
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #url;
  #headers;
  #tool;
  #nextId = 1;

  /** `tool` is the echo tool's name at this address. */
  constructor({ url, tool, key }) {
    this.#url = new URL(url);
    this.#tool = tool;
    this.#headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    };
  }

  async open() {
    const params = {
      protocolVersion: PROTOCOL_VERSION,
      capabilities: {},
      clientInfo: { name: 'bench', version: '1.0.0' },
    };
    const { headers, message } = await this.#post({ method: 'initialize', params, id: this.#nextId++ });
    if (message?.result === undefined) throw new Error(`initialize was answered ${JSON.stringify(message)}`);
    const session = headers['mcp-session-id'];
    if (session !== undefined) this.#headers['mcp-session-id'] = session;
    this.#headers['mcp-protocol-version'] = message.result.protocolVersion;
    await this.#post({ method: 'notifications/initialized' });
  }

  /** One echo; throws unless the answer is the right one. */
  async call() {
    const id = this.#nextId++;
    const words = `round trip ${id}`;
    const params = { name: this.#tool, arguments: { message: words } };
    const { message } = await this.#post({ method: 'tools/call', params, id });
    const text = message?.result?.content?.[0]?.text;
    if (message?.id !== id || text !== `Echo: ${words}`)
      throw new Error(`echo was answered ${JSON.stringify(message)}`);
  }

  /** Ends the session, so that servers do not carry those of earlier rounds. */
  async close() {
    if (this.#headers['mcp-session-id'] !== undefined) await this.#end();
    this.#agent.destroy();
  }

  #end() {
    return new Promise((done) => {
      const asked = request(this.#url, { method: 'DELETE', agent: this.#agent, headers: this.#headers }, (answer) => {
        answer.resume();
        answer.on('close', done);
      });
      asked.on('error', done);
      asked.end();
    });
  }

  #post(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    return new Promise((done, fail) => {
      const asked = request(
        this.#url,
        {
          method: 'POST',
          agent: this.#agent,
          headers: { ...this.#headers, 'content-length': Buffer.byteLength(body) },
          timeout: ANSWER_WITHIN_MS,
        },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (part) => (text += part));
          answer.on('error', fail);
          answer.on('end', () => {
            if (answer.statusCode >= 300) return fail(new Error(`HTTP ${answer.statusCode}: ${text.slice(0, 300)}`));
            done({ headers: answer.headers, message: readMessage(text, message.id) });
          });
        },
      );
      asked.on('timeout', () => asked.destroy(new Error(`No answer within ${ANSWER_WITHIN_MS} ms`)));
      asked.on('error', fail);
      asked.end(body);
    });
  }
}

/** The answer to `id` in a JSON body or in an event stream. */
function readMessage(text, id) {
  if (id === undefined || text === '') return undefined;
  if (text.startsWith('{')) return JSON.parse(text);
  return text
    .split('\n')
    .filter((line) => line.startsWith('data:') && line.length > 6)
    .map((line) => JSON.parse(line.slice(5)))
    .find((message) => message.id === id);
}
