import { describe, expect, it } from 'vitest';
import { readExternalUrl } from '../../../../main/electron/security/external-url';

describe('addresses that are opened outside', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['HTTPS://EXAMPLE.com', 'https://example.com/'],
    ['http://localhost:8001/#code=x', 'http://localhost:8001/#code=x'],
    ['http://127.0.0.1:8001/', 'http://127.0.0.1:8001/'],
    ['http://[::1]:8001/', 'http://[::1]:8001/'],
  ])('%s', (given, opened) => {
    expect(readExternalUrl(given)).toBe(opened);
  });

  it.each([
    'http://example.com/',
    'http://localhost.example.com/',
    'file:///etc/passwd',
    'smb://server/share',
    'ms-settings:network',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@example.com',
    'https://user@example.com/',
    'https://user:password@example.com/',
    'app://main/index.html',
    '/relative',
    '',
    `https://example.com/${'x'.repeat(5_000)}`,
  ])('are not %s', (given) => {
    expect(() => readExternalUrl(given)).toThrow(/^The address is not opened: it /);
  });
});
