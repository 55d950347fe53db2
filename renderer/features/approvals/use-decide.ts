import { useState } from 'react';
import type { ApprovalScope, ArgumentForm, Hold } from '../../../shared/model/approval';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';

const { decided } = strings.approvals;
/** The gateway takes no decision that comes within 300 ms of hearing that the call is shown; one that does waits here. */
const NO_SOONER_MS = 450;

/** What a person may say beside yes and no. */
export interface DecisionMore {
  readonly scope?: ApprovalScope;
  readonly arguments?: Readonly<Record<string, ArgumentForm>>;
}

/** Decides about the call that is in view. */
export function useDecide(hold: Hold, toldAt: () => Promise<number>) {
  const { client, stores, place } = useConsole();
  const { isBusy, run } = useAction();
  const [note, setNote] = useState('');
  const [tellAgent, setTellAgent] = useState(false);

  const decide = (verdict: 'allow' | 'deny', { scope = 'once', ...more }: DecisionMore = {}): Promise<boolean> =>
    run(
      async () => {
        await sleep((await toldAt()) + NO_SOONER_MS - performance.now());
        const said = note.trim() === '' ? {} : { note: note.trim(), tellAgent };
        const input = { id: hold.id, verdict, scope, shownSeq: hold.seq, at: place, ...said };
        const after = await client.approvals.decide({
          ...input,
          ...(more.arguments === undefined ? {} : { arguments: { ...more.arguments } }),
        });
        stores.approvals.change((holds) => holds.map((each) => (each.id === after.id ? after : each)));
      },
      verdict === 'allow' ? decided.allowed : decided.denied,
    );

  const pauseAfter = (target: 'client' | 'server'): void => {
    const whom =
      target === 'client'
        ? ({ kind: 'client', keyId: hold.client.keyId } as const)
        : ({ kind: 'server', server: hold.server } as const);
    void decide('deny').then(() =>
      run(
        async () => {
          await client.pauses.add({ target: whom });
          await stores.pauses.refresh();
        },
        target === 'client' ? decided.paused : decided.pausedServer,
      ),
    );
  };

  return { isBusy, decide, pauseAfter, note, setNote, tellAgent, setTellAgent };
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, Math.max(0, ms)));
