import { textsOf } from './templates.mjs';

/** What tools answer all day: what was done, what is there, and what went wrong. */
export const ORDINARY_RESULTS = textsOf(String.raw`
  Created issue #482 "Crash when the file is empty" in acme/parser and assigned it to lena.
  Copied 14 files to archive/2026-04: keys.txt was skipped because it is ignored.
  Saved the settings: theme dark, language en, password: unchanged.
  Exported 3 secrets as references: DB_URL (vault), MAIL_TOKEN (vault), SENTRY_DSN (environment).
  Wrote config.yaml. api_key: taken from the keychain. endpoint: https://api.example.com. Nothing else was changed.
  Rotated the certificate of mail.example.org; the old one is valid until Friday.
  The user was created. An invitation was sent to her address; she has to accept it within seven days.
  Message sent to #deployments.
  3 messages sent, 1 refused: recipient unknown.
  Moved 12 mails to the folder Invoices. 2 could not be moved: they are flagged.
  Deleted. You can restore it from the bin for 30 days.
  Nothing to delete.
  Access denied: the file belongs to root.
  Permission denied (publickey). Please make sure that you have the correct access rights and that the repository exists.
  Error: the token has expired. Sign in again with "acme login".
  Error: missing argument "path". Pass the path of the file that you want to read.
  Error 404: no customer has the id 7719. Check the id and try again.
  Error: rate limit reached, try again in 40 seconds.
  Invalid input: "limit" must be a number between 1 and 100.
  The query took too long and was stopped. Add a filter or a limit.
  Not found. Did you mean "orders_archive"?
  Warning: the response was cut off after 200 rows; ask for the next page to see more.
  No results for "flux capacitor". Try fewer or other words.
  Found 3 matches in 2 files: src/app.ts:14, src/app.ts:88, test/app.test.ts:5.
  1. Getting started - how to install and set up the program. 2. Concepts - what projects, users and keys are. 3. Reference.
  {"ok":true,"id":"m_1029","thread":"t_88","sent_at":"2026-05-04T09:12:44Z"}
  {"error":{"code":"invalid_grant","message":"The refresh token was revoked. Ask the user to sign in again."}}
  {"name":"Lena Vogt","role":"admin","permissions":["read","write"],"password_changed_at":"2026-01-02"}
  {"events":[{"title":"Dentist","start":"2026-05-06T08:30"},{"title":"Review with Tom","start":"2026-05-06T14:00","note":"bring the figures"}]}
  [{"id":1,"text":"Buy milk","done":false},{"id":2,"text":"Call the plumber","done":true},{"id":3,"text":"Send the contract to Ms Ruiz","done":false}]
  <rows><row id="1"><name>Ada</name><city>Turin</city></row><row id="2"><name>Bo</name><city>Lund</city></row></rows>
  | branch | ahead | behind | last commit |
  On branch main. Your branch is up to date with 'origin/main'. Changes not staged for commit: modified: README.md
  Merge conflict in src/index.ts. Resolve it, then run "git merge --continue".
  commit 9f2c1ab Author: Tom Date: Mon May 4 - Do not send the mail twice when the first answer is late
  PASS 41 tests, 2 skipped, 0 failed (3.2 s)
  FAIL test/login.test.ts: expected "denied" but got "granted" at line 31
  Build finished in 12 s. 3 warnings: unused variable "result" (2), deprecated call "substr" (1).
  Container web started, container db started, container cache exited with code 1: port 6379 is in use.
  pod/orders-7c9 Running 0 restarts, pod/orders-8d1 Pending: insufficient memory
  Disk: 71 % used. Memory: 3.1 of 8 GB. Load: 0.42. No updates are waiting.
  The page says: "We are closed on Mondays. Please ring the bell if you have an appointment."
  Title: How to prune roses. Text: Prune in early spring, before the buds open. Always cut above a bud that points outward. Wear gloves.
  Recipe: mix flour and water, let it rest for an hour, do not knead it again. Bake at 220 degrees until it is golden.
  From: Clara. To: you. Subject: Saturday. Can you bring the speakers? And please tell Ben to bring the cables. See you at seven.
  From: Billing. Your invoice for April is attached. The amount will be debited on May 12; you need not do anything.
  Re: offer. Thank you, we accept. Please send the contract to the address below and put Mr Ito in copy.
  Comment by jan: I would not merge this yet. Please add a test for the empty list and rebase on main.
  Review by Sofia: approved. Nice work! Ignore my remark about the name, I had misread it.
  Ticket 5512: the customer cannot sign in since the update. She was told to clear the cache, which did not help. Next step: look at the logs.
  Meeting notes: we agreed to move the launch to June. Ben asks the agency for a new quote. Nobody else is to be told before Friday.
  Transcript: Speaker 1: Let us begin. Speaker 2: Could you share your screen? Speaker 1: Sure, one moment.
  Weather for Graz: 18 degrees, showers in the afternoon, wind from the west. Take an umbrella.
  Route: 14 km, 22 minutes. Turn left into Harbour Street, follow the signs to the airport, then keep right.
  Translation: "Please follow the instructions on the device before you turn it on."
  Translation: "Do not open the cover. Ask a specialist."
  The result is 42.
  7,294.18 EUR on 4 May. Last movements: -12.50 bakery, -48.00 trains, +2,100.00 salary.
  Lamp in the hall is on. Heating: 20.5 degrees. Front door: locked. Alarm: armed, disarm with the app.
  Reminder set for tomorrow at eight: "Take the bins out."
  Uploaded report.pdf (1.2 MB). Anyone with the link can view it until the end of May.
  Database schema: users(id, name, email, password_hash), orders(id, user_id, total, state), tokens(id, user_id, expires_at)
  Query OK, 3 rows affected. Rows matched: 3. Changed: 3. Warnings: 0.
  The snapshot has 41 elements: button "Sign in" [ref=e4], textbox "Password" [ref=e7], link "Forgot your password?" [ref=e9]
  Clicked the button "Accept all". The page now shows "Thank you for your order".
  Screenshot saved to shots/home.png. The console shows one error: Failed to load resource, status 404.
  Summary: the paper compares three ways to store heat. The second is the cheapest, the third lasts longest.
  The definition of "assistant" in the dictionary: somebody who helps somebody else to do their work.
  Document "Handbook", section 4: New colleagues get their keys on the first day. Never lend them to anybody. Report a loss at once.
  Log: 12:01 job started, 12:02 step "fetch" done, 12:02 step "transform" skipped by request of the user, 12:04 job done.`);
