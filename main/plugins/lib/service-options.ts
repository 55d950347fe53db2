import { z } from 'zod';

/** An address of a service: HTTPS, or plain HTTP on this machine. */
export const ServiceUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .refine(
    (url) => url.startsWith('https:') || isLoopback(new URL(url).hostname),
    'must be https, since others could read along',
  )
  .transform((url) => url.replace(/\/+$/, ''));

/** A credential, best as a reference such as `${secret:NAME}`, `${env:NAME}` or `${file:/path}`. */
export const ServiceKey = z.string().min(1).max(10_000);

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Header values with what their references stand for. */
export async function resolveAll(
  headers: Readonly<Record<string, string>>,
  resolve: (text: string) => Promise<string>,
): Promise<Record<string, string>> {
  const pairs = Object.entries(headers).map(async ([name, text]) => [name, await resolve(text)] as const);
  return Object.fromEntries(await Promise.all(pairs));
}
