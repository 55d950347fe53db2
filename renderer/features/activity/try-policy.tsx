import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { RequestEntry } from '../../../shared/model/activity-line';
import { strings } from '../../strings/strings';

const { detail } = strings.activity;

/** Leads to where another policy can be tried on calls like this one. */
export function TryPolicy({ line: { server, name, method } }: { readonly line: RequestEntry }) {
  if (method !== 'tools/call' || server === undefined || name === undefined) return null;
  const query = new URLSearchParams({ server, tool: name }).toString();
  return (
    <Anchor component={Link} href={`/guardrails/replay?${query}`} size="sm">
      {detail.tryPolicy}
    </Anchor>
  );
}
