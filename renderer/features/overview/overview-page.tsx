import type { GatewayStatus } from '../../../shared/model/status';
import { formatDuration } from '../../components/format-duration';
import { Notice } from '../../components/notice';
import { AddressList } from './address-list';
import { protectionOf } from './protection-of';
import { RequestCounters } from './request-counters';
import { ServerTable } from './server-table';

/** Everything that the gateway says about itself, on one page. */
export function OverviewPage({ status, now }: { readonly status: GatewayStatus; readonly now: number }) {
  const protection = protectionOf(status);
  return (
    <>
      <Notice tone={protection.tone} title={protection.title}>
        <p>{protection.detail}</p>
        {status.configProblems.length > 0 && (
          <ul className="problems">
            {status.configProblems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
      </Notice>
      <RequestCounters requests={status.requests} sessions={status.sessions} />
      <ServerTable upstreams={status.upstreams} now={now} />
      <AddressList addresses={status.addresses} />
      <footer>
        Version {status.version}, process {status.pid}, running for {formatDuration(now - status.startedAt)}
      </footer>
    </>
  );
}
