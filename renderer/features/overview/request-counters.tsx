import type { GatewayStatus } from '../../../shared/model/status';

interface RequestCountersProps {
  readonly requests: GatewayStatus['requests'];
  readonly sessions: number;
}

/** How much has passed since the gateway started. */
export function RequestCounters({ requests, sessions }: RequestCountersProps) {
  const counters = [
    ['Requests', requests.total],
    ['Blocked', requests.blocked],
    ['Failed', requests.failed],
    ['Under way', requests.active],
    ['Sessions', sessions],
  ] as const;
  return (
    <section aria-labelledby="requests-title">
      <h2 id="requests-title">Requests since start</h2>
      <dl className="counters">
        {counters.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
