import { Tooltip } from '@mantine/core';
import { Link, useRoute } from 'wouter';
import { useStore } from 'zustand';
import { useNarrow } from '../hooks/use-narrow';
import { isPending } from '../model/holds';
import { knownOf } from '../model/load';
import { type Screen, SCREENS } from '../routes';
import { useConsole, useLoad } from '../stores/console';
import { formatNumber } from '../strings/format';
import { strings } from '../strings/strings';
import { BrandMark } from './brand-mark';
import classes from './rail.module.css';

const { shell, common } = strings;

/** All screens. In a narrow window the words are in tooltips. */
export function Rail({ withWords }: { readonly withWords?: boolean }) {
  const isNarrow = useNarrow(1_000);
  const isSlim = isNarrow && withWords !== true;
  return (
    <nav aria-label={shell.navigation} className={classes['rail']} data-slim={isSlim || undefined}>
      <p className={classes['brand']}>
        <BrandMark />
        <span>{common.product}</span>
      </p>
      <ul>
        {SCREENS.filter(({ isApart }) => isApart !== true).map((screen) => (
          <RailItem key={screen.id} screen={screen} isSlim={isSlim} />
        ))}
      </ul>
    </nav>
  );
}

function RailItem({ screen, isSlim }: { readonly screen: Screen; readonly isSlim: boolean }) {
  const [isHere] = useRoute(screen.pattern);
  const { icon: Icon } = screen;
  const name = shell.screens[screen.id];
  return (
    <li className={screen.beginsGroup ? classes['group'] : undefined}>
      <Tooltip label={name} position="right" disabled={!isSlim}>
        <Link href={screen.path} className={classes['item'] ?? ''} aria-current={isHere ? 'page' : undefined}>
          <Icon size={16} strokeWidth={1.5} aria-hidden />
          <span className={classes['name']}>{name}</span>
          <RailBadge screen={screen} />
        </Link>
      </Tooltip>
    </li>
  );
}

/** A number for calls that wait, a dot for what needs a person; never for news. */
function RailBadge({ screen }: { readonly screen: Screen }) {
  if (screen.id === 'approvals') return <WaitingBadge />;
  if (screen.id === 'servers') return <ServersBadge />;
  return screen.id === 'tokens' ? <TokensBadge /> : null;
}

function WaitingBadge() {
  const count = knownOf(useLoad(useConsole().stores.approvals))?.filter(isPending).length ?? 0;
  if (count === 0) return null;
  return (
    <span className={classes['count']}>
      <span aria-hidden>{formatNumber(count)}</span>
      <span className="unseen">{shell.waiting(count)}</span>
    </span>
  );
}

function ServersBadge() {
  const status = knownOf(useStore(useConsole().stores.status));
  return status?.upstreams.some(({ state }) => state === 'failed') === true ? <NeedsYou /> : null;
}

function TokensBadge() {
  const tokens = knownOf(useLoad(useConsole().stores.tokens));
  return tokens?.some(({ status }) => status === 'sign-in-needed') === true ? <NeedsYou /> : null;
}

function NeedsYou() {
  return (
    <span className={classes['dot']}>
      <span className="unseen">{shell.needsYou}</span>
    </span>
  );
}
