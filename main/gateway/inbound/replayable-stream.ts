import type { ServerResponse } from 'node:http';
import type { RpcMessage } from '../../../shared/model/json-rpc';
import { type EventStream, openEventStream } from './http-reply';

interface StoredEvent {
  readonly sequence: number;
  readonly message: RpcMessage;
}

/** When a client should come back whose connection broke. */
const RETRY_MS = 1_000;
/** Events that one stream keeps for a client whose connection broke. */
const MAX_EVENTS = 128;

/**
 * A stream of server-sent events that outlives its connection: what was sent is kept for a while, and a client that
 * comes back with the id of the last event it saw gets the rest (MCP 2025-11-25, Resumability and Redelivery).
 */
export class ReplayableStream implements EventStream {
  readonly id: string;
  readonly #events: StoredEvent[] = [];
  #lastSequence = 0;
  #sink: EventStream | undefined;
  #hasEnded = false;

  constructor(id: string) {
    this.id = id;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Writes to this response from now on, beginning with what came after the event that the client saw last. */
  attach(
    response: ServerResponse,
    options: { readonly headers: Readonly<Record<string, string>>; readonly after?: number },
  ): void {
    const sink = openEventStream(response, options.headers);
    // The former connection is of no use any more, whether the client knows it or not.
    this.#sink?.end();
    this.#sink = sink;
    // An event without data gives the client an id to come back with, before there is anything to say.
    const first = this.#lastSequence === 0 ? 0 : (options.after ?? this.#lastSequence);
    sink.event(this.#eventId(first), '', RETRY_MS);
    if (options.after !== undefined) {
      const { after } = options;
      for (const { sequence, message } of this.#events) if (sequence > after) this.#write(sequence, message);
    }
    response.once('close', () => {
      if (this.#sink === sink) this.#sink = undefined;
    });
    if (this.#hasEnded) sink.end();
  }

  send(message: RpcMessage): void {
    const sequence = ++this.#lastSequence;
    this.#events.push({ sequence, message });
    if (this.#events.length > MAX_EVENTS) this.#events.shift();
    this.#write(sequence, message);
  }

  event(id: string, data: string): void {
    this.#sink?.event(id, data);
  }

  end(): void {
    this.#hasEnded = true;
    this.#sink?.end();
  }

  #write(sequence: number, message: RpcMessage): void {
    this.#sink?.event(this.#eventId(sequence), JSON.stringify(message));
  }

  #eventId(sequence: number): string {
    return `${this.id}_${sequence}`;
  }
}

/** The streams of one session, the oldest forgotten first. */
export interface SessionStreams {
  open(response: ServerResponse, headers: Readonly<Record<string, string>>): ReplayableStream;
  /** Goes on with the stream that an event id belongs to; `undefined` when it is not known any more. */
  resume(
    lastEventId: string,
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
  ): ReplayableStream | undefined;
}

const MAX_STREAMS = 32;
const MAX_RUNNING = 512;

export function createSessionStreams(): SessionStreams {
  const streams = new Map<string, ReplayableStream>();
  let lastId = 0;

  /** One that has ended, unless they all go on: what is still being said is what a client comes back for. */
  function forgetOne(): void {
    const ended = [...streams.values()].find((stream) => stream.hasEnded);
    const [oldest] = streams.keys();
    if (ended !== undefined) streams.delete(ended.id);
    else if (streams.size > MAX_RUNNING && oldest !== undefined) streams.delete(oldest);
  }

  return {
    open(response, headers) {
      const stream = new ReplayableStream(String(++lastId));
      streams.set(stream.id, stream);
      if (streams.size > MAX_STREAMS) forgetOne();
      stream.attach(response, { headers });
      return stream;
    },
    resume(lastEventId, response, headers) {
      const [id = '', sequence] = lastEventId.split('_');
      const stream = streams.get(id);
      const after = /^\d{1,15}$/.test(sequence ?? '') ? Number(sequence) : undefined;
      if (stream === undefined || after === undefined) return undefined;
      stream.attach(response, { headers, after });
      return stream;
    },
  };
}
