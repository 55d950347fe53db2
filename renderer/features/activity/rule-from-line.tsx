import type { RequestEntry } from '../../../shared/model/activity-line';
import { CreateRule } from '../../components/create-rule';
import { useProposeRule } from '../../hooks/use-propose-rule';
import { knownOf } from '../../model/load';
import { proposedFromLine } from '../../model/proposed-rule';
import { useConsole, useLoad } from '../../stores/console';

/** Leads to a rule about an argument of calls like this one. */
export function RuleFromLine({ line }: { readonly line: RequestEntry }) {
  const { server, name, method, projectId } = line;
  const { stores } = useConsole();
  const tools = knownOf(useLoad(stores.tools)) ?? [];
  const { isBusy, propose } = useProposeRule({ server: server ?? '', tool: name ?? '', projectId });
  if (method !== 'tools/call' || name === undefined || propose === undefined) return null;
  const tool = tools.find((each) => each.server === server)?.tools.find((each) => each.name === name);
  return (
    <CreateRule proposed={proposedFromLine(line, tool?.definition['inputSchema'])} isBusy={isBusy} onChoose={propose} />
  );
}
