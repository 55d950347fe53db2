import { Route, Switch } from 'wouter';
import { ServerDetail } from './server-detail';
import { ServerList } from './server-list';

/** All servers, or the one that the address names. */
export function ServersPage() {
  return (
    <Switch>
      <Route path="/servers/:config/:server/:tab?" component={ServerDetail} />
      <Route component={ServerList} />
    </Switch>
  );
}
