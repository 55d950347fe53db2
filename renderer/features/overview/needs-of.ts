import type { Hold } from '../../../shared/model/approval';
import type { TokenState } from '../../../shared/model/oauth';
import type { GatewayStatus } from '../../../shared/model/status';
import { isPending } from '../../model/holds';
import { strings } from '../../strings/strings';

const { needs } = strings.overview;

/** Something that only a person can settle. */
export interface Need {
  readonly id: string;
  readonly tone: 'held' | 'danger' | 'warn';
  readonly title: string;
  readonly details: readonly string[];
  /** Where to go for it. */
  readonly link?: { readonly to: string; readonly word: string };
}

interface Known {
  readonly status: GatewayStatus | undefined;
  readonly holds: readonly Hold[] | undefined;
  readonly tokens: readonly TokenState[] | undefined;
}

/** Everything that waits for a person, the most pressing first. */
export function needsOf({ status, holds = [], tokens = [] }: Known): readonly Need[] {
  return [
    ...waiting(holds),
    ...(status === undefined ? [] : [...badConfig(status), ...badRecord(status), ...crashed(status)]),
    ...tokens.filter((token) => token.status === 'sign-in-needed').map(signIn),
  ];
}

function waiting(holds: readonly Hold[]): readonly Need[] {
  const count = holds.filter(isPending).length;
  if (count === 0) return [];
  const link = { to: '/approvals', word: needs.review };
  return [{ id: 'waiting', tone: 'held', title: needs.waiting(count), details: [], link }];
}

const badConfig = ({ configProblems }: GatewayStatus): readonly Need[] =>
  configProblems.length === 0 ? [] : [{ id: 'config', tone: 'danger', title: needs.config, details: configProblems }];

function badRecord({ activity }: GatewayStatus): readonly Need[] {
  if (activity === undefined) return [];
  const { state, reason, unsigned } = activity;
  if (state !== 'ok') {
    const details = reason === undefined ? [] : [reason];
    return [{ id: 'record', tone: 'danger', title: needs.record[state], details }];
  }
  return unsigned === undefined ? [] : [{ id: 'record', tone: 'warn', title: needs.unsigned, details: [unsigned] }];
}

const crashed = ({ upstreams }: GatewayStatus): readonly Need[] =>
  upstreams
    .filter(({ state }) => state === 'failed')
    .map(({ configId, server, problem }, index) => ({
      id: `server ${index}`,
      tone: 'danger',
      title: needs.crashed(server),
      details: problem === undefined ? [] : [problem],
      link: { to: `/servers/${encodeURIComponent(configId)}/${encodeURIComponent(server)}`, word: needs.look },
    }));

const signIn = ({ configId, server, user, lastError }: TokenState): Need => ({
  id: `token ${configId} ${server} ${user ?? ''}`,
  tone: 'warn',
  title: needs.signIn(server),
  details: lastError === undefined ? [] : [lastError.message],
  link: { to: '/tokens', word: needs.signInAction },
});
