import { Alert, Button, Loader } from '@mantine/core';
import { CircleCheck, ShieldX, TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import type { RequestEntry } from '../../../shared/model/activity-line';
import { plainName } from '../../../shared/text/plain-name';
import { DecisionPill } from '../../components/decision-pill';
import { Loaded } from '../../components/loaded';
import { type Decision, decisionOf } from '../../model/decision';
import { isPending } from '../../model/holds';
import { knownOf } from '../../model/load';
import { isRequest } from '../../model/requests';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import { LastTouches } from './last-touches';
import classes from './welcome-page.module.css';

const { call: words } = strings.welcome;

/** Shows the first calls of tools as they come. */
export function CallStep() {
  const { recent } = useConsole().stores;
  const load = useLoad(recent);
  return (
    <>
      <p>{words.text}</p>
      <Examples />
      <Loaded load={load} what={words.title} onRetry={() => void recent.refresh()}>
        {({ lines }) => <Seen lines={lines.filter(isRequest)} />}
      </Loaded>
      <LastTouches />
    </>
  );
}

/** The servers that a client could be asked about. */
function Examples() {
  const servers = knownOf(useLoad(useConsole().stores.servers)) ?? [];
  const names = servers.filter(({ enabled }) => enabled).map(({ server_name: name }) => name);
  return <p className={classes['examples']}>{words.examples(names)}</p>;
}

function Seen({ lines }: { readonly lines: readonly RequestEntry[] }) {
  const [call] = lines.filter(({ method, transport }) => method === 'tools/call' && transport !== 'admin');
  const [first] = lines;
  return (
    <div className={classes['part']} role="status">
      <Held />
      {call !== undefined && <Call call={call} />}
      {call === undefined && first !== undefined && <p>{words.connected(nameOf(first))}</p>}
      {call === undefined && (
        <p className={classes['waiting']}>
          <Loader size="xs" type="dots" aria-hidden /> {words.waiting}
        </p>
      )}
    </div>
  );
}

function Held() {
  const count = knownOf(useLoad(useConsole().stores.approvals))?.filter(isPending).length ?? 0;
  if (count === 0) return null;
  return (
    <Alert color="held" title={words.held(count)}>
      <Button component={Link} href="/approvals" size="xs">
        {words.review}
      </Button>
    </Alert>
  );
}

const LOOKS = {
  allowed: { color: 'ok', Icon: CircleCheck, title: words.seen, text: words.seenText },
  redacted: { color: 'ok', Icon: CircleCheck, title: words.seen, text: words.seenText },
  held: { color: 'ok', Icon: CircleCheck, title: words.seen, text: words.seenText },
  blocked: { color: 'ok', Icon: ShieldX, title: words.refused, text: words.refusedText },
  failed: { color: 'warn', Icon: TriangleAlert, title: words.failed, text: words.failedText },
} as const satisfies Readonly<Record<Decision, object>>;

function Call({ call }: { readonly call: RequestEntry }) {
  const decision = decisionOf(call);
  const { color, Icon, title, text } = LOOKS[decision];
  return (
    <Alert color={color} icon={<Icon size={18} aria-hidden />} title={title}>
      <p>{text}</p>
      <p className={classes['call']}>
        <DecisionPill decision={decision} plain />
        <span>{words.line(nameOf(call), plainName(call.name ?? ''), plainName(call.server ?? ''))}</span>
      </p>
      <Button component={Link} href={`/activity/${encodeURIComponent(call.correlationId)}`} size="xs" mt="xs">
        {words.record}
      </Button>
    </Alert>
  );
}

const nameOf = ({ clientName, keyId }: RequestEntry): string => plainName(clientName ?? keyId ?? words.someClient);
