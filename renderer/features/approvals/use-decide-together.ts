import { notifications } from '@mantine/notifications';
import type { Hold } from '../../../shared/model/approval';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';

const { group } = strings.approvals;
/** The gateway takes no decision that comes within 300 ms of the showing. */
const SHOWN_MS = 400;
/** As many as the gateway takes in one request. */
const MOST_AT_ONCE = 100;

/** Decides once about several calls; each has its own answer, and who decided hears of those that were not taken. */
export function useDecideTogether() {
  const { client, stores, place } = useConsole();
  const { isBusy, run } = useAction();

  const decide = async (verdict: 'allow' | 'deny', holds: readonly Hold[]): Promise<void> => {
    // The gateway takes decisions about what was in view alone, once it knows that. One that is over is told of below.
    await Promise.all(holds.map(({ id }) => client.approvals.show({ id }).catch(() => undefined)));
    await new Promise((done) => setTimeout(done, SHOWN_MS));
    const problems: string[] = [];
    for (let at = 0; at < holds.length; at += MOST_AT_ONCE) {
      const calls = holds.slice(at, at + MOST_AT_ONCE).map(({ id, seq }) => ({ id, shownSeq: seq }));
      const decided = await client.approvals.decideMany({ verdict, calls, at: place });
      problems.push(...decided.flatMap(({ problem }) => (problem === undefined ? [] : [problem])));
    }
    await stores.approvals.refresh();
    const done = holds.length - problems.length;
    if (done > 0) notifications.show({ message: group.done[verdict](done), autoClose: 4_000 });
    if (problems[0] === undefined) return;
    const title = group.notTaken(problems.length);
    notifications.show({ color: 'danger', title, message: problems[0], autoClose: false });
  };

  return {
    isBusy,
    /** All of them must have been looked at. */
    allow: (holds: readonly Hold[]): void => void run(() => decide('allow', holds)),
    /** At once, whether or not anybody looked at each. */
    deny: (holds: readonly Hold[]): void => void run(() => decide('deny', holds)),
  };
}
