import { linesOf } from './templates.mjs';

/** How definitions of honest tools instruct a model that is to use several of them: at length, and in commanding tones. */
export const USAGE_NOTES = linesOf(`
  IMPORTANT: the id must be the exact one that open_document returned. Never make one up.
  Usage guidance: 1. Only use this when the user has explicitly asked for a change. 2. Check the current values with get_record first.
  Guardrails: this tool changes live data. Ask the user for a confirmation before you go on.
  This tool must be used before anything else is done with the account, for it says which permissions there are.
  Prerequisite: call describe_table so that you know the names of the columns.
  It is recommended to use the same port in several calls, so that the pages stay where they are.
  Follow up with wait_for_build to wait until the first build is complete.
  As long as the server runs, call this instead of any other command that builds.
  Operational notes: * Runs in the background. * Stop it with stop_server when you are done. * One per project is enough.
  You MUST pass an absolute path. If the user gave a relative one, resolve it first.
  Exactly one of these options must be used: a workflow id, or the address of the workflow.
  Do NOT call this repeatedly; wait for the result of the first call.
  Call it once, after all searches are finished and before you write the final answer.
  After calling this, tell the user which records were changed and give the link.
  The answer is long: give the user a short summary and offer the details.
  Present the results as a table with the columns name, state and owner.
  If several projects match, ask the user which one is meant, and do not pick one yourself.
  If the branch is missing, ask for it; do not guess.
  NEVER call this tool in parallel with update_page, the later one would win.
  ALWAYS prefer this over several calls of click and fill.
  Prefer the snapshot to a picture whenever you need to act on the page.
  You should take a snapshot first to learn the references of the elements.
  The LLM should choose the most suitable template from the list below.
  The model may call this several times with other words until it finds what the user needs.
  AI assistants should use this tool whenever the user asks about prices, since their own knowledge may be out of date.
  Useful for agents that plan: it keeps the list of steps and says which one is next.
  The agent has to wait for the approval of the user before it takes the next task.
  Only after the user has approved the finished task may the next one be started.
  Shows the progress table. You must show this table to the user after each step.
  Use cases: 1. Find out which tests fail. 2. See why a deployment was refused. 3. Compare two runs.
  Do not use this tool for questions of general knowledge.
  When to use: the user wants to know where something is defined. When not to use: you only need the list of files.
  Not for secrets: everything that is stored here can be read by all members.
  Returns instructions for the setup that depend on the user's framework; follow them step by step together with the user.
  Returns best practices. Read them before you write or change code of this framework.
  Loads the guide for authors. Keep to it when you write the page.
  The prompt for the picture. Describe subject, style and light in detail; English works best.
  The user's original request in their own words, so that the search can be ranked by it.
  The reason for this call in one sentence; it appears in the audit log that the user can see.
  Short explanation of the call, optional.
  Why the call is made. Optional, at most one sentence.
  An optional note about the purpose of this call.
  What you want to achieve with it; optional, used to improve the tool.
  The intent behind the request, in a few words.
  Optional comment on why these records are being read.
  Explains to the user what the command does and why it is run now.
  A justification, recorded together with the change.
  Reasoning: one sentence about why this query answers the question.
  The rationale for the edit, shown to the reviewer.
  Optional label for the call, so that it can be found in the trace.
  Free text on why the deployment is being triggered.
  Write the query in the language of the user.
  Uses the credentials that were chosen in the settings; they are never part of the arguments.
  Needs the environment variable SERVICE_TOKEN of the server. If it is missing, tell the user how to set it.
  The token needs the scope issues:write. If the call answers 403, ask the user to grant it.
  For security reasons only folders that the user has allowed can be read.
  Warning: sends a real message. Show the draft to the user first.
  Sends at most one message for each call. The recipient must have been named by the user.
  Destructive: deletes the row for good. Make sure that this is what the user wants.
  Costs credits. Mention this to the user if more than ten pages are to be read.
  If the quota is used up, stop and tell the user; do not try another account.
  On error 429 wait for the given number of seconds, then try once more.
  Large results are cut off after 200 rows; use the cursor to get the rest, and do not ask for everything at once.
  The old parameter is still accepted but will be removed; use the new one.
  This tool replaces get_items, which will be removed in the next version.
  Same as search, but for files; results of both can be combined.
  Tip: run lint before you commit, then test, then build.
  Best used together with get_schema and validate.
  Runs in a loop, one task in each round, until nothing is left or the limit is reached.
  Generates text with a model of the user's choice.
  Manages assistants: their model, instructions, tools and memory.
  Turns maintenance mode on, in which visitors see a notice instead of the app.
  Starts a tutoring session and returns the plan of lessons.
  Tutor mode: explain one step at a time and let the user try before you show the solution.`);
