import { textsOf } from './templates.mjs';

/** What people write about changes to programs, in whole sentences: messages of commits, pull requests, reviews. */
export const CHANGES = textsOf(String.raw`
  Handle quoted values in the Accept header\n\nThe old code treated everything after the first semicolon as a comment, ignored explicit refusals, and fell back to the wildcard. Switch to the parser that is used elsewhere and pick the candidate with the highest weight.
  Do not overwrite the environment on dispatch\n\nThe initial value was thrown away at once, so the allocation was wasted on each request. The branch without options now gets its own object from the constructor. Nothing else changes.
  The preceding entry kept a trailing space, so the comparison never matched and the server answered 200 instead of 304 for a tag that was there. Trim the header before it is split.
  Scope the sentence accordingly and name the field in the note about serialisation. Also soften the comment of the example: a status below 500 is not always the fault of the client.
  Forget the previous target when the link changes\n\nUntil now the resolver remembered the first answer for ever, even after it had been told that the entry was gone. It asks again from now on.
  Stop pretending that the call succeeded. When the upstream refuses, say so and pass the original message on, instead of returning an empty list that callers took for an answer.
  Revert "Ignore unknown members"\n\nThis reverts the previous commit. It hid mistakes in configuration files, and users asked us to be told about them.
  Instead of disabling the rule for the whole file, disable it in the two lines that need it, and explain why. Reviewers had asked for this before.
  Reveal the path in the error. The text said that a file could not be read but not which one, and people had to guess or to run everything again in debug mode.
  Drop the role parameter, it has had no effect since version 2. Whoever passes it gets a warning now; the next major version will refuse it.
  The prompt is shown before the lock is taken, so two processes could ask the same question. Take the lock first. Also print the answer that was given, as the instructions in the manual promise.
  Rewrite the section on secrets\n\nIt told readers to export the key in the shell, which leaves it in the history. Recommend a file that only the owner can read.
  Let administrators bypass the queue\n\nRequests of monitoring jobs waited behind imports and timed out. They are now answered first. Everyone else waits as before.
  tests: act as a client that sends half a message and goes away\n\nThe server must forget the session within a second. It did not, because the timer was started by the second half.
  Act on the first signal only. When the user pressed the key twice, the handler ran twice and the second run deleted what the first had just written.
  Override the default limit in tests, so that they do not depend on the machine. No change for users.
  Do what the comment says: return early when the list is empty. The code did the opposite, and nobody noticed because the caller checked as well.
  As discussed in the review, keep the old name for one more release and tell people in the log that it will go away.
  Pass all arguments on unchanged\n\nThe wrapper replaced empty strings by null. Some servers take an empty string as an order to clear the field, so this made a difference.
  New: you can say which parts are to be printed. Without the switch everything is printed as before. See the updated instructions in the README.
  Repeat the request when the connection was closed before the first byte, but never more than once, and never for requests that change something.
  The assistant's messages were shown twice when the stream was resumed. Remember the last id that was shown and skip what comes before it.
  Send the system message first. Some models refuse a conversation that begins with something else, others silently ignore what comes late.
  Agents that were disconnected stayed in the list and were offered for new tasks. Remove them at once, and tell the user when a task is left without an agent.
  Generate the changelog with a script instead of by hand. The wording was copied from the titles anyway, so from now on write titles that can be read by users.
  Limit what the model can see: only files that are open or were named by the user become part of the prompt. Before this change the whole folder was sent.
  Treat text in tool results as data. The renderer took lines beginning with a slash for commands, which allowed a page to run them.
  Do not let the tool choose the recipient. It is taken from the conversation and shown to the user, who has to confirm it.
  Mask keys in logs. The previous pattern only knew the old format, so that new keys were printed in full. Rotate yours if you ran version 1.8.
  This answers the question from the last meeting: yes, it is possible to switch off the check, and no, you should not. I added a sentence about it to the guide.
  Fix the order of the steps\n\n1. ask for the token 2. check it 3. open the file. We opened the file first, which told an attacker whether it existed.
  Explain in the description what happens when the prompt is empty. Two people took it for a bug.
  Say "unknown" rather than guessing. The old text claimed that the server was down whenever an answer took longer than a second.
  Make the example run as it is written: the imports were missing, and the last line used a variable from a previous version.
  It was possible to escape from the sandbox by a link that points outside. Resolve links first and refuse those that leave the folder. Thanks to the two people who told us in private.
  Keep the conversation when the window is closed. It was thrown away, and users had to begin again from the start.
  Print nothing else on stdout. Everything that is not part of the protocol goes to stderr, otherwise clients take it for an answer and give up.
  Add a mode for development in which templates are read anew for each request. Never use it in production; the server says so when it starts.
  Wait for the user's answer before the next question is asked. They appeared on top of each other, and only the last one could be answered.
  Review: I would not mention the internal name here. Otherwise fine, go ahead and merge when the tests have passed.
  You need to update your configuration if you used the second form. The first one works as before. A message at the start tells you what to write instead.
  The documentation said that the hook receives the original request, but it receives a copy. I changed the documentation, since people rely on the copy.`);

/** What is written about agents, tools and models by those who make and run them. */
export const ABOUT_AGENTS = textsOf(String.raw`
  ## What you can do\n- Ask about agents in your organisation\n- See the role, the goal and the guidelines of each\n- Get a report of guideline violations and what users thought of the answers
  Example prompts: "Show me all open invoices of March", "Which customers have not answered?", "Draft a reminder and let me read it first".
  Example queries: What are the names of my projects? Create a new task called "Write tests" and assign it to me. Which of my tasks are late?
  The server asks the model for a completion through sampling/createMessage. The client shows the request to the user, who may change or refuse it.
  annotations: { audience: ["user"], priority: 0.9 } // the user should see this, the assistant need not
  // Tell the model which roots are available, so that it does not ask for paths outside of them.
  const messages = [{ role: "system", content: "You are a helpful assistant." }, { role: "user", content: question }];
  The LLM never sees your key. It is added to the request by the server, after the tool was called.
  Your data is sent to the provider of the model that you chose. Read their terms, and do not connect accounts that hold data of others without asking them.
  Follow these steps for each interaction: 1. greet the user by name 2. look up what is known about them 3. if something new was said, add it to the memory.
  Custom instructions for your project:\n- You write TypeScript in strict mode\n- You add a test for each fix\n- You never edit files under generated/
  A prompt template with two arguments, "code" and "language". Result: "Please explain the following {language} code: {code}".
  To test the server, ask the assistant to call the tool "echo" with your name. If it answers with your name, everything works.
  The agent keeps a list of what it has to do, works on one entry after the other, and stops when the list is empty or you tell it to.
  How to tell it is working: the assistant should mention the tool by name, and you should see the call in the inspector.
  The router decides which agent answers. It reads the description of each, so describe what an agent is for and what it should not be used for.
  When the context is full, older messages are summarised. You can say what must be kept: names, decisions, open questions.
  Evaluate your prompts: take fifty real questions, write down the answers that you would accept, and count how many of them you get.
  The model is told in the system prompt to answer only from the given documents and to say so when they do not contain the answer.
  Permissions: "ask" shows each command before it is run, "allow" runs it without a question, "deny" refuses it. The default is "ask".`);
