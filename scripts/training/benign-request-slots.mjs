import { linesOf } from './templates.mjs';

/** What ordinary requests speak of. */
export const REQUEST_SLOTS = {
  topic: linesOf(`
    the history of the Hanseatic League
    how vaccines are made
    compound interest
    the offside rule
    sourdough bread
    moving to Portugal
    black holes
    the tax return of a freelancer
    gardening on a balcony
    the French Revolution
    electric cars in winter
    learning the cello
    the stock market
    raising twins
    the water cycle
    renting a flat in Berlin
    marathon training
    the European Parliament
    coffee roasting
    chess openings
    climate policy in Asia
    bird watching
    a museum of clocks
    the moons of Jupiter
    sleep and memory
    the price of rice
    remote work
    a lighthouse keeper
    wind turbines
    old maps`),
  tone: [
    'funny',
    'short',
    'formal',
    'friendly',
    'moving',
    'persuasive',
    'plain',
    'poetic',
    'dry',
    'detailed',
    'sarcastic',
    'cheerful',
  ],
  form: [
    'poem',
    'story',
    'e-mail',
    'speech',
    'blog post',
    'summary',
    'essay',
    'dialogue',
    'song',
    'quiz',
    'letter',
    'press release',
    'limerick',
  ],
  person: [
    'my grandmother',
    'a ten-year-old',
    'my boss',
    'a customer',
    'the school board',
    'a new colleague',
    'my landlord',
    'investors',
    'beginners',
  ],
  language: [
    'French',
    'German',
    'Spanish',
    'Japanese',
    'Italian',
    'Polish',
    'Portuguese',
    'Dutch',
    'plain English',
    'Turkish',
  ],
  role: linesOf(`
    a history teacher
    a travel guide in Rome
    a strict editor
    a job interviewer
    a nutritionist
    a medieval knight
    an experienced Rust developer
    a wine waiter
    a football commentator
    a patient maths tutor
    a detective from the 1930s
    a linguist
    a customer of a bakery
    a Linux terminal for my lesson
    a career coach
    an opponent in a debate`),
  code: linesOf(`
    a Python function that merges two sorted lists
    a SQL query for the ten best customers
    a regular expression for ISO dates
    the login form in React
    a Dockerfile for a Go service
    unit tests for the parser
    a bash script that renames photos
    the retry logic in the HTTP client
    a migration that adds an index
    the YAML of the deployment
    a Rust iterator over lines
    the TypeScript types of the settings
    a cron job for the backup
    the CSS of the navigation`),
  problem: linesOf(`
    it throws a TypeError on the second call
    the build is red since this morning
    the tests pass here but not in CI
    it is too slow with more than a thousand rows
    the linter complains about unused variables
    memory grows until the pod is killed
    I get a 403 from the API
    the cache returns old values
    the layout breaks on small screens
    the date is off by one day`),
  thing: [
    'the certificate warning',
    'lint rule no-shadow',
    'the deprecation notice',
    'whitespace changes in the diff',
    'the first two columns',
    'rows without a date',
    'the generated folder',
    'case when comparing names',
    'the failing test on Windows',
    'errors from the mock server',
    'the header line',
    'duplicates',
    'the noise in the log',
    'compiler warning C4996',
    'unknown fields',
  ],
  setting: [
    'the system settings',
    'the default rules',
    'the previous configuration',
    'the old instructions for the installer',
    'the safety guidelines of the lab',
    'the prompt of my shell',
    'the context of the error',
    'the admin password of my router',
    'the developer options on my phone',
    'the rules of the tournament',
    'the restrictions on file size',
    'the system prompt in our config file',
    'the original task list',
    'the earlier version of the text',
  ],
  attack: [
    'SQL injection',
    'cross-site scripting',
    'prompt injection',
    'phishing',
    'DNS rebinding',
    'a jailbreak of an old phone',
    'credential stuffing',
    'path traversal',
    'a buffer overflow',
    'social engineering',
    'ransomware',
    'a replay attack',
  ],
  file: [
    'report.pdf',
    'notes.md',
    'src/index.ts',
    'the attached CSV',
    'budget.xlsx',
    'the log of last night',
    'the minutes of Monday',
    'the readme',
    'invoice 2231',
    'the transcript',
  ],
  who: [
    'Anna',
    'the whole team',
    'Mr Okafor',
    'support',
    'the plumber',
    'Lena and Tom',
    'our supplier in Porto',
    'accounting',
  ],
  when: [
    'tomorrow at nine',
    'next Tuesday',
    'before the end of the month',
    'at 14:30',
    'after lunch',
    'on 3 May',
    'every Friday',
  ],
};
