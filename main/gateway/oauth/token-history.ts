import { z } from 'zod';
import { TOKEN_EVENTS, type TokenEventKind, type TokenHappening } from '../../../shared/model/oauth';
import { redact } from '../../../shared/text/redact';
import type { StateStore } from '../ports/state-store';
import { tokenId, type TokenPlace } from './token-record';

/** Of one token. */
const MOST = 20;
/** Tokens; what is known longest of nothing new goes first. */
const MOST_TOKENS = 500;
const LONGEST_REASON = 500;
const SECTION = 'tokenHistory';

const Kept = z.record(
  z.string(),
  z.array(
    z.object({
      type: z.enum(TOKEN_EVENTS),
      at: z.number(),
      reason: z.string().exactOptional(),
      times: z.number().exactOptional(),
    }),
  ),
);

/** The last things that happened to each token, and why; never a token. */
export interface TokenHistory {
  /** False: it is no news, since it was known already that the token has ended. */
  note(place: TokenPlace, type: TokenEventKind, reason?: string): boolean;
  /** Newest first. */
  of(place: TokenPlace): readonly TokenHappening[];
}

export interface TokenHistoryNeeds {
  /** Where it outlives the process; absent: nowhere. */
  readonly state?: StateStore | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export function createTokenHistory({ state, now }: TokenHistoryNeeds): TokenHistory {
  const known = new Map<string, readonly TokenHappening[]>(
    Object.entries(Kept.safeParse(state?.read(SECTION)).data ?? {}),
  );
  return {
    note(place, type, given) {
      const id = tokenId(place);
      const before = known.get(id) ?? [];
      const [last] = before;
      const had = before.findIndex((one) => HAS_TOKEN.has(one.type));
      const sinceToken = had < 0 ? before : before.slice(0, had);
      // Each call that wants it finds it ended; once is enough until there is another.
      if (type === 'expired' && sinceToken.some((one) => one.type === 'expired')) return false;
      const reason = given === undefined ? undefined : redact(given).slice(0, LONGEST_REASON);
      const next: TokenHappening = { type, at: now(), ...(reason === undefined ? {} : { reason }) };
      const isSame = last?.type === type && last.reason === reason && !HAS_TOKEN.has(type);
      const all = isSame ? [{ ...next, times: (last.times ?? 1) + 1 }, ...before.slice(1)] : [next, ...before];
      known.delete(id);
      known.set(id, all.slice(0, MOST));
      if (known.size > MOST_TOKENS) known.delete(known.keys().next().value!);
      state?.write(SECTION, Object.fromEntries(known));
      return true;
    },
    of: (place) => known.get(tokenId(place)) ?? [],
  };
}

/** After these there is a token. */
const HAS_TOKEN: ReadonlySet<TokenEventKind> = new Set(['connected', 'refreshed']);
