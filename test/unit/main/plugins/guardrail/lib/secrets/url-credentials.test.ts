import { describe, expect, it } from 'vitest';
import { createRuleSet } from '../../../../../../../main/plugins/guardrail/lib/detect/rule-set';
import { URL_CREDENTIALS } from '../../../../../../../main/plugins/guardrail/lib/secrets/url-credentials';

const find = createRuleSet(URL_CREDENTIALS);
const found = (text: string) =>
  find(text)
    .filter(({ score }) => score >= 0.5)
    .map(({ start, end }) => text.slice(start, end));

const password = 'Wh4tever9';

describe('URL_CREDENTIALS', () => {
  it.each([
    `postgres://app:${password}@db.internal:5432/x`,
    `redis://:${password}@cache:6379/0`,
    `https://bob:${password}@git.acme.dev/x.git`,
    `amqp://u:${password}@[::1]:5672`,
    `curl -u admin:${password} https://x.y`,
    `curl --user 'admin:${password}' https://x.y`,
    `curl -u admin:'${password}' https://x.y`,
    `sshpass -p ${password} ssh bob@host`,
    `mysql -u root -p${password} db`,
    `docker login -u bob -p ${password} registry`,
    `CREATE USER 'a'@'%' IDENTIFIED BY '${password}'`,
    `machine api.acme.dev login bob password ${password}`,
  ])('finds the password in %s', (text) => {
    expect(found(text)).toEqual([password]);
  });

  it.each([
    'https://user:password@host/',
    'postgres://user:pass@localhost/db',
    'https://$USER:$PASSWORD@host/',
    'https://{user}:{password}@host/',
    'https://<user>:<password>@host/',
    'https://host:8080/@scope/name',
    'see http://a.b:80 and mail me@host.org',
    'curl -u "$USER:$PASSWORD" https://x.y',
    'curl -u username:password https://x.y',
    'mysql -h db -P 3306 -u root -p',
    'docker run -p 8080:80 nginx',
    'mkdir -p some/dir1',
  ])('leaves alone %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
