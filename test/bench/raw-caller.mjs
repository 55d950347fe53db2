import { RawConnection } from './raw-connection.mjs';

/** Ids have one width, so that a request is prepared once and only its digits change. */
const FIRST_ID = 100_000_000;
const FULL_CHECK_EVERY = 64;

/** One legacy session on one connection, spoken as prepared bytes so that nothing but the other side is measured. */
export class RawCaller {
  #face;
  #url;
  #connection;
  #session = '';
  #failed;
  #fail;
  #lastId = FIRST_ID;
  #request;
  #idAt = [];

  /** `face` says where: `url`, the echo `tool`’s name there, `protocolVersion`, and the `key` if one is needed. */
  constructor(face) {
    this.#face = face;
    this.#url = new URL(face.url);
    this.#failed = new Promise((_, reject) => (this.#fail = reject));
    // Whoever waits hears of it; between calls nobody does.
    this.#failed.catch(() => undefined);
    const { hostname: host, port } = this.#url;
    this.#connection = new RawConnection({ host, port: Number(port), onFailure: this.#fail });
  }

  /** Rejects when the session cannot go on. */
  get failed() {
    return this.#failed;
  }

  async open() {
    const { protocolVersion } = this.#face;
    const params = { protocolVersion, capabilities: {}, clientInfo: { name: 'bench', version: '1.0.0' } };
    const answer = await this.#exchange('POST', { jsonrpc: '2.0', id: 1, method: 'initialize', params });
    const spoken = messageIn(answer.body(), 1)?.result?.protocolVersion;
    if (spoken !== protocolVersion) throw new Error(`initialize was answered ${answer.status} ${answer.body()}`);
    const session = answer.header('mcp-session-id');
    this.#session =
      `mcp-protocol-version: ${spoken}\r\n` + (session === undefined ? '' : `mcp-session-id: ${session}\r\n`);
    await this.#exchange('POST', { jsonrpc: '2.0', method: 'notifications/initialized' });
    this.#prepareCall();
  }

  /** One echo; `onDone` is called once its answer was read to the end and is the right one. */
  call(onDone) {
    const id = String(++this.#lastId);
    for (const at of this.#idAt) this.#request.latin1Write(id, at);
    this.#connection.send(this.#request, (answer) => {
      this.#check(answer, id);
      onDone();
    });
  }

  /** Ends the session, so that servers do not carry those of earlier rounds. */
  async close() {
    if (this.#session.includes('mcp-session-id')) await this.#exchange('DELETE');
    this.#connection.close();
  }

  #exchange(method, message) {
    const body = message === undefined ? '' : JSON.stringify(message);
    const sent = new Promise((done) => this.#connection.send(Buffer.from(this.#head(method, body) + body), done));
    return Promise.race([sent, this.#failed]).then((answer) => {
      const isKnown = answer.status < 300 || (method === 'DELETE' && answer.status === 405);
      if (!isKnown) throw new Error(`${method} was answered ${answer.status} ${answer.body()}`);
      return answer;
    });
  }

  #head(method, body) {
    const { key } = this.#face;
    return (
      `${method} ${this.#url.pathname} HTTP/1.1\r\nhost: ${this.#url.host}\r\n` +
      'accept: application/json, text/event-stream\r\ncontent-type: application/json\r\n' +
      (key === undefined ? '' : `authorization: Bearer ${key}\r\n`) +
      `${this.#session}content-length: ${Buffer.byteLength(body)}\r\n\r\n`
    );
  }

  #prepareCall() {
    const id = String(FIRST_ID);
    const params = { name: this.#face.tool, arguments: { message: `round trip ${id}` } };
    const body = JSON.stringify({ jsonrpc: '2.0', id: FIRST_ID, method: 'tools/call', params });
    const head = this.#head('POST', body);
    this.#request = Buffer.from(head + body);
    this.#idAt = [body.indexOf(id), body.lastIndexOf(id)].map((at) => Buffer.byteLength(head) + at);
  }

  /** Every answer must hold the id and the echoed words; every so often it is read as a client would. */
  #check(answer, id) {
    const { status, bytes } = answer;
    const looksRight = status === 200 && bytes.includes(`"id":${id}`) && bytes.includes(`Echo: round trip ${id}`);
    if (looksRight && this.#lastId % FULL_CHECK_EVERY !== 0) return;
    const message = status === 200 ? messageIn(answer.body(), Number(id)) : undefined;
    if (message?.result?.content?.[0]?.text === `Echo: round trip ${id}`) return;
    throw new Error(`echo was answered ${status} ${answer.body()}`);
  }
}

/** The answer to `id` in a JSON body or in an event stream. */
function messageIn(body, id) {
  if (body.startsWith('{')) return JSON.parse(body);
  return body
    .split('\n')
    .filter((line) => /^data:\s*\{/.test(line))
    .map((line) => JSON.parse(line.slice(5)))
    .find((message) => message.id === id);
}
