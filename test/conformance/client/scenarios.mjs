const call = (client, name, given = {}) => client.callTool({ name, arguments: given });

/** Names of arguments that any tool of the suite accepts, so that every listed tool can be called. */
const ANYTHING = { region: 'eu', value: 'a', data: {}, items: [], nil: null, score: 1, field1: 'a', field2: 'b' };

const PLAYS = {
  initialize: (client) => client.listTools(),
  tools_call: async (client) => {
    await client.listTools();
    await call(client, 'add_numbers', { a: 5, b: 3 });
  },
  'elicitation-sep1034-client-defaults': async (client) => {
    await client.listTools();
    await call(client, 'test_client_elicitation_defaults');
  },
  'sse-retry': async (client) => {
    await client.listTools();
    await call(client, 'test_reconnection');
  },
  'request-metadata': (client) => client.listTools(),
  'sep-2322-client-request-state': async (client) => {
    await client.listTools();
    await Promise.all([call(client, 'test_mrtr_echo_state'), call(client, 'test_mrtr_unrelated')]);
    await call(client, 'test_mrtr_no_state');
    await call(client, 'test_mrtr_no_result_type');
  },
  'http-standard-headers': async (client) => {
    const { tools } = await client.listTools();
    for (const { name } of tools) await call(client, name);
    const { resources } = await client.listResources();
    for (const { uri } of resources) await client.readResource({ uri });
    const { prompts } = await client.listPrompts();
    for (const { name } of prompts) await client.getPrompt({ name });
  },
  'http-custom-headers': async (client, { toolCalls }) => {
    await client.listTools();
    for (const { name, arguments: given } of toolCalls) await call(client, name, given);
  },
  'http-invalid-tool-headers': async (client) => {
    const { tools } = await client.listTools();
    for (const { name, inputSchema } of tools) {
      await call(client, name, Object.fromEntries(inputSchema.required.map((one) => [one, ANYTHING[one]])));
    }
  },
  'json-schema-ref-no-deref': (client) => client.listTools(),
  'json-schema-2020-12-preservation': async (client) => {
    const { tools } = await client.listTools();
    const { inputSchema } = tools.find(({ name }) => name === 'json_schema_2020_12_tool');
    await call(client, 'json_schema_echo', { schema: inputSchema });
  },
};

/** Every scenario about authorization: the first tool is called, after as many sign-ins as it takes. */
async function playAuthorization({ client, asPerson }) {
  const { tools } = await asPerson(() => client.listTools());
  for (const { name } of tools) await asPerson(() => call(client, name));
}

/** Does with a connected client what the scenario looks at; `context` is what the suite says about it. */
export async function playScenario(name, { client, asPerson }, context) {
  if (name.startsWith('auth/')) return playAuthorization({ client, asPerson });
  const play = PLAYS[name];
  if (play === undefined) throw new Error(`There is nothing to do for the scenario "${name}"`);
  await play(client, context);
}
