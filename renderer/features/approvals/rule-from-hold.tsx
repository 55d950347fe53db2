import type { Hold } from '../../../shared/model/approval';
import { CreateRule } from '../../components/create-rule';
import { useProposeRule } from '../../hooks/use-propose-rule';
import { proposedFromHold } from '../../model/proposed-rule';

/** Leads from a call that is over to a rule about an argument of calls like it, so that nobody need be asked again. */
export function RuleFromHold({ hold }: { readonly hold: Hold }) {
  const { server, tool, client, method, state } = hold;
  const { isBusy, propose } = useProposeRule({ server, tool: tool.name, projectId: client.projectId });
  if (state === 'pending' || method !== 'tools/call' || propose === undefined) return null;
  return <CreateRule proposed={proposedFromHold(hold)} isBusy={isBusy} onChoose={propose} />;
}
