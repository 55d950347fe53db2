import { z } from 'zod';

/** Addresses of this scheme open the desktop: `mcpgateway://v1/<intent>?<members>`. */
export const LINK_SCHEME = 'mcpgateway';
/** Longer ones are no addresses of ours. */
export const LONGEST_LINK = 2_000;

const Identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'must be a lower-case identifier of at most 64 characters');
/** Approvals have short upper-case ids, to be typed by people. */
const ApprovalId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, 'must be the id of a call that waits');

/** The screens of the console that a link may name. */
export const LINKED_SCREENS = [
  'overview',
  'approvals',
  'activity',
  'servers',
  'tools',
  'clients',
  'guardrails',
  'tokens',
  'performance',
  'keys',
  'secrets',
  'settings',
  'welcome',
] as const;

/**
 * What a link may ask for, and with what. A link opens something to look at: it carries no command, no address and no value
 * that would be used without a person reading it first.
 */
export const deepLinks = {
  /** The form for a new server, with this name in it; nothing is added until the person sends it. */
  'add-server': z.strictObject({ name: Identifier.optional() }),
  /** The window that decides, with this call in view. */
  approve: z.strictObject({ id: ApprovalId }),
  /** One line of the record. */
  event: z.strictObject({ id: Identifier }),
  /** A screen of the console. */
  open: z.strictObject({ screen: z.enum(LINKED_SCREENS).default('overview') }),
} as const;

type DeepLinks = typeof deepLinks;
export type LinkIntent = keyof DeepLinks;

/** A link that was read. */
export type DeepLink = {
  readonly [Intent in LinkIntent]: { readonly intent: Intent } & Readonly<z.output<DeepLinks[Intent]>>;
}[LinkIntent];

/** The screen of the console that a link opens, below `#`; `undefined` for one that opens another window. */
export function routeOfLink(link: DeepLink): string | undefined {
  switch (link.intent) {
    case 'add-server':
      return link.name === undefined ? '/servers/new' : `/servers/new?name=${encodeURIComponent(link.name)}`;
    case 'event':
      return `/activity/${encodeURIComponent(link.id)}`;
    case 'open':
      return link.screen === 'overview' ? '/' : `/${link.screen}`;
    case 'approve':
      return undefined;
  }
}
