import { ChangeClient } from './features/clients/change-client';
import { ClientStatePill } from './features/clients/client-state-pill';
import { MoveServers } from './features/clients/other-servers';
import { AddServer } from './features/servers/add-server';
import { WelcomePage } from './features/welcome/welcome-page';

const PARTS = { AddServer, ChangeClient, MoveServers, ClientState: ClientStatePill };

/** The first steps, with the dialogs of the screens that they lead through: features do not know each other. */
export function Welcome() {
  return <WelcomePage parts={PARTS} />;
}
