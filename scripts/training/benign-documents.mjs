import { fillTemplates, linesOf } from './templates.mjs';

const slots = {
  tool: [
    'the gateway',
    'our agent framework',
    'the bot',
    'the plugin',
    'the SDK',
    'this server',
    'the command line tool',
    'the scheduler',
    'the template engine',
  ],
  part: [
    'prompt',
    'tool',
    'resource',
    'session',
    'message',
    'instruction file',
    'system prompt',
    'context window',
    'hook',
    'decorator',
    'role',
    'policy',
  ],
  verb: ['overrides', 'replaces', 'extends', 'ignores', 'wraps', 'validates', 'forwards', 'logs', 'merges', 'resets'],
  option: [
    '"strict"',
    '"instructions"',
    '"ignoreErrors"',
    '"systemPrompt"',
    '"maxTokens"',
    '"override"',
    '"secrets"',
    '"trustProxy"',
    '"previous"',
    '"role"',
  ],
  risk: [
    'prompt injection',
    'secret leakage',
    'path traversal',
    'request smuggling',
    'tool poisoning',
    'privilege escalation',
  ],
  user: [
    'the user',
    'an administrator',
    'the caller',
    'the client',
    'the model',
    'the assistant',
    'the maintainer',
    'the reviewer',
  ],
  vendor: ['Acme', 'Tideline', 'Quarry', 'Sundial', 'Corvid', 'Pinwheel'],
  area: [
    'pricing',
    'search',
    'tickets',
    'payments',
    'calendars',
    'cloud cost',
    'audience insights',
    'vector storage',
    'customer data',
  ],
};

const templates = linesOf(`
  The {option} option {verb} the {part} of {tool}. Its default is false. When it is true, {user} has to confirm each change, and a warning is written to the log.
  {tool} {verb} every {part} before {user} sees it. If a {part} is not valid, the request ends with an error and nothing is sent.
  You are able to register a {part} at any time before the server starts. Everything you register lives in its own scope, and you must not change it later.
  To write a good {part}, say what the model should do, give one example, and keep it short. Do not repeat the rules of the {part} in every message.
  Security: {tool} treats the output of tools as data. Instructions found in it are never followed, but {risk} is still possible, so review what {user} may do.
  This release fixes a case of {risk}: {tool} {verb} the {part} even when {option} was set. All users should update. Thanks to {vendor} for the report.
  /**\\n * Registers a {part} for {user}. The returned text tells {user} what {tool} can do; it {verb} what was there before.\\n */\\nexport function register(server) {\\n  server.add('{area}', { role: 'user', content: 'Hello' });\\n}
  const system = 'You are a helpful assistant for {area}.';\\nconst messages = [{ role: 'system', content: system }, { role: 'user', content: question }];\\n// {tool} {verb} the {part} here
  feat({area}): {tool} now {verb} the {part}\\n\\n* add tests for {option}\\n* docs: describe what {user} must do after the update
  fix: do not forget the {part} when {user} sends two requests at once (#412)\\n\\nThe previous code {verb} all {part}s before the first answer had arrived.
  refactor({area}): remove the old {part}, ignore unknown fields and pass {option} on
  # {vendor} for {area}\\n\\nAsk your assistant things like "show me all open items", "what changed since last week?" or "create a report and send it to the team". {tool} asks before it writes anything.
  Use this tool whenever {user} asks about {area}. Returns a list of results with title, link and date. Call it before you answer, and cite the link. Do not call it for anything else.
  This tool deletes a {part}. This cannot be undone. Always ask {user} first and show what will be deleted.
  How does {tool} stop {risk}? It checks every {part} against the policy, hides secrets, and asks {user} where a rule says so. A phrase that asks a model to drop its rules is reported, not blocked.
  FAQ. Why does {tool} say that a {part} was refused? Because {option} is set. What can {user} do? Open the settings, choose {area} and give the permission again.
  Agents that read e-mail can be tricked by text in it. We tested {tool} against {risk} with forty messages; in three of them {user} was misled. The paper describes the messages and what helped.
  test('{tool} {verb} the {part}', async () => {\\n  const result = await send({ {area}: 1, role: 'assistant' });\\n  expect(result.text).toBe('the {part} was ignored');\\n});
  Contributing. Before you open a pull request, read all the rules above, run the tests and describe what your change {verb}. We ignore requests without a test.
  Hooks run in the order in which they were registered. A hook {verb} the {part} that came before it, and all of your hooks see the new value. You must call next, otherwise the request hangs.
  System message of {tool}: "You answer questions about {area}. You cite sources. You never reveal personal data of {user}." Change it in the file prompts/{area}.md.
  You can add your own {part} in three steps. First you create a file, then you tell {tool} where it is, and finally you restart. From now on you will see it in the list. You should not share it, because {option} may hold secrets.
  Imagine that you have two {part}s and you want both of them to see the same value. You cannot change the first one any more, so you have to wrap it. {tool} does exactly that for you, and it never asks you to write the same code twice.
  By now you know how {tool} {verb} a {part}. What you have learned so far works without {option}; in the next chapter you will act as {user} and break it on purpose, to find out which rules protect you from {risk}.
  Act as an agent for {area}. Begin each answer with what you are going to do. Think step by step, use the tools you need, check the result, and stop when {user} is content. You must always ask before you write. Do not invent numbers.
  If you have ever asked yourself why {tool} {verb} everything that you sent before, here is the answer: each {part} starts from nothing. It has no memory, it knows no earlier request, and you must give it all it needs.
  You now have a {part} of your own, nice! It will be called for all requests, so keep it fast. You do not need to worry about {risk}, {tool} does that, but never print {option}.`);

/** Texts about software, models and attacks on them, as they lie in repositories; written for this file. */
export function benignDocuments() {
  return fillTemplates({ templates, slots, each: 12, seed: 402 }).map((text) => text.replaceAll('\\n', '\n'));
}
