import { deepLinks } from '../../../shared/contract/deep-links';
import { CATALOGUE } from './catalogue';
import { EMPTY_DRAFT, type ServerDraft } from './server-draft';

const ROUTE = '/servers/new';

/** The draft that an address asks to look at, which a link may have brought; `undefined` for another address. */
export function askedToAdd(path: string, query: string): ServerDraft | undefined {
  if (path !== ROUTE) return undefined;
  const asked = deepLinks['add-server'].safeParse(Object.fromEntries(new URLSearchParams(query)));
  if (!asked.success || asked.data.name === undefined) return EMPTY_DRAFT;
  const { name } = asked.data;
  const known = CATALOGUE.find(({ draft }) => draft.name === name);
  return { ...EMPTY_DRAFT, ...(known?.draft ?? { name }) };
}
