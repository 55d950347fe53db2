import type { GatewayEvent } from '../../../shared/contract/events';
import { plainName } from '../../../shared/text/plain-name';
import type { Notice } from './notice';

/** What became of a trouble that a person must see to. */
export type Trouble =
  { readonly kind: 'began'; readonly notice: Notice } | { readonly kind: 'ended'; readonly tag: string };

/** Whether an event is about a trouble of its own: a token that needs a person, an entry that was taken out of a client. */
export function troubleOf(event: GatewayEvent): Trouble | undefined {
  switch (event.topic) {
    case 'tokens':
      return tokenTrouble(event);
    case 'clients':
      return clientTrouble(event);
    default:
      return undefined;
  }
}

type EventAbout<Topic extends GatewayEvent['topic']> = Extract<GatewayEvent, { readonly topic: Topic }>;

function tokenTrouble({ type, configId, server, user }: EventAbout<'tokens'>): Trouble | undefined {
  const tag = `token ${JSON.stringify([configId, server, user])}`;
  if (type === 'connected' || type === 'refreshed' || type === 'disconnected') return { kind: 'ended', tag };
  if (type !== 'sign-in-needed') return undefined;
  const name = plainName(server);
  return {
    kind: 'began',
    notice: {
      tag,
      title: `${name} needs a sign-in`,
      body: `The token for ${name} has expired and cannot be renewed without you. Its tools do not answer until you sign in.`,
      isQuiet: false,
      opens: { kind: 'screen', route: '/tokens' },
      calls: [],
    },
  };
}

function clientTrouble({ client, title, state }: EventAbout<'clients'>): Trouble | undefined {
  const tag = `client ${client}`;
  if (state !== 'entry-removed') return { kind: 'ended', tag };
  const name = plainName(title);
  return {
    kind: 'began',
    notice: {
      tag,
      title: `${name} is not protected any more`,
      body: `The gateway’s entry is gone from the settings of ${name}. Press to repair it.`,
      isQuiet: false,
      opens: { kind: 'screen', route: `/clients/${client}` },
      calls: [],
    },
  };
}
