import type { Socket } from 'node:net';

const HELLO_MS = 5_000;
const MAX_HELLO_BYTES = 8_192;

/** What follows the first line stays in the stream. `undefined` when none comes in time. */
export function readFirstLine(socket: Socket): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = Buffer.alloc(0);
    const finish = (line: string | undefined, rest?: Buffer) => {
      clearTimeout(timer);
      socket.off('data', onData);
      socket.off('close', onClose);
      socket.pause();
      if (rest !== undefined && rest.length > 0) socket.unshift(rest);
      resolve(line);
    };
    const onData = (chunk: Buffer) => {
      text = Buffer.concat([text, chunk]);
      const end = text.indexOf(10);
      if (end >= 0) finish(text.subarray(0, end).toString('utf8'), text.subarray(end + 1));
      else if (text.length > MAX_HELLO_BYTES) finish(undefined);
    };
    const onClose = () => finish(undefined);
    const timer = setTimeout(() => finish(undefined), HELLO_MS);
    socket.on('data', onData);
    socket.once('close', onClose);
  });
}
