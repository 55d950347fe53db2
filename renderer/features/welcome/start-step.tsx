import { Alert, Button } from '@mantine/core';
import { ArrowRight, MonitorSmartphone, Server, ShieldCheck, Vault } from 'lucide-react';
import { Link } from 'wouter';
import { useResource } from '../../hooks/use-resource';
import { knownOf } from '../../model/load';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './welcome-page.module.css';

const { start: words } = strings.welcome;

/** What the gateway is for. Says nothing of the vault unless it has trouble. */
export function StartStep() {
  const { client } = useConsole();
  const vault = knownOf(useResource(() => client.secrets.status({}), 'status').load);
  return (
    <>
      <div role="img" aria-label={words.picture} className={classes['picture']}>
        <span>
          <MonitorSmartphone size={28} strokeWidth={1.25} aria-hidden />
          {words.parts.client}
        </span>
        <ArrowRight size={20} aria-hidden />
        <span data-own>
          <ShieldCheck size={28} strokeWidth={1.25} aria-hidden />
          {words.parts.gateway}
        </span>
        <ArrowRight size={20} aria-hidden />
        <span>
          <Server size={28} strokeWidth={1.25} aria-hidden />
          {words.parts.server}
        </span>
      </div>
      <ul className={classes['lines']}>
        {words.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{words.keep}</p>
      {vault?.ok === false && (
        <Alert color="warn" icon={<Vault size={18} aria-hidden />} title={words.vault}>
          <p>{words.vaultText}</p>
          <Button component={Link} href="/secrets" size="xs" mt="xs">
            {words.toSecrets}
          </Button>
        </Alert>
      )}
    </>
  );
}
