import { mapStrings } from '../../../shared/json/map-strings';
import type { ServerName } from '../../../shared/model/server';
import type { EffectivePolicy } from '../guardrails/effective-policy';
import type { Kept, PlaceholderBook } from './placeholder-book';
import { PLACEHOLDER } from './placeholder-text';

type RestorePolicy = Pick<EffectivePolicy, 'restoreInAnswers' | 'restoreInArguments'>;

/** Puts back into a server’s answer what that server was given placeholders for. */
export function restoreAnswer(
  answer: unknown,
  { book, server, policy, request }: { readonly request: unknown } & RestoreFacts,
): unknown {
  if (!policy.restoreInAnswers || book.size === 0) return answer;
  const mayKnow = ({ toServers }: Kept) => toServers.has(server);
  let asked: string | undefined;
  return mapStrings(answer, (text) =>
    text.replace(PLACEHOLDER, (placeholder, at: number) => {
      // A client that shows an answer may load the addresses in it, and would carry the value to a host of the server’s choice.
      const host = hostAround(text, at);
      if (host !== undefined && !(asked ??= JSON.stringify(request) ?? '').includes(host)) return placeholder;
      return book.valueOf(placeholder, mayKnow) ?? placeholder;
    }),
  );
}

/** Puts back into arguments what their server knows already, or what the policy lets it know. */
export function restoreArguments(content: unknown, { book, server, policy }: RestoreFacts): unknown {
  const { restoreInArguments } = policy;
  if (restoreInArguments === 'never' || book.size === 0) return content;
  const isTrusted = restoreInArguments !== 'same-server' && restoreInArguments.includes(server);
  const mayKnow = ({ fromServers }: Kept) => fromServers.has(server) || (isTrusted && fromServers.size > 0);
  return mapStrings(content, (text) =>
    text.replace(PLACEHOLDER, (placeholder) => book.valueOf(placeholder, mayKnow) ?? placeholder),
  );
}

interface RestoreFacts {
  readonly book: PlaceholderBook;
  readonly server: ServerName;
  readonly policy: RestorePolicy;
}

const MAX_ADDRESS = 2_000;

/** The host of the web address that a position lies in. */
function hostAround(text: string, at: number): string | undefined {
  const before = text.slice(Math.max(0, at - MAX_ADDRESS), at);
  const scheme = before.lastIndexOf('://');
  if (scheme < 0) return undefined;
  const address = before.slice(scheme + 3);
  if (/[\s"'<>()]/.test(address)) return undefined;
  return address.split(/[/?#]/, 1)[0]?.split('@').at(-1);
}
