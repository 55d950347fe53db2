import type { UpstreamState } from '../../../shared/model/server';
import type { GatewayStatus } from '../../../shared/model/status';
import { Badge, type Tone } from '../../components/badge';
import { formatDuration } from '../../components/format-duration';

type Upstream = GatewayStatus['upstreams'][number];

const TONES: Readonly<Record<UpstreamState, Tone>> = {
  ready: 'good',
  starting: 'busy',
  restarting: 'busy',
  failed: 'bad',
  stopped: 'quiet',
  disabled: 'quiet',
};

interface ServerTableProps {
  readonly upstreams: readonly Upstream[];
  readonly now: number;
}

/** Every configured server and how it is. */
export function ServerTable({ upstreams, now }: ServerTableProps) {
  return (
    <section aria-labelledby="servers-title">
      <h2 id="servers-title">Servers</h2>
      {upstreams.length === 0 ? (
        <p className="empty">No server is configured.</p>
      ) : (
        <div className="scroll" role="region" aria-label="Table of servers" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Server</th>
                <th scope="col">State</th>
                <th scope="col">Transport</th>
                <th scope="col">Process</th>
                <th scope="col">Up for</th>
                <th scope="col">Restarts</th>
              </tr>
            </thead>
            <tbody>
              {upstreams.map((upstream, index) => (
                <ServerRows key={index} upstream={upstream} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** A problem may be long: it has a row of its own, so that no column is squeezed. */
function ServerRows({ upstream, now }: { readonly upstream: Upstream; readonly now: number }) {
  return (
    <>
      <ServerRow upstream={upstream} now={now} />
      {upstream.problem !== undefined && (
        <tr className="problem">
          <td colSpan={6}>{upstream.problem}</td>
        </tr>
      )}
    </>
  );
}

function ServerRow({ upstream, now }: { readonly upstream: Upstream; readonly now: number }) {
  const isUp = upstream.state === 'ready' && upstream.startedAt !== undefined;
  return (
    <tr>
      <th scope="row">
        {upstream.server}
        <small>{upstream.configId}</small>
      </th>
      <td>
        <Badge tone={TONES[upstream.state]}>{upstream.state}</Badge>
      </td>
      <td>
        {upstream.transport}
        {upstream.era !== undefined && <small>{upstream.era}</small>}
      </td>
      <td>{upstream.pid ?? '–'}</td>
      <td>{isUp ? formatDuration(now - upstream.startedAt) : '–'}</td>
      <td>{upstream.restarts}</td>
    </tr>
  );
}
