import type { Readable, Writable } from 'node:stream';
import type { RpcMessage } from '../../../shared/model/json-rpc';
import { LineSplitter } from '../upstream/line-splitter';

export interface LineStream {
  send(message: RpcMessage): void;
  /** Resolves when the other side is gone. */
  readonly closed: Promise<void>;
}

export interface LineStreamNeeds {
  readonly input: Readable;
  readonly output: Writable;
  readonly maxLineBytes: number;
  readonly onLine: (line: string) => void;
  readonly onTooLong: (bytes: number) => void;
}

/** Reads and writes JSON-RPC messages as lines (MCP, Transports → stdio). */
export function openLineStream({ input, output, maxLineBytes, onLine, onTooLong }: LineStreamNeeds): LineStream {
  const splitter = new LineSplitter({
    maxLineBytes,
    onLine: (line) => {
      if (line.trim() !== '') onLine(line);
    },
    onOversized: ({ bytes }) => onTooLong(bytes),
    onWaste: () => undefined,
  });
  const closed = new Promise<void>((resolve) => {
    input.on('data', (chunk: Buffer | string) => splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
    // A stream that was paused for the greeting does not begin to flow by itself.
    input.resume();
    input.once('end', resolve);
    input.once('close', resolve);
    input.on('error', () => resolve());
    // A client that closed its end while we write is gone, not a failure of ours.
    output.on('error', () => resolve());
    output.once('close', resolve);
  });
  return { closed, send: (message) => void output.write(`${JSON.stringify(message)}\n`) };
}
