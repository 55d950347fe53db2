import type { ReactNode } from 'react';
import type { Hold } from '../../../shared/model/approval';
import { plainName } from '../../../shared/text/plain-name';
import { Ago } from '../../components/ago';
import { formatList } from '../../strings/format';
import { strings } from '../../strings/strings';
import classes from './prompt-facts.module.css';

const { prompt } = strings.approvals;

/** What is known, and what is merely claimed. */
export function PromptFacts({ hold }: { readonly hold: Hold }) {
  const { client, tool, createdAt } = hold;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [prompt.claims, claimsOf(hold)],
    [
      prompt.definition,
      tool.changedSinceGrant ? (
        <strong className={classes['changed']}>{prompt.changedSince}</strong>
      ) : tool.firstUse ? (
        prompt.firstUse
      ) : (
        prompt.knownUse
      ),
    ],
    [
      prompt.client,
      client.claimedName === undefined
        ? prompt.key(client.keyId)
        : `${prompt.key(client.keyId)}, ${prompt.claimedName(plainName(client.claimedName))}`,
    ],
    [prompt.arrived, <Ago key="arrived" at={createdAt} />],
  ];
  return (
    <dl className={classes['facts']} aria-label={prompt.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const CLAIMS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

/** Nobody checked what a server says about its tools. */
function claimsOf({ tool: { annotations } }: Hold): string {
  const claimed = CLAIMS.filter((name) => annotations[name] === true).map((name) => prompt.claim[name]);
  return claimed.length === 0 ? prompt.claimsNothing : formatList(claimed);
}
