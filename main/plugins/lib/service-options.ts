import { z } from 'zod';

/** HTTPS, or plain HTTP on this machine. Kept to the letter, as identifiers must be. */
export const SecureUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .refine((url) => url.startsWith('https:') || isLoopbackUrl(url), 'must be https, since others could read along');

/** An address of a service, without the slashes at its end. */
export const ServiceUrl = SecureUrl.transform((url) => url.replace(/\/+$/, ''));

/** A credential, best as a reference such as `${secret:NAME}`, `${env:NAME}` or `${file:/path}`. */
export const ServiceKey = z.string().min(1).max(10_000);

/** Whether an address is plain HTTP on this machine. */
export function isLoopbackUrl(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(hostname);
}

/** Header values with what their references stand for. */
export async function resolveAll(
  headers: Readonly<Record<string, string>>,
  resolve: (text: string) => Promise<string>,
): Promise<Record<string, string>> {
  const pairs = Object.entries(headers).map(async ([name, text]) => [name, await resolve(text)] as const);
  return Object.fromEntries(await Promise.all(pairs));
}
