import type { GatewayStatus } from '../../../shared/model/status';
import type { Tone } from '../../components/badge';

/** What an operator should feel about a gateway: one sentence, and how loud it is. */
export function protectionOf(status: GatewayStatus): { tone: Tone; title: string; detail: string } {
  if (status.configProblems.length > 0) {
    return {
      tone: 'bad',
      title: 'The newest configuration is not in force',
      detail: 'The gateway keeps working with the last good one. Correct these places and save the file:',
    };
  }
  const failed = status.upstreams.filter(({ state }) => state === 'failed').map(({ server }) => server);
  if (failed.length > 0) {
    const title = failed.length === 1 ? 'A server is not available' : 'Servers are not available';
    return {
      tone: 'bad',
      title,
      detail: `${failed.join(', ')}: calls are refused until the gateway can start it again.`,
    };
  }
  const restarting = status.upstreams.filter(({ state }) => state === 'restarting').map(({ server }) => server);
  if (restarting.length > 0) {
    return {
      tone: 'busy',
      title: restarting.length === 1 ? 'A server is being started again' : 'Servers are being started again',
      detail: `${restarting.join(', ')}: calls may be refused until that works; other servers are not affected.`,
    };
  }
  if (status.upstreams.length === 0) {
    return {
      tone: 'quiet',
      title: 'The gateway is running, with no server yet',
      detail: 'Add one with “secure-mcp-gateway server add”.',
    };
  }
  return {
    tone: 'good',
    title: 'The gateway is running',
    detail: 'Requests and results pass the configured guardrails before they go on.',
  };
}
