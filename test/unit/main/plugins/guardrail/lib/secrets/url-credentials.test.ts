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
    `sqlcmd -S db -U sa -P ${password}`,
    `redis-cli -a ${password} ping`,
    `CREATE USER 'a'@'%' IDENTIFIED BY '${password}'`,
    `machine api.acme.dev login bob password ${password}`,
    `$pwd = ConvertTo-SecureString "${password}" -AsPlainText -Force`,
    `new NetworkCredential("bob", "${password}")`,
    `DriverManager.getConnection(URL, "app", "${password}");`,
    `new PDO($dsn, 'root', '${password}');`,
    `smtp.login("bob", "${password}")`,
    `<AdministratorPassword>\n  <Value>${password}</Value>`,
    `net user bob ${password} /add`,
    `echo "root:${password}" | chpasswd`,
    `openssl rsa -in k.pem -passin pass:${password}`,
    `htpasswd -bc .htpasswd bob ${password}`,
    `echo ${password} | sudo -S true`,
    `unzip -P ${password} a.zip`,
    `variable "db_password" {\n  type    = string\n  default = "${password}"\n}`,
    `requirepass ${password}`,
    `enable secret ${password}\nusername bob`,
    `username admin privilege 15 password 0 ${password}`,
    `network={\n  psk="${password}"\n}`,
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
    "IDENTIFIED BY '<password>'",
    'machine api.acme.dev login bob password $PASSWORD',
    'ConvertTo-SecureString $env:PASSWORD -AsPlainText',
    'new PDO($dsn, $user, $password);',
    'await page.login("bob", "password")',
    'net user',
    'openssl rsa -in k.pem -passin env:KEY',
    'zip -r a.zip dir',
    'variable "region" {\n  default = "eu-west-1"\n}',
    'variable "db_password" {\n  type = string\n}',
    'enable secret 5 $1$abc$defghijkl',
    'enable feature flags\nusername is required',
  ])('leaves alone %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each(['variable "', 'echo a:', '.login("', 'zip ', 'net user a ', "identified by '", 'new PDO(a, "'])(
    'takes time in proportion to hostile text: %j over and over',
    (piece) => {
      const text = piece.repeat(200_000 / piece.length);
      const start = performance.now();
      found(text);
      expect(performance.now() - start).toBeLessThan(2_000);
    },
  );
});
