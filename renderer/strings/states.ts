/** Words for states: fixed, so that the same state has the same word everywhere. */
export const states = {
  outcome: {
    ok: 'Succeeded',
    'tool-error': 'Error of the tool',
    blocked: 'Blocked',
    denied: 'Denied',
    refused: 'Refused',
    failed: 'Failed',
    'timed-out': 'Timed out',
    cancelled: 'Cancelled',
  },
  decision: {
    allowed: 'Allowed',
    redacted: 'Redacted',
    held: 'Held',
    blocked: 'Blocked',
    failed: 'Failed',
  },
  server: {
    ready: 'Ready',
    starting: 'Starting',
    restarting: 'Retrying',
    failed: 'Crashed',
    stopped: 'Stopped',
    disabled: 'Disabled',
  },
  severity: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
} as const;
