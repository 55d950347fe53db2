import { describe, expect, it } from 'vitest';
import { createAssignmentFinder } from '../../../../../../../main/plugins/guardrail/lib/secrets/assignments';
import { HEX, thrown, thrownUuid } from './thrown';

const find = createAssignmentFinder();
const found = (text: string) =>
  find(text)
    .filter(({ score }) => score >= 0.5)
    .map(({ start, end }) => text.slice(start, end));

const password = 'Tr0ub4d!r';
const key = thrown(32, HEX);

describe('createAssignmentFinder', () => {
  it.each([
    ['an environment file', (value: string) => `DB_PASSWORD=${value}`],
    ['a shell', (value: string) => `export SMTP_PASS="${value}"`],
    ['JSON', (value: string) => `{"dbPassword": "${value}", "port": 1}`],
    ['JSON in a string', (value: string) => `{\\"password\\": \\"${value}\\"}`],
    ['YAML', (value: string) => `db:\n  password: ${value}\n  port: 1`],
    ['YAML with quotes', (value: string) => `password: '${value}'`],
    ['TOML', (value: string) => `password = "${value}"`],
    ['properties', (value: string) => `spring.datasource.password=${value}`],
    ['XML', (value: string) => `<password>${value}</password>`],
    ['an XML attribute', (value: string) => `<property name="password" value="${value}"/>`],
    ['Ruby', (value: string) => `:password => "${value}",`],
    ['PHP', (value: string) => `define('DB_PASSWORD', '${value}');`],
    ['Go', (value: string) => `password := "${value}"`],
    ['Rust', (value: string) => `let password: &str = "${value}";`],
    ['C', (value: string) => `char password[32] = "${value}";`],
    ['a setter', (value: string) => `user.setPassword("${value}")`],
    ['a comparison', (value: string) => `if (password === "${value}") {`],
    ['a comparison the other way', (value: string) => `if ("${value}" == password) {`],
    ['a command line', (value: string) => `tool --password=${value} --verbose`],
    ['a command line with a space', (value: string) => `tool --db-password ${value}`],
    ['a connection string', (value: string) => `Server=db;User Id=sa;Password=${value};Encrypt=true`],
    ['a query', (value: string) => `https://x.y/login?user=a&password=${value}&b=1`],
    ['a sentence', (value: string) => `the password is ${value}`],
    ['SQL', (value: string) => `CREATE USER bob WITH PASSWORD '${value}';`],
    ['a wrapped string', (value: string) => `let password = String::from("${value}");`],
    ['a form', (value: string) => `page.fill("#password", "${value}")`],
    ['a secret from the command line', (value: string) => `create secret generic s --from-literal=password=${value}`],
    ['French', (value: string) => `mot de passe : ${value}`],
    ['Italian', (value: string) => `La password è ${value}`],
    ['a line of two words', (value: string) => `pw: ${value}`],
    ['German', (value: string) => `Passwort: ${value}`],
    ['Spanish', (value: string) => `contraseña: ${value}`],
    ['a name and a value below', (value: string) => `- name: DB_PASSWORD\n  value: "${value}"`],
    ['a name and a value beside', (value: string) => `[{"name": "DB_PASSWORD", "value": "${value}"}]`],
    ['what holds without an environment', (value: string) => `password = process.env.PW || "${value}"`],
    ['what is given to getenv', (value: string) => `password = os.getenv("PW", "${value}")`],
    ['a key store', (value: string) => `-Djavax.net.ssl.keyStorePassword=${value}`],
    ['a sentence about a machine', (value: string) => `the password for the staging box is ${value}`],
  ])('finds a password in %s', (_, write) => {
    expect(found(write(password))).toEqual([password]);
  });

  it.each([
    ['a key', `apiKey: "${key}"`, key],
    ['a header', `X-Api-Key: ${key}`, key],
    ['a key with the name of its vendor', `acme_stripe_key = "${key}"`, key],
    ['a key in a sentence', `My API key: \`${key}\``, key],
    [
      'a key that holds a word by chance',
      `apiKey = "1okSf710a7ZaqWLyoURkMpil3JxsdSrV"`,
      '1okSf710a7ZaqWLyoURkMpil3JxsdSrV',
    ],
    ['a password with a stop in it', 'DB_PASSWORD=Pepper.Harbor78', 'Pepper.Harbor78'],
    ['a UUID beside a name that says token', `token = "${thrownUuid()}"`, thrownUuid()],
    ['a key of a thousand characters', `access_token: "${thrown(1_000)}"`, thrown(1_000)],
    ['a key of a thousand characters in a file', `ACCESS_TOKEN=${thrown(1_000)}`, thrown(1_000)],
    ['words in one', `SLACKTOKEN=${key}`, key],
  ])('finds %s', (_, text, value) => {
    expect(found(text)).toEqual([value]);
  });

  it.each([
    ['a type', 'password: string;'],
    ['a call', 'const password = await ask("Password?")'],
    ['a member', 'const token = request.headers.authorization'],
    ['a variable', 'password=$DB_PASSWORD'],
    ['a template', 'password: ${{ secrets.PASSWORD }}'],
    ['a place to fill in', 'API_KEY=<your-api-key>'],
    ['a stand-in', 'SECRET_KEY=changeme'],
    ['stars', '"password": "********"'],
    ['nothing', 'DB_PASSWORD='],
    ['a path', 'password_file: /run/secrets/db'],
    ['an identifier', `client_secret_id: "${key}"`],
    ['a key in a map', `cache_key: "${key}"`],
    ['a hash', `"password_hash": "${key}"`],
    ['a public key', `public_key = "${key}"`],
    ['a page token', `"nextPageToken": "${key}"`],
    ['a count', 'max_tokens: 4096'],
    ['a label', '"password": "Enter your password"'],
    ['a schema', '{"password": {"type": "string"}}'],
    ['a sentence about passwords', 'The password is too short, and the token was missing.'],
    ['a list of names', '["password", "ghost16busters"]'],
    ['the word in another language', '"password": "Contraseña"'],
    ['a hash with its scheme', `"password": "{bcrypt}$2a$10$${thrown(53)}"`],
    ['the address of a coin', `"tokenAddress": "0x${thrown(40, HEX)}"`],
    ['a mark to be replaced', 'ADMIN_PASSWORD=@@PASSWORD@@'],
    ['a member of a member', 'Password = builder.Configuration["Db:Password"]'],
    ['a mark with stops in it', 'db.password=@db.password@'],
    ['the name said again', 'POSTGRES_PASSWORD: postgres'],
    ['a fixture', 'TEST_PASSWORD = "test1234"'],
    ['a digest beside its name', `token = "${thrown(64, HEX)}"  # sha256 of the body`],
    ['a handle of an operation', `cancel_token: ${thrownUuid()}`],
    ['a resource name', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-Ab12Cd'],
    ['what was sealed', `password: AgBy${thrown(200)}`],
    ['an environment without a fallback', 'password = os.getenv("DB_PASSWORD", "")'],
    ['a lexer', 'case Token.Identifier: return Token.Literal2;'],
    ['an input', '<input type="password" name="password" id="password1">'],
  ])('leaves alone %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});
