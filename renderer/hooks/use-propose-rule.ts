import { useLocation } from 'wouter';
import { knownOf } from '../model/load';
import type { CallPlace, ProposedRule } from '../model/proposed-rule';
import { useConsole, useLoad } from '../stores/console';
import { useAction } from './use-action';

/** Opens the form for the rules of a tool with one more in it, which holds once somebody has saved it. */
export function useProposeRule({ server, tool, projectId }: CallPlace): {
  readonly isBusy: boolean;
  /** Absent where no such server is configured any more. */
  readonly propose?: (rule: ProposedRule) => void;
} {
  const { client, stores } = useConsole();
  const [, go] = useLocation();
  const { isBusy, run } = useAction();
  const known = knownOf(useLoad(stores.servers)) ?? [];
  const [only, ...others] = known.flatMap((each) => (each.server_name === server ? [each.configId] : []));
  if (only === undefined) return { isBusy };
  /** A name may stand in several sets: the project says which one the call went through. */
  const configOf = async (): Promise<string> => {
    if (others.length === 0 || projectId === undefined) return only;
    const project = await client.projects.get({ project_identifier: projectId });
    return project.mcp_config?.mcp_config_id ?? only;
  };
  const propose = (rule: ProposedRule): void =>
    void run(async () => {
      const config = await configOf();
      stores.proposedRule.setState(rule, true);
      go(`/guardrails/policy?${new URLSearchParams({ config, server, tool }).toString()}`);
    });
  return { isBusy, propose };
}
