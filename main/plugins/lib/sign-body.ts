import { createHmac } from 'node:crypto';

/**
 * The value of `x-signature`, by which a receiver knows who sent a body and when: `t=<seconds>,v1=<hex HMAC-SHA256 of
 * "<seconds>.<body>">`.
 */
export function signBody(body: string, key: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1_000);
  return `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`;
}
