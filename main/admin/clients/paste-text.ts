import { PRODUCT } from '../../../shared/product';
import type { ClientDefinition } from './client-definition';
import { ENTRY_NAME, STDIO } from './entry-dialects';
import { withEntry } from './text/edit-entries';

const WIRING = {
  transport: 'stdio',
  command: PRODUCT.name,
  args: ['stdio'],
  env: { ENKRYPT_GATEWAY_KEY: '<your gateway key>' },
} as const;

/** What a person pastes where nothing can be written, in the words of the client. */
export function pasteText({ id, container, stdio = STDIO.plain }: ClientDefinition): Promise<string> {
  return withEntry({ path: id, text: '', container }, ENTRY_NAME, stdio(WIRING));
}
