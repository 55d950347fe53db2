import type { Severity } from '../model/verdict';

export interface ErrorRow {
  /** Stable id that users and dashboards see, for example `AUTH_001`. */
  readonly id: string;
  /**
   * MCP keeps −32768…−32000 for JSON-RPC and the specification (2026-07-28, Basic → Error Codes); ours are
   * HTTP status × 100 + n. Protocol errors that the specification defines keep its number.
   */
  readonly jsonRpc: number;
  readonly http: number;
  readonly severity: Severity;
  /** `opaque` errors reach the caller without their message, which stays in the activity record and the log. */
  readonly exposure: 'public' | 'opaque';
  readonly retryable: boolean;
  /** What the person or the model can do about it. */
  readonly advice: string;
}

const row = (
  id: string,
  jsonRpc: number,
  http: number,
  severity: Severity,
  advice: string,
  more: { readonly exposure?: 'opaque'; readonly retryable?: true } = {},
): ErrorRow => ({
  id,
  jsonRpc,
  http,
  severity,
  exposure: more.exposure ?? 'public',
  retryable: more.retryable ?? false,
  advice,
});

const again = { retryable: true } as const;
const hidden = { exposure: 'opaque' } as const;
const hiddenAgain = { exposure: 'opaque', retryable: true } as const;

const CHECK_KEY = 'Check the gateway key; `secure-mcp-gateway key list` shows which keys are usable.';
const CHECK_CONFIG = 'Run `secure-mcp-gateway config validate`; it names every problem with its place.';
const LATER = 'Try again later.';

/** Every refusal and failure the gateway reports on purpose, once. All surfaces are columns of this table. */
export const ERROR_CODES = {
  invalid_credentials: row('AUTH_001', 40101, 401, 'high', CHECK_KEY),
  credential_expired: row('AUTH_002', 40102, 401, 'medium', 'Create a new key or extend this one.'),
  insufficient_permissions: row('AUTH_003', 40301, 403, 'medium', 'Ask the gateway’s administrator for access.'),
  auth_rate_limited: row('AUTH_004', 42901, 429, 'high', 'Wait until the lock-out ends, then use a valid key.', again),
  auth_provider_failed: row('AUTH_005', 50301, 503, 'high', LATER, hiddenAgain),
  auth_timed_out: row('AUTH_006', 50401, 504, 'high', LATER, again),
  auth_network_failed: row('AUTH_007', 50201, 502, 'high', LATER, again),
  auth_config_invalid: row('AUTH_008', 50001, 500, 'high', CHECK_CONFIG, hidden),
  unauthenticated: row(
    'AUTH_009',
    40103,
    401,
    'medium',
    'Send the gateway key: `Authorization: Bearer <key>` over HTTP, ENKRYPT_GATEWAY_KEY in the environment of a stdio client.',
  ),

  guardrail_api_failed: row('GUARD_001', 50302, 503, 'high', LATER, hiddenAgain),
  server_blocked: row('GUARD_002', 40302, 403, 'high', 'Review what the server says about itself before allowing it.'),
  pii_detected: row('GUARD_003', 40303, 403, 'high', 'Remove personal data from the request.'),
  blocked_by_guardrail: row('GUARD_004', 40304, 403, 'high', 'Change what the policy objects to; do not retry as is.'),
  guardrail_timed_out: row('GUARD_005', 50402, 504, 'high', LATER, again),
  guardrail_unavailable: row('GUARD_006', 50303, 503, 'high', LATER, hiddenAgain),
  guardrail_answer_invalid: row('GUARD_007', 50202, 502, 'high', LATER, hiddenAgain),
  guardrail_unauthorized: row('GUARD_008', 50203, 502, 'high', 'Check the guardrail provider’s credentials.', hidden),
  guardrail_network_failed: row('GUARD_009', 50204, 502, 'high', LATER, hiddenAgain),

  tool_failed: row('TOOL_001', 50205, 502, 'medium', 'Read the server’s message.'),
  unknown_name: row('TOOL_002', -32602, 404, 'low', 'List what is on offer and use a name from there.'),
  invalid_arguments: row('TOOL_003', -32602, 400, 'low', 'Correct the named argument to fit the tool’s input schema.'),
  tool_timed_out: row('TOOL_004', 50403, 504, 'medium', 'Ask for less work in one call, or raise the limit.', again),
  tool_not_permitted: row('TOOL_005', 40305, 403, 'medium', 'Ask the gateway’s administrator for this tool.'),
  server_unavailable: row('TOOL_006', 50206, 502, 'high', 'See `secure-mcp-gateway status` for the server.', again),

  discovery_failed: row('DISC_001', 50207, 502, 'medium', 'See `secure-mcp-gateway server test`.', again),
  unknown_server: row('DISC_002', -32602, 404, 'low', 'List the servers and use a name from there.'),
  tool_definition_blocked: row('DISC_003', 40306, 403, 'high', 'Review the tool’s definition before allowing it.'),
  server_config_invalid: row('DISC_004', 50002, 500, 'high', CHECK_CONFIG),
  discovery_timed_out: row(
    'DISC_005',
    50404,
    504,
    'medium',
    'Raise the discovery limit, or start the server first.',
    again,
  ),
  discovery_network_failed: row('DISC_006', 50208, 502, 'medium', 'Check the server’s address.', again),
  discovery_unauthorized: row('DISC_007', 50209, 502, 'high', 'Sign in to the server or correct its credentials.'),

  config_invalid: row('CONFIG_001', 50003, 422, 'high', CHECK_CONFIG),
  config_missing: row('CONFIG_002', 50004, 404, 'high', 'Assign a config to the project.'),
  unknown_provider: row('CONFIG_003', 50005, 422, 'high', 'Use one of the providers that the message lists.'),
  config_rejected: row('CONFIG_004', 42201, 422, 'medium', CHECK_CONFIG),

  network_timed_out: row('NET_001', 50405, 504, 'medium', LATER, again),
  connection_failed: row(
    'NET_002',
    50210,
    502,
    'medium',
    'Check the address, and that something listens there.',
    again,
  ),
  tls_failed: row('NET_003', 50211, 502, 'high', 'Check the certificate.'),
  dns_failed: row('NET_004', 50212, 502, 'medium', 'Check the host name.', again),
  unreachable: row('NET_005', 50213, 502, 'medium', 'Check the network.', again),
  protocol_violated: row('NET_006', 50214, 502, 'medium', 'The server does not speak MCP correctly; tell its authors.'),

  internal: row('SYS_001', -32603, 500, 'critical', 'Report it with the correlation id.', hidden),
  resource_exhausted: row('SYS_002', 42902, 429, 'high', 'Slow down; then try again.', again),
  maintenance: row('SYS_003', 50304, 503, 'low', LATER, again),
  unavailable: row('SYS_004', 50305, 503, 'high', 'The gateway is starting or stopping. Try again.', again),
  operation_failed: row('SYS_005', 50006, 500, 'high', 'Read the message.'),
  activity_unavailable: row(
    'SYS_006',
    50320,
    503,
    'high',
    'Make room on the disk of the activity log; `secure-mcp-gateway status` says what is wrong.',
    again,
  ),

  telemetry_provider_failed: row('TELEM_001', 50306, 503, 'low', 'Check the telemetry provider.', hiddenAgain),
  telemetry_export_failed: row('TELEM_002', 50215, 502, 'low', 'Check the collector.', hiddenAgain),
  telemetry_config_invalid: row('TELEM_003', 50007, 500, 'low', CHECK_CONFIG, hidden),

  cache_connection_failed: row('CACHE_001', 50307, 503, 'low', 'Check the cache server.', hiddenAgain),
  cache_operation_failed: row('CACHE_002', 50008, 500, 'low', 'Check the cache server.', hiddenAgain),
  cache_value_invalid: row('CACHE_003', 50009, 500, 'low', 'Clear the cache.', hidden),

  secrets_unavailable: row(
    'SECRET_001',
    50309,
    503,
    'high',
    'Run `secure-mcp-gateway secret status`; it says why and what helps.',
    again,
  ),
  secret_missing: row('SECRET_002', 50010, 500, 'high', 'Set it: `secure-mcp-gateway secret set <name>`.'),

  sign_in_needed: row('OAUTH_001', 40310, 403, 'medium', 'Ask the person to run `secure-mcp-gateway oauth connect`.'),
  token_refused: row('OAUTH_002', 50217, 502, 'high', 'Read the reason; check the client and the grant in `oauth`.'),
  authorization_server_failed: row('OAUTH_003', 50218, 502, 'high', LATER, again),
  scope_missing: row('OAUTH_004', 40311, 403, 'medium', 'Connect the server again with the scopes that it names.'),
  sign_in_failed: row(
    'OAUTH_005',
    40002,
    400,
    'medium',
    'Start the sign-in again: `secure-mcp-gateway oauth connect`.',
  ),
  oauth_misconfigured: row('OAUTH_006', 50011, 500, 'high', 'Correct `oauth` of the server; the message says what.'),

  approval_denied: row(
    'APPR_001',
    40307,
    403,
    'medium',
    'A person said no. Do not retry; ask them what to do instead.',
  ),
  approval_timed_out: row(
    'APPR_002',
    40801,
    408,
    'medium',
    'Nobody answered in time. Ask the person, then retry.',
    again,
  ),
  approval_unavailable: row(
    'APPR_003',
    40308,
    403,
    'medium',
    'A person can still allow it: `secure-mcp-gateway approvals list` shows it. Then retry with the same arguments.',
  ),
  approval_queue_full: row(
    'APPR_004',
    42903,
    429,
    'medium',
    'Too many calls wait for a person. Wait until some are decided.',
    again,
  ),
  approval_conflict: row('APPR_005', 40902, 409, 'low', 'Look at the waiting calls again, then decide.'),
  approval_void: row('APPR_006', 40903, 409, 'high', 'The call changed after it was allowed. Ask again.'),
  paused: row('APPR_007', 50308, 503, 'medium', 'Wait until a person resumes it. Do not work around this.', again),

  rate_limited: row(
    'LIMIT_001',
    42904,
    429,
    'medium',
    'Wait as long as the message says, then go on more slowly.',
    again,
  ),
  queue_full: row('LIMIT_002', 42905, 429, 'medium', 'Wait a moment, then retry; send fewer calls at once.', again),
  too_many_requests_at_once: row('LIMIT_003', 42906, 429, 'medium', 'Wait until earlier requests are answered.', again),
  content_too_complex: row('LIMIT_004', 41302, 413, 'medium', 'Send less in one message, or less deeply nested.'),
  answer_too_complex: row('LIMIT_005', 50216, 502, 'medium', 'Ask for less in one call, or raise the limit.'),
  request_timed_out: row(
    'LIMIT_006',
    40802,
    408,
    'low',
    'Send the whole request at once, or raise `limits.requestArrival`.',
    again,
  ),

  parse_failed: row('RPC_001', -32700, 400, 'low', 'Send well-formed JSON in UTF-8.'),
  invalid_request: row('RPC_002', -32600, 400, 'low', 'Send a JSON-RPC 2.0 message as MCP defines it.'),
  unknown_method: row('RPC_003', -32601, 404, 'low', 'Use a method that the advertised capabilities cover.'),
  invalid_params: row('RPC_004', -32602, 400, 'low', 'Correct the named parameter.'),
  header_mismatch: row('RPC_005', -32020, 400, 'low', 'Make the Mcp-* headers say what the body says.'),
  unsupported_protocol_version: row('RPC_006', -32022, 400, 'low', 'Use a protocol version from `data.supported`.'),
  cancelled: row('RPC_007', 49901, 499, 'low', 'The client took the request back.'),

  forbidden_origin: row(
    'HTTP_001',
    40309,
    403,
    'high',
    'Add the host or origin to `listen.allowedHosts` or `listen.allowedOrigins`.',
  ),
  body_too_large: row('HTTP_002', 41301, 413, 'medium', 'Send less, or raise `listen.maxBodyBytes`.'),
  unsupported_media_type: row('HTTP_003', 41501, 415, 'low', 'Send `Content-Type: application/json`.'),
  not_acceptable: row('HTTP_004', 40601, 406, 'low', 'Accept both `application/json` and `text/event-stream`.'),
  unknown_session: row('HTTP_005', -32001, 404, 'low', 'Start a new session with `initialize`.'),
  session_required: row('HTTP_006', -32000, 400, 'low', 'Send `initialize` first, then its `Mcp-Session-Id`.'),
  method_not_allowed: row('HTTP_007', 40501, 405, 'low', 'Use POST.'),
  unknown_path: row('HTTP_008', 40401, 404, 'low', 'MCP is served at `/mcp` and `/servers/<name>/mcp`.'),
  session_conflict: row('HTTP_009', 40901, 409, 'low', 'Close the other stream of this session first.'),
} as const satisfies Readonly<Record<string, ErrorRow>>;

export type ErrorCode = keyof typeof ERROR_CODES;
