import { Button } from '@mantine/core';
import { ArrowLeft, ArrowRight, Check } from 'lucide-react';
import { type ComponentType, useEffect, useRef } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { keepWelcome, useWelcome, WELCOME_STEPS, type WelcomeStep } from '../../hooks/use-welcome';
import { strings } from '../../strings/strings';
import { CallStep } from './call-step';
import { type ClientParts, ClientStep } from './client-step';
import { ProtectionStep } from './protection-step';
import { ServersStep } from './servers-step';
import { StartStep } from './start-step';
import classes from './welcome-page.module.css';

const { welcome: words } = strings;

/** Dialogs of other screens that are needed here. */
export interface WelcomeParts extends ClientParts {
  readonly AddServer: ComponentType<{ readonly isOpen: boolean; readonly onClose: () => void }>;
}

/** From nothing to a first protected call, step by step. Each step has an address, so it can be left and come back to. */
export function WelcomePage({ parts }: { readonly parts: WelcomeParts }) {
  const { step: asked } = useParams<{ step?: string }>();
  const kept = useWelcome();
  const [, go] = useLocation();
  const step = WELCOME_STEPS.find((each) => each === asked) ?? kept.step ?? 'start';
  const index = WELCOME_STEPS.indexOf(step);
  const [previous, next] = [WELCOME_STEPS[index - 1], WELCOME_STEPS[index + 1]];
  const { isOver } = kept;
  useEffect(() => {
    // Whoever comes back after it was over looks around; they are not at the beginning again.
    if (!isOver) keepWelcome({ step, isOver: false });
  }, [step, isOver]);
  const leave = (): void => {
    keepWelcome({ isOver: true });
    go('/');
  };
  return (
    <div className={classes['page']}>
      <StepList current={step} />
      <section className={classes['step']} aria-label={words.stepOf(index + 1, WELCOME_STEPS.length)}>
        <StepTitle key={step} step={step} />
        <Step step={step} parts={parts} />
        <footer className={classes['foot']}>
          {previous !== undefined && (
            <Button
              component={Link}
              href={`/welcome/${previous}`}
              variant="subtle"
              leftSection={<ArrowLeft size={14} aria-hidden />}
            >
              {words.back}
            </Button>
          )}
          {next !== undefined && (
            <Button variant="subtle" color="neutral" onClick={leave}>
              {words.skip}
            </Button>
          )}
          {next === undefined ? (
            <Button variant="filled" className={classes['next'] ?? ''} onClick={leave}>
              {words.done}
            </Button>
          ) : (
            <Button
              component={Link}
              href={`/welcome/${next}`}
              variant="filled"
              className={classes['next'] ?? ''}
              rightSection={<ArrowRight size={14} aria-hidden />}
            >
              {words.next}
            </Button>
          )}
        </footer>
      </section>
    </div>
  );
}

function StepList({ current }: { readonly current: WelcomeStep }) {
  const at = WELCOME_STEPS.indexOf(current);
  return (
    <nav aria-label={words.list}>
      <ol className={classes['list']}>
        {WELCOME_STEPS.map((each, index) => (
          <li key={each} data-passed={index < at || undefined}>
            <Link
              href={`/welcome/${each}`}
              className={classes['link'] ?? ''}
              aria-current={each === current ? 'step' : undefined}
            >
              <span className={classes['number']}>
                {index < at ? <Check size={14} strokeWidth={2.5} aria-hidden /> : index + 1}
              </span>
              <span className={classes['name']}>{words.steps[each]}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Has the focus whenever the step changes, so that it is read and the next Tab goes into it. */
function StepTitle({ step }: { readonly step: WelcomeStep }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h2 ref={title} tabIndex={-1} className={classes['title']}>
      {TITLES[step]}
    </h2>
  );
}

const TITLES: Readonly<Record<WelcomeStep, string>> = {
  start: words.start.title,
  servers: words.servers.title,
  protection: words.protection.title,
  client: words.client.title,
  call: words.call.title,
};

function Step({ step, parts }: { readonly step: WelcomeStep; readonly parts: WelcomeParts }) {
  switch (step) {
    case 'start':
      return <StartStep />;
    case 'servers':
      return <ServersStep AddServer={parts.AddServer} />;
    case 'protection':
      return <ProtectionStep />;
    case 'client':
      return <ClientStep parts={parts} />;
    case 'call':
      return <CallStep />;
  }
}
