import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../../../shared/errors/gateway-error';

/** RFC 9110 §8.3.1: the type counts, parameters such as `charset` do not. */
export function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? '');
}

/** Reads the body; refuses it as soon as it is known to be too large. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  const tooLarge = () =>
    new GatewayError('body_too_large', `The body is larger than ${maxBytes} bytes`, { limit_bytes: maxBytes });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        request.removeAllListeners('data');
        reject(tooLarge());
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () => {
      const [only] = chunks;
      resolve(
        chunks.length === 1 && only !== undefined ? only.toString('utf8') : Buffer.concat(chunks).toString('utf8'),
      );
    });
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete)
        reject(new GatewayError('cancelled', 'The client went away before its request was complete'));
    });
  });
}
