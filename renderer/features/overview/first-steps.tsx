import { Button, Progress } from '@mantine/core';
import { Circle, CircleCheck } from 'lucide-react';
import { Link } from 'wouter';
import { Card } from '../../components/card';
import { CopyButton } from '../../components/copy-button';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './first-steps.module.css';
import { requestsIn } from '../../model/requests';

const { steps } = strings.overview;

/** What a new gateway still needs, until a client has made its first call. */
export function FirstSteps() {
  const { stores } = useConsole();
  const status = knownOf(useLoad(stores.status));
  const recent = knownOf(useLoad(stores.recent));
  const clients = knownOf(useLoad(stores.clients));
  if (status === undefined || recent === undefined) return null;
  const requests = requestsIn(recent.lines);
  const hasCalled = requests.some(({ method }) => method === 'tools/call');
  if (hasCalled) return null;
  const isConnected = requests.length > 0 || (clients ?? []).some(({ state }) => state === 'connected');
  const list = [
    { id: 'server', isDone: status.upstreams.length > 0, title: steps.server, text: steps.serverText, to: '/servers' },
    { id: 'client', isDone: isConnected, title: steps.client, text: steps.clientText, to: '/clients' },
    { id: 'call', isDone: false, title: steps.call, text: steps.callText, to: '/activity' },
  ];
  const done = list.filter(({ isDone }) => isDone).length;
  const [next] = list.filter(({ isDone }) => !isDone);
  return (
    <Card
      title={steps.title}
      actions={
        <Button component={Link} href="/welcome" size="xs">
          {steps.guide}
        </Button>
      }
    >
      <p>{steps.progress(done, list.length)}</p>
      <Progress value={(done / list.length) * 100} size="sm" mb="sm" aria-label={steps.progress(done, list.length)} />
      <ol className={classes['list']}>
        {list.map(({ id, isDone, title, text, to }) => (
          <li key={id} data-done={isDone || undefined}>
            {isDone ? <CircleCheck size={18} aria-hidden /> : <Circle size={18} aria-hidden />}
            <div>
              <p className={classes['title']}>
                {title}
                <span className="unseen"> ({isDone ? steps.done : steps.open})</span>
              </p>
              <p>{text}</p>
            </div>
            {!isDone && (
              <Button component={Link} href={to} size="xs" variant={id === next?.id ? 'filled' : 'default'}>
                {steps.go}
                <span className="unseen"> {title}</span>
              </Button>
            )}
          </li>
        ))}
      </ol>
      <p className={classes['address']}>
        {steps.address} <code>{status.addresses.mcp}</code>
        <CopyButton text={status.addresses.mcp} label={steps.address} />
      </p>
    </Card>
  );
}
