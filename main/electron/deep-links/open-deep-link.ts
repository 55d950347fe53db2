import { routeOfLink } from '../../../shared/contract/deep-links';
import type { Logger } from '../../gateway/ports/logger';
import type { Desktop } from '../desktop';
import { readDeepLink } from './read-deep-link';

/** Opens what a link asks for: a screen or the window that decides. One that cannot be read opens nothing. */
export function openDeepLink(
  address: string,
  { desktop, log }: { readonly desktop: Pick<Desktop, 'showConsole' | 'showApprovals'>; readonly log: Logger },
): void {
  try {
    const link = readDeepLink(address);
    if (link.intent === 'approve') desktop.showApprovals(link.id);
    else desktop.showConsole(routeOfLink(link));
  } catch (failure) {
    log.warn('A link was not opened', { why: failure instanceof Error ? failure.message : String(failure) });
  }
}
