import { PRODUCT } from '../../../shared/product';
import type { RoutedRequest } from './request-states';

const EVERY_MS = 10_000;
/** Small steps, so that what the server itself reports afterwards is still more. */
const STEP = 0.000_1;

/** Tells a client that asked for progress that its call lives, until the returned function is called. */
export function keepClientWaiting({
  client,
  progressToken,
}: Pick<RoutedRequest, 'client' | 'progressToken'>): () => void {
  if (progressToken === undefined) return () => undefined;
  let progress = 0;
  const tell = () => {
    progress += STEP;
    const message = `Waiting for a person to approve this in ${PRODUCT.title}`;
    client.notify({ jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken, progress, message } });
  };
  tell();
  const timer = setInterval(tell, EVERY_MS).unref();
  return () => clearInterval(timer);
}
