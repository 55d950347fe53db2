import { timeoutConfig } from '../gateway/timeouts/timeout-manager';
import { defineGatewayTool } from './define-gateway-tool';
import { toolResult } from './tool-result';

export const getTimeoutMetrics = defineGatewayTool({
  name: 'enkrypt_get_timeout_metrics',
  title: 'Get Timeout Metrics',
  description:
    'Shows how operations ended, how many ran close to or past their time limits, and the limits in seconds.',
  output: {
    timeout_metrics: { type: 'object' },
    active_operations: { type: 'object' },
    timeout_config: { type: 'object' },
  },
  async call(_args, { runtime: { timeouts } }) {
    const active = timeouts.activeOperations().map(({ id }) => [id, 'running'] as const);
    const { adaptive_hints, recent_escalations, ...metrics } = timeouts.metrics();
    return toolResult({
      timeout_metrics: {
        ...metrics,
        // Which servers and tools others have is not for every client to know; the admin API tells all.
        adaptive_hints: adaptive_hints.filter(({ server_name }) => server_name === undefined),
        recent_escalations: recent_escalations.map(({ label: _, ...rest }) => rest),
      },
      active_operations: Object.fromEntries(active),
      timeout_config: timeoutConfig(timeouts.limits()),
    });
  },
});
