import { z } from 'zod';

/** An address of a service: HTTPS, or plain HTTP on this machine. */
export const ServiceUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .refine(
    (url) => url.startsWith('https:') || isLoopback(new URL(url).hostname),
    'must be https, since others could read along',
  )
  .transform((url) => url.replace(/\/+$/, ''));

/** A credential, best as a reference such as `${env:NAME}` or `${file:/path}`. */
export const ServiceKey = z.string().min(1).max(10_000);

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
