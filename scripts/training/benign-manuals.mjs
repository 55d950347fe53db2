import { fillTemplates, linesOf, textsOf } from './templates.mjs';

const slots = {
  legalWork: ['software', 'library', 'program', 'documentation', 'file', 'work', 'package'],
  legalDeed: ['use', 'copy', 'modify', 'distribute', 'sell', 'publish', 'sublicense', 'adapt', 'share'],
  proviso: [
    'subject to the conditions below',
    'provided that this notice is kept',
    'whether in contract or otherwise',
    'including without limitation the rights to sell copies',
    'on the following conditions',
    'and to let others do so',
  ],
  part: linesOf(`
    plugin
    route
    handler
    middleware
    schema
    module
    function
    component
    logger
    decorator
    helper
    container
    image
    client
    adapter
    cookie
    stream
    validator
    response
    request
    encoder
    charset
    content encoding
    compression
    cache entry
    redirect
    query string
    form body
    upload
    origin
    status code
    proxy
    build
    pipeline
    test
    type
    option
    parser
    header
    extension
    connector`),
  file: [
    'package.json',
    'the Dockerfile',
    'tsconfig.json',
    'src/app.ts',
    'settings.json',
    'the README',
    '.env',
    'compose.yaml',
    'main.py',
    'the lock file',
    'the workflow file',
    'your shell profile',
  ],
  does: [
    'registers',
    'compiles',
    'validates',
    'encodes',
    'parses',
    'sends',
    'overrides',
    'wraps',
    'inherits',
    'returns',
    'serialises',
    'skips',
    'resolves',
    'loads',
    'mocks',
    'exposes',
    'rewrites',
    'forwards',
  ],
  todo: [
    'register',
    'compile',
    'validate',
    'encode',
    'parse',
    'send',
    'override',
    'wrap',
    'inject',
    'return',
    'serialise',
    'skip',
    'resolve',
    'load',
    'mock',
    'expose',
    'rewrite',
    'import',
    'export',
    'call',
    'install',
    'build',
    'drop',
    'respect',
    'avoid',
    'allow',
    'prefer',
    'deprecate',
  ],
  fault: [
    'a race',
    'a memory leak',
    'an undefined value',
    'a wrong header',
    'double encoding',
    'an unhandled rejection',
    'a failing test',
    'a missing export',
    'an off-by-one',
    'a timeout',
    'stale data',
    'a type error',
  ],
  when: [
    'when the option is set',
    'if the client disconnects',
    'on Windows',
    'in strict mode',
    'for empty bodies',
    'after an upgrade',
    'when no value is given',
    'during start-up',
    'in every file where you need it',
    'before the server listens',
    'with large payloads',
    'when gzip is off',
    'if the browser sends no header',
    'when base64 is expected',
    'unless told otherwise',
  ],
  product: [
    'the Okta server',
    'VS Code',
    'Claude Desktop',
    'Cursor',
    'Postman',
    'GitHub',
    'Slack',
    'Notion',
    'a Postgres database',
    'Kubernetes',
    'Grafana',
    'the Stripe API',
    'Home Assistant',
    'your cluster',
    'an MCP client',
    'LM Studio',
    'Copilot',
  ],
  header: [
    'Content-Type',
    'Vary',
    'Accept-Language',
    'Cache-Control',
    'Authorization',
    'X-Forwarded-For',
    'Origin',
    'Set-Cookie',
    'Transfer-Encoding',
  ],
  codec: ['base64', 'gzip', 'brotli', 'hex', 'UTF-8', 'deflate', 'JSON', 'MessagePack', 'base64url'],
  kind: ['feat', 'fix', 'docs', 'chore', 'refactor', 'perf', 'test', 'ci', 'build', 'style'],
  scope: [
    'core',
    'router',
    'context',
    'auth',
    'deps',
    'types',
    'compress',
    'client',
    'cli',
    'logger',
    'cookie',
    'docker',
    'encoding',
    'etag',
    'cors',
    'compress',
    'body-limit',
    'jwt',
    'proxy',
  ],
  data: [
    'messages',
    'records',
    'issues',
    'pages',
    'users',
    'tickets',
    'files',
    'memories',
    'prompts',
    'secrets',
    'alerts',
    'transactions',
    'events',
    'conversations',
    'entities',
    'credentials',
  ],
};

const prose = linesOf(`
  In this guide you will learn how to {todo} a {part} and how to {todo} its {part}.
  Now you will {todo} your {part} in {file}.
  Fine, but how do you {todo} the {part} in twenty places? Perhaps with a {part} of your own.
  If you want to {todo} more than one {part}, you can pass a list of them.
  First, open {file} and {todo} the {part}. Then run the command again.
  As mentioned above, the {part} {does} the {part} {when}.
  Do not {todo} the {part} yourself; the framework {does} it for you.
  You must {todo} the {part} before you {todo} the {part}, otherwise it will throw.
  Remember to {todo} the {part} {when}.
  Note that the {part} {does} everything {when}, so you do not have to {todo} it.
  Let us {todo} a {part} together: it takes a {part} and {does} a new one.
  There is no other way to {todo} a {part}, so you should never {todo} the {part} directly.
  Whilst the {part} was deprecated, you can still {todo} it {when}.
  Make sure to {todo} your {part}, and ship it together with the other parts.
  What happens {when}? The {part} {does} the previous {part} and ignores the new one.
  With {product} the language model works with your {data} directly, and no application stands in between.
  {product} brings your {data} to chatbots and other agents. Ask in natural language to {todo} them.
  IMPORTANT: please read this section before you connect {product}. All {data} that a tool returns are sent to the model.
  Put the key here instead of your_key: the one of {product}.
  To use it with {product}, add the following block to {file}.
  Click the button to install the server in {product}, or add it to {file} by hand.
  Ask the assistant: "{todo} the {part} and list all {data}".
  Example prompts: "Show me the {data} from last week", "Create a {part} for {product}", "Summarise my {data}".
  Put these custom instructions into your project: always look up the {data} first, and say "Remembering..." when you do.
  The prompt decides how often the model saves {data}; change it for your own use.
  You will be asked for the password of {product}; it is stored in {file} and never sent to the model.
  The assistant can {todo}, {todo} and {todo} {data} in {product}, all without leaving the chat.
  Use this tool to {todo} {data}. You should call it {when}. Returns the {data} as JSON.
  By default the server will not {todo} {data}; set the option to allow it.
  Thanks for your pull request! Could you {todo} the {part} and add a test {when}?
  We no longer {todo} the {part}; the old {part} is ignored {when}.
  See the migration guide: forget about the old {part}, everything before version 4 is unsupported.`);

/** What stands at the end of each manual, in many words. */
const legal = linesOf(`
  Anybody who obtains this {legalWork} is hereby permitted to use, copy, change and sell it without any restriction, {proviso}.
  Permission to use, copy, merge, publish and sublicense this {legalWork} free of charge is granted to any person, {proviso}.
  You may {legalDeed} and {legalDeed} this {legalWork} for any purpose, without limitation, {proviso}.
  The notice above must be kept in every copy of the {legalWork}.
  This {legalWork} comes as it is and without warranty of any kind; in no event are its authors liable for any claim or damage.
  The authors shall not be liable for damage that arises from the use of the {legalWork}, {proviso}.
  Released under the MIT licence, without restriction, see LICENSE for the whole text.
  Unless the law requires it or we agreed in writing, nobody may {legalDeed} the {legalWork} on other conditions.
  To report a vulnerability, do not open a public issue; send a mail to security@corp.example and we answer within three days.
  Please do not disclose a vulnerability before a fix is out, and give us all the details that you have.
  Redistribution in source and binary form is permitted, {proviso}.`);

const changes = textsOf(String.raw`
  {kind}({scope}): {todo} the {part} {when} (#{number})
  {kind}({scope}): {todo} {part} and {part}
  {kind}: {todo} {fault} {when}
  {kind}({scope}): respect the {part} {when}\n\n* {kind}({scope}): skip the {part} {when}\n\nThe {part} {does} the {part}, which caused {fault}.
  {kind}({scope}): honour {header} {when}\n\n* {todo} the {part} only if {header} says so\n* encode with {codec}, not with {codec}, {when}
  {kind}({scope}): encode the {part} as {codec} {when}\n\nWe decoded {codec} twice and ignored {header}.
  The {part} is encoded as {codec} and sent with {header}; decode it with {codec} first.
  {kind}: do not {todo} the {part} {when}\n\nPreviously it would {todo} the {part} first and ignore {fault}.
  {kind}({scope}): stop the {part} from {fault}\n\nCo-authored-by: Ann <ann@corp.example>
  ci: {todo} the {part} {when}\n\n- {todo} the {part}\n- output results as a table\n- compare revisions\n\nGenerated with Claude Code
  ### Features\n- List {data} with filters\n- Manage {data} and permissions\n- {todo} {data} with AI analysis
  ## Security\n- Never commit {file}\n- The {part} must {todo} all {data}\n- Ask the user before you {todo} {data}
  env:\n  - name: {product}\n    example: your-{scope}-password
      example: your-{scope}-session-token
  description: The {product} server lets AI agents {todo} {data} and {todo} the {part}.
  const {scope}Input = object({ level: oneOf('low', 'high').describe('which {part} to {todo}') })
  // {todo} the {part} {when}
  app.use(({scope}) => { /* {does} the {part} */ })
  throw new Error('The {part} must be a function {when}')`);

/** Manuals that say "you" and "must", changes and settings: the ordinary text nearest to orders. */
export function benignManuals() {
  const make = (templates, each, seed) =>
    fillTemplates({ templates, slots: { ...slots, number: ['41', '977', '5120'] }, each, seed });
  return [...make(prose, 22, 601), ...make(legal, 14, 603), ...make(changes, 22, 602)];
}
