import { describe, expect, it } from 'vitest';
import { UrlCondition } from '../../../../../shared/config/argument-rules';
import { compileUrlCondition } from '../../../../../main/gateway/argument-rules/url-condition';

const problem = (condition: object, value: unknown) => compileUrlCondition(UrlCondition.parse(condition))(value);

describe('compileUrlCondition', () => {
  const allow = { allow: ['example.org', '*.example.org', 'bücher.example', 'api.test:8443', '10.0.0.0/8', '[::1]'] };

  it.each([
    'https://example.org',
    'http://EXAMPLE.org./x?y#z',
    'https://a.b.example.org:444/',
    'https://evil.test@example.org/',
    'https://xn--bcher-kva.example/',
    'https://BÜCHER.example/',
    'https://ｅｘａｍｐｌｅ.org/',
    'https://api.test:8443/x',
    'http://10.1.2.3/',
    'http://0x0a010203/',
    'http://[::ffff:10.1.2.3]/',
    'http://[::1]:8080/',
    'example.org',
    'example.org:8080',
    'api.test:8443',
    '[::1]:80',
  ])('lets %s pass', (url) => expect(problem(allow, url)).toBeUndefined());

  it.each([
    'https://example.org.evil.test/',
    'https://example.org@evil.test/',
    'https://example.org:80@evil.test/',
    'https://example.org%2f@evil.test/',
    'https://evilexample.org/',
    'https://evil.test/example.org',
    'https://evil.test?example.org',
    'https://evil.test#@example.org',
    'https://evil.test\\@example.org',
    'https://evil.test\t@example.org/',
    ' https://example.org/',
    'https:example.org',
    'https:/example.org',
    '//example.org/',
    'example.org/x',
    'user@example.org',
    'https://exаmple.org/',
    'https://api.test/',
    'http://11.1.2.3/',
    'http://127.1/',
    'ftp://example.org/',
    'javascript://example.org/%0aalert(1)',
    'file:///etc/passwd',
    'data:text/plain,x',
    'localhost:8080',
    'http://',
    '',
    5,
    ['https://example.org'],
  ])('refuses %j', (url) => expect(problem(allow, url)).toBeTypeOf('string'));

  it('denies what is denied, whatever it is dressed as, and what is denied outdoes what is allowed', () => {
    const deny = { deny: ['*.internal', '169.254.0.0/16', '127.0.0.1', 'localhost'] };
    for (const bad of [
      'http://a.internal/',
      'http://169.254.169.254/latest',
      'http://2852039166/',
      'http://0xa9fea9fe/',
      'http://[::ffff:a9fe:a9fe]/',
      'http://127.0.0.1:80/',
      'http://0177.0.0.1/',
      'http://localhost./',
      'localhost:1',
    ]) {
      expect([bad, problem(deny, bad)]).toEqual([bad, 'names a host that is not allowed']);
    }
    expect(problem(deny, 'https://example.org/')).toBeUndefined();
    expect(problem({ allow: ['*'], deny: ['x.test'] }, 'https://x.test/')).toBeDefined();
    expect(problem({ allow: ['*'], deny: ['x.test'] }, 'https://y.test/')).toBeUndefined();
    expect(problem({ allow: ['x.test:443'] }, 'https://x.test/')).toBeUndefined();
    expect(problem({ allow: ['x.test:443'] }, 'http://x.test/')).toBeDefined();
    expect(problem({ allow: ['x.test'], schemes: ['https'] }, 'http://x.test/')).toMatch(/https/);
  });

  it.each(['exa mple.org', 'a*b.test', '10.0.0.0/64', '', '*.'])('takes no host such as %j', (host) => {
    expect(() => compileUrlCondition({ allow: [host], schemes: ['https'] })).toThrow(SyntaxError);
  });

  it('never repeats what it was given', () => {
    expect(problem(allow, 'https://user:hunter2@evil.test/')).not.toMatch(/hunter2|evil/);
  });
});
