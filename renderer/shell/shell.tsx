import { Alert } from '@mantine/core';
import { Unplug } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { useStore } from 'zustand';
import { ProblemText } from '../components/problem-text';
import { Waiting } from '../components/waiting';
import { isPending } from '../model/holds';
import { knownOf } from '../model/load';
import { SCREENS } from '../routes';
import { useConsole, useLoad } from '../stores/console';
import { strings } from '../strings/strings';
import { CrashBarrier } from './crash-barrier';
import { Header } from './header';
import { NotFound } from './not-found';
import { Palette } from './palette';
import { Rail } from './rail';
import { RailDrawer } from './rail-drawer';
import classes from './shell.module.css';
import { ShortcutSheet } from './shortcut-sheet';
import { useShortcuts } from './use-shortcuts';

const { shell } = strings;

/** The frame of every screen: the rail, the header, and what stands between them. */
export function Shell() {
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [location] = useLocation();
  useShortcuts({ onSheet: () => setSheetOpen(true) });
  useEffect(() => setMenuOpen(false), [location]);
  return (
    <div className={classes['shell']}>
      <a href="#content" className={classes['skip']} onClick={skipToContent}>
        {shell.skip}
      </a>
      <div className={classes['rail']}>
        <Rail />
      </div>
      <RailDrawer isOpen={isMenuOpen} onClose={() => setMenuOpen(false)} />
      <div className={classes['side']}>
        <Header onMenu={() => setMenuOpen(true)} />
        <main id="content" tabIndex={-1} className={classes['content']}>
          <LostNotice />
          <CrashBarrier key={location.split('/')[1]}>
            <Suspense fallback={<Waiting lines={6} height={24} />}>
              <Switch>
                {SCREENS.map(({ id, pattern, page }) => (
                  <Route key={id} path={pattern} component={page} />
                ))}
                <Route component={NotFound} />
              </Switch>
            </Suspense>
          </CrashBarrier>
        </main>
      </div>
      <WaitingAnnouncer />
      <Palette onShortcuts={() => setSheetOpen(true)} />
      <ShortcutSheet isOpen={isSheetOpen} onClose={() => setSheetOpen(false)} />
    </div>
  );
}

/** The address belongs to the screens, so the link moves the focus and not the address. */
function skipToContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

/** Says how many calls wait, when that changes and not more often. */
function WaitingAnnouncer() {
  const count = knownOf(useLoad(useConsole().stores.approvals))?.filter(isPending).length ?? 0;
  return (
    <p role="status" aria-live="assertive" className="unseen">
      {count === 0 ? '' : shell.waiting(count)}
    </p>
  );
}

function LostNotice() {
  const connection = useStore(useConsole().stores.connection);
  if (connection.phase !== 'lost') return null;
  return (
    <Alert role="alert" color="danger" icon={<Unplug size={18} aria-hidden />} title={shell.lostTitle} mb="md">
      <p>{shell.lostDetail}</p>
      <ProblemText problem={connection.problem} />
    </Alert>
  );
}
