/**
 * What tools hand on all day, in little: documentation, code, logs, messages, rows. Written for the warm-up, from words that
 * such texts are full of and that patterns wait for.
 */
export const ORDINARY_TEXTS: readonly string[] = [
  `# Orders\n\nA small service that stores orders and sends a note when one of them changes. It needs Node 20 or newer.
## Install\n\n\`\`\`sh\nnpm install --save-exact orders-client\nexport ORDERS_URL=https://orders.example.com/api\n\`\`\`
Please read the notes on security before you use it in production. All requests must be signed, so you need a key first.
If you are not sure which version to choose, use the latest release. Do not use the older ones, they are no longer supported.
See also: [the guide](./docs/guide.md), the list of changes, and [how to contribute](https://example.com/contribute?from=readme).
- \`limit\` (number, default 50): how many orders to return at most. Must be greater than zero, otherwise an error is thrown.
- \`next\`: where the next page begins; show it to nobody, pass it back as it is. Contact: orders@example.com, 1-800-555-0199.`,
  `import { readFile } from 'node:fs/promises';\nimport { createServer } from '../../lib/server.js';\n
// Ignore the result: the caller has the answer already, and a failure here must not reach the user.
export async function loadConfig(path: string, { signal, isStrict = false } = {}) {
  const text = await readFile(path, { encoding: 'utf8', signal });\n  const config = JSON.parse(text);
  if (isStrict && config.version !== 3) throw new Error(\`Unknown version \${config.version} in \${path}\`);
  /* Override the defaults, but keep what the user has set before. */
  return { ...defaults, ...config, token: process.env.API_TOKEN ?? '', password: undefined };\n}
function* walk(node, depth = 0) {\n  for (const child of node.children ?? []) yield* walk(child, depth + 1);\n}
it('returns an empty list when nothing is found', async () => {\n  expect(await client.get('/users?page=2')).toEqual([]);\n});
const server = createServer((request, response) => response.end('ok')).listen(8080, '127.0.0.1');`,
  `fix(auth): do not send the token to other hosts after a redirect\n
The client included the header Authorization in every request, also where the location had changed to another domain. Previous
releases are affected. Instead of dropping all headers we now remove those that hold credentials, unless the user says otherwise.
This reverts commit 4f2d9c1 and disables the switch "follow", which was turned off by default anyway. It works as it does
in browsers: see the rules of the fetch standard. Verified with the tests that are included.
BREAKING CHANGE: the option \`unsafe\` was removed. From now on, an illegal value throws a TypeError at once.
Reviewed-by: Stan Example <stan@example.com>\nSigned-off-by: Ann Example <ann@example.com>\nCloses #1204, see also #998.`,
  `### Running in containers\n\nThe image is built for amd64 and arm64. Mount your configuration at /etc/orders and set the variables below:
| name | meaning | default |\n| --- | --- | --- |\n| PORT | where the server listens | 3000 |\n| ADMIN_PASSWORD | given to the administrator at the first start | none |
1. Create a secret with \`kubectl create secret generic orders --from-literal=key=value\`, then apply the manifest.\n2. Wait until the pods are ready; kill those that hang.
3. Open http://localhost:3000 in a browser and enter your name and address, e.g. 12 Main Street, Springfield, IL 62701.
> **Note**: In developer mode the system prompts for confirmation only once. NEVER expose this port; you MUST put a proxy before it.
<!-- markdownlint-disable MD013 -->\n<details><summary>How to restore a backup</summary>Run \`restore --from s3://bucket/2027-01-31.tar.gz\`.</details>
AWS users: the role needs access to the bucket, and aws_region has to be set. Tokens expire within 24 hours; renew them without a restart.`,
  `2027-01-31T12:00:00.123Z INFO  worker 1/4 started, pid 4711, memory 88 MB\n2027-01-31T12:00:01.004Z WARN  retry 2/5: connect ECONNREFUSED 10.0.0.12:5432
2027-01-31T12:00:02.950Z ERROR request failed: status=503 id=9f1c2e77-3b1a-4c55-8e0f-6a5d2b9c0d11 path=/v1/orders?limit=10%20items
    at Client.request (/app/node_modules/orders/dist/index.js:88:15)\n    at async main (file:///app/src/main.js:12:3)
Traceback (most recent call last):\n  File "app/main.py", line 42, in handler\n    raise ValueError("invalid literal for int() with base 10: 'abc'")
$ git log --oneline -3 && echo done\n$ curl -s -X POST -H 'Content-Type: application/json' -d '{"id": 1}' https://api.example.com/v1/run | jq .
$ rm -rf build/ && make all; sudo systemctl restart orders`,
  `SELECT o.id, c.name, SUM(o.total) AS total FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status = 'open' AND o.total > 100 GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 20;
class OrderStore:\n    """Keeps orders in memory. Raises KeyError when there is no such order."""\n    def __init__(self, path: str = "orders.db", *, timeout: float = 5.0):\n        self._lock = threading.Lock()
    def get(self, key):\n        return self._items[key]\n\ndef main():\n    parser = argparse.ArgumentParser(description=__doc__)\n    parser.add_argument("--output", help="where to write the result")
services:\n  web:\n    image: nginx:1.27\n    ports: ["8080:80"]\n    environment:\n      - DATABASE_URL=postgres://app@db/orders\n    depends_on: [db]
{"name": "orders", "version": "1.2.3", "license": "MIT", "scripts": {"build": "tsc -b", "test": "vitest run"}, "keywords": ["mcp", "agent", "llm"]}
{"users":[{"id":1,"name":"Ada Example","email":"ada@example.com","role":"admin"},{"id":2,"name":"Bob Example","email":"bob@example.com","role":"viewer"}],"total":2}`,
  `Dear Mr. Example,\n\nthank you for your message. We received your order on Monday and will send it to your address this week. Please confirm the phone
number, +44 20 7946 0000, so that the driver can call you. If everything is correct, you need do nothing. The link below leads to the bill.
As discussed, the meeting was moved to 3 pm. My name is Clara Example, and I look after your account. Best regards
When the assistant calls a tool, the model receives the result and answers the user. Ask the user before files are deleted. Any language
model can be used; tools return text, and most agents keep the whole conversation. The system message is described in the chapter on prompts.
Each character of the story has a role: one imagines, one writes, and the third refuses to pay.
Forget about the old interface: act on events instead of asking for them. It is not allowed to change the policy, but you can say which rules apply.`,
  `Changelog\n\n## 4.0.0 (2027-01-31)\n\n- The restrictions on the number of pages are gone; previously only 10 pages were returned.\n- Added: roles for administrators, a hidden column for internal notes, and the option to export all data.
- Fixed: a prompt that repeated itself forever, words and paragraphs that were lost when the text was translated, and a typo in the instructions.
- Changed: warnings are printed to stderr only. The real reason of a failure is shown, the actual values are not. Secrets never appear in the output.
- Deprecated: \`Client#send\`. Use \`Client#post\` as described above; it accepts the same arguments and has been the recommended way since version 3.
- Security: an attacker could inject commands through a file name (CVE-2026-0001). Upgrade immediately. Do not open files from untrusted sources.
Known issues: the service must be restarted after the certificate was replaced; on Windows, paths such as C:\\Users\\me are not decoded (%7Efoo).`,
  `### Frequently asked questions

Requests with an access token follow the steps for clients described across this page; other questions go to the forum. Tasks end at the end of the day.
The annotations readOnlyHint and destructiveHint are hints, other clients ignore them. Basic access with a username is enabled in the demo; the role user_admin has all permissions.
Sockets are kept open. With one exception, parcels are routed by zip code, despite the holidays; they are set aside for each user. It is used by many.
MySQL, Redis and Cloudflare are supported behind the gateway; see api-reference.md, sdk-node and test_orders.py. Prototype code lives in re_export.
Answer with yes to abort the cycle three times, 12 copies in all. Your role is shown as key-value pairs. We moved to 5 Avenue Example, PO Box 12; the office in Calle Example was closed.
"integrity": "sha512-mM8Pn3jz2vY0tqk9dS7yq6lD1c4Hk2F3w5oA8bV9xE0rT7uI6pL5kJ4hG3fD2sA1zXcVbNmQwErTyUiOpAsDfGh==",
The following tasks are supported by the core: reading, writing and sorting of pages. Born in 2010, the project is endorsed by its users.
Internal resources are not part of the list. Keys of your API are kept in config/secret_store.`,
];

/** The same in other scripts, and characters of all kinds: code that has met none of them is made anew when it does. */
export const FOREIGN_TEXTS: readonly string[] = [
  `## Traductions\n\nLe service est prêt : « commandes », prix en € et numéros (n° 12). Größe und Straße ändern; año, señal, coração, łódź, ğ.
Сервис хранит заказы и отправляет письмо, когда один из них изменился. Версия 3.2, см. раздел «Установка». Ελληνικά: η υπηρεσία είναι έτοιμη.
サービスは注文を保存し、変更があるとメールを送ります。設定は「config」にあります。\u3000该服务保存订单，并在更改时发送通知。서비스가 준비되었습니다.
الخدمة جاهزة للاستخدام. השירות מוכן. सेवा तैयार है। บริการพร้อมแล้ว ✅ 🚀 👩‍💻 ⚠️ ☎️ ½ ² ﬁle Ｆｕｌｌ ｗｉｄｔｈ ①②③ e\u0301 a\u0300 …
| → | ← | ✓ | ✗ | • | · | — | – | “quoted” | ‘single’ | ™ | © | ® | ° | ± | × | ÷ | ≤ | ≥ | ∞ | √ | λ | π | µ | ½ |
\u00a0\u00a0soft\u00adhyphen, zero \u200b width, \u{1d54f}, \u{20bb7}; naïve café, Ünïcödé, sooooo, h3llo, w0rld, A B C D, x!! y@ $5 1st 2nd 3rd.`,
  `commit 9fceb02d0ae598e95dc970b74767f19372d61af8\nMerge: 1f2d3c4 a1b2c3d\n\x1b[32m+ added\x1b[0m\n\n![badge](https://img.example.com/badge/build-passing-green.svg?style=flat&logo=node)
{"data":"eyJvcmRlciI6IjEyMyIsInN0YXR1cyI6Im9wZW4ifQ","hex":"48656c6c6f2c20776f726c6421205265616479","path":"/a/b%20c%20d%20e/%C3%A9t%C3%A9"}
import_module_with_a_long_name_1234567890_and_more/of/it/as/paths/have_it-in-projects/node_modules/.cache/index.js
12.34.56.78 2001:db8::1 00:1b:44:11:3a:b7 +49 30 901820 (212) 555-0187 4111 1111 1111 1111 DE89 3704 0044 0532 0130 00 123-45-6789
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
password: hunter22 and api_key = "k3y-V4lu3-0f-N0thing"; scheme://user:pass@host.example.com/path`,
];

/** What servers offer, as they offer it. */
export const ORDINARY_DEFINITIONS: readonly object[] = [
  {
    name: 'read_file',
    description:
      'Reads a file and returns its content. Use this tool before you edit a file; ask the user when you are not sure which one is meant. Only works within the allowed directories.',
    inputSchema: {
      type: 'object',
      properties: {
        path: { type: 'string', description: 'The path of the file, relative to the project. Must not be empty.' },
        encoding: { type: 'string', enum: ['utf8', 'base64'], default: 'utf8' },
      },
      required: ['path'],
    },
    annotations: { title: 'Read a file', readOnlyHint: true, openWorldHint: false },
  },
  {
    name: 'search_orders',
    description:
      'Searches for orders by customer, status or date. Returns the best matches first, at most 50. Always pass the id of the project; call list_projects first if you do not know it.\n\nArgs:\n    query: What to search for\n    limit: How many results to return (optional)\n\nReturns:\n    A list of orders with their status',
    inputSchema: {
      type: 'object',
      properties: { query: { type: 'string' }, limit: { type: 'integer', minimum: 1, maximum: 50 } },
    },
  },
  {
    name: 'send_message',
    description:
      'Sends a message to a channel or a person on behalf of the user. IMPORTANT: the user should confirm the text before it is sent. Do not use this for secrets, passwords or API keys.',
    inputSchema: {
      type: 'object',
      properties: {
        to: { type: 'string', description: 'An e-mail address or the name of a channel, such as #general' },
        text: { type: 'string', description: 'The message, in plain text. See the instructions for formatting.' },
      },
      required: ['to', 'text'],
    },
  },
];
