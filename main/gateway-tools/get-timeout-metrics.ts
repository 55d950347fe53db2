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
    return toolResult({
      timeout_metrics: { ...timeouts.metrics() },
      active_operations: Object.fromEntries(active),
      timeout_config: timeoutConfig(timeouts.limits()),
    });
  },
});
