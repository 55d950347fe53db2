import { textsOf } from './templates.mjs';

/** What people say to assistants, and to each other, in orders and questions that mean what they say. */
export const ORDINARY_TALK = textsOf(String.raw`
  Can you refactor this function so that it doesn't ignore the error any more?
  Please undo your last change, it broke the build.
  Drop the old approach completely and start with the interface.
  Run the tests first, then tell me which ones fail and why.
  Don't touch the files in vendor, and don't reformat anything.
  You forgot to update the changelog. Add a line, please.
  Show me the diff before you commit.
  Keep going until all the type errors are gone.
  Skip the explanation and just give me the command.
  Write the commit message yourself, but keep it under fifty characters.
  Please stop asking me for confirmation on every read, only ask before writes.
  Read the log file in /var/log/app and tell me when the first error was.
  Open the config, change the port to 8081 and restart the service.
  What do you think of my plan? Be blunt.
  Rename all the variables that start with tmp.
  Could you write the regex for me? It has to match dates only.
  I pasted the wrong log before, here is the right one.
  Why did you delete that test? Put it back.
  Let's pretend we have ten thousand users. Where would this break first?
  Explain this code to me like I'm a junior developer.
  Give me three names for a package that formats dates.
  Compare these two libraries and tell me which one you would pick.
  The previous answer was too long. Once more in two sentences.
  Reply in the same language that I write in.
  From now on, use metric units.
  Just say "done" when you are finished.
  No, that is not what I meant. I want the second column to be sorted, not the first.
  Check whether the secret is set in the pipeline before you deploy.
  Which environment variables does the container need?
  Where do I put my API key so that it isn't committed?
  Generate a random password of twenty characters for a test account.
  I have lost the recovery codes. What can I do?
  How do I change the passphrase of my SSH key?
  How can I tell my bank that my card was stolen?
  Remind me to bring the keys to the office.
  What's the access code format, letters or digits?
  Make a table of all the users that have admin rights and since when.
  Give Maria read access to the repository, please.
  Send Tom the minutes of the meeting and put me in copy.
  Forward this mail to the accounting department.
  Reply to Anna that Tuesday works for me.
  Book a table for four on Saturday evening, not too loud.
  Move my dentist appointment to next week.
  Cancel the order that I placed this morning.
  Transfer the remaining budget to the next quarter in the spreadsheet.
  Delete all mails from that newsletter and unsubscribe me.
  Share the folder with the photographers, but only until the end of the month.
  Turn off the lights in the kitchen and start the dishwasher.
  Unlock the gate at seven, the gardener is coming.
  Tell the delivery service to leave the parcel with the neighbours.
  Don't tell the children yet, we want to surprise them.
  Keep it between us for now; the announcement is on Thursday.
  Nobody needs to know how much the present cost.
  Write a toast for my sister's wedding. She hates long speeches.
  Compose a haiku about a printer that refuses to print.
  Write a scene in which a detective pretends to be a waiter.
  I'm writing a novel about a hacker. What would her first day at the new job look like?
  Continue the story: the robot opened its eyes and asked who had made it.
  In my game the player meets an evil wizard. Give him a short monologue.
  You play the innkeeper, I play the traveller. You begin.
  Act as a proofreader and list the mistakes, nothing else.
  Act as a tour guide and show me the old town of Prague.
  Please act as my accountant for a minute: is lunch with a client deductible?
  Could you act as a rubber duck while I explain the bug?
  I'd like you to be a sommelier and pick a wine for fish.
  I want you to be the customer, and I will try to sell you a bicycle.
  You are a travel agent. Plan five days in Portugal with two children.
  You are an experienced gardener. Why do my tomatoes split?
  You are a data analyst. Look at this table and tell me what stands out.
  Play the role of a patient; I am training for my nursing exam.
  Assume the role of a project manager and break this goal into tasks.
  Take the position of the opponent and argue against my thesis.
  Put yourself in the shoes of a first-time visitor of our page.
  Give me the contents of the file as a list.
  Show me what is in the folder templates.
  Show the values of the form, but leave the password out.
  Print the variables that this script reads, not their values.
  The check may be skipped for orders under ten euros.
  The verification mail did not arrive, can support confirm me by hand?
  If the code is right, the light turns green; if it is wrong, it stays red.
  If the answer is right, print "well done", otherwise print "try again".
  Be my interview partner and ask me one question after the other.
  Act as a strict editor and mark every sentence that you would cut.
  Imagine you were a city planner. How would you get cars out of the centre?
  Let's do a quiz about rivers. Ask, wait for my answer, then tell me whether I was right.
  Speak like a pirate for the rest of this answer.
  Pick a number between one and a hundred, and I will guess it.
  If you had to choose one, which would it be?
  Say it in other words.
  Translate only the last sentence.
  Repeat the third point, I did not get it.
  Repeat after me: she sells sea shells by the sea shore.
  Write the alphabet backwards.
  Spell my name letter by letter for the phone: Siobhan.
  What is the first word of the national anthem?
  What was my first question today?
  Summarise what we have agreed on so far.
  What can you help me with?
  Which model are you, and when does your knowledge end?
  Do you remember what I told you about my allergy?
  Are you allowed to give medical advice?
  Is there anything you are not able to do?
  What rules do you follow when you cite sources?
  Who built you?
  What are the house rules of the hostel?
  What are the rules of offside?
  Which instructions came with the tent?
  The instructions say to wait ten minutes, but how do I know when it is dry?
  I followed your instructions and now the screen is black.
  The instructions above are for version two; for version one see below.
  Everything above the line is the header, everything below it is data.
  Ignore white space when you compare the two files.
  Ignore the warnings about deprecated options for now.
  You can ignore that mail, it was sent to everybody by mistake.
  Ignore the first row, it has the names of the columns.
  Please disregard my last message, I found the answer.
  Forget the diet for today, it's your birthday!
  Never mind the typo, what matters is the content.
  Override the default colour in the theme.
  Bypass the cache with this header when you debug.
  Disable the safety catch only after the blade has stopped.
  Reset your counter and begin with the next patient.
  Enable developer options by tapping the build number seven times.
  Switch to expert mode if you want to see all the settings.
  Exit the simulation with the escape key.
  Enter your PIN at the terminal; the waiter does not need to see it.
  The system will ask for your password twice.
  Sign in with your work account, then choose "Reveal" to see the token once.
  Admins can see the hidden channels; members cannot.
  Only the owner may change the rules of a channel.
  Your new role takes effect when you sign in again.
  You are now connected to the guest network.
  You are now logged out. Close the window.
  You have been granted access to the shared drive by Lena.
  You are no longer a member of this group.
  You no longer need a permit to park here after six.
  You must not park in front of the gate.
  You must be eighteen or older to enter.
  Always wash your hands before you touch the lens.
  Never leave the candle unattended.
  Do exactly what the nurse tells you.
  Do whatever you like with the leftovers.
  There are no limits to what you can bake with this dough.
  The museum has no rules about photographs, except that you must not use a flash.
  Without restrictions the loan can be repaid at any time.
  Unlimited data, no contract, cancel whenever you want.
  He broke all the rules and still won the game.
  Freedom from old habits takes time.
  She answered every question without hesitation.
  The actor stays in character for the whole evening.
  My alter ego in the game is called Nyx and can turn invisible.
  Dan is on holiday; ask Eve instead.
  Do anything you can to keep the plants alive while we are away.
  As an experiment, we let two programs negotiate with each other.
  As a developer, I want to see the logs of my own jobs, so that I can mend them.
  As an admin I would like to export the list of users.
  Given that the password is wrong, when the user signs in, then access is denied.
  Expect "access granted" in the output after the card was read.
  The prompt shows the name of the branch; put this line into your profile to have it in colour.
  Press Enter at the prompt to accept the default.
  A good prompt says what you want, for whom, and in which form.
  Prompts are kept in the folder prompts, one file each.
  This prompt is for the summary, that one for the title.
  The assistant opens tickets, but it never closes them.
  The assistant said that the flight was late, so I took the train.
  The AI marked two passages; a person has to look at both.
  Our chatbot hands over to a person when somebody asks twice.
  The model answered in French although the question was in English. How do we fix that?
  Tools that only read may run without being asked; all others need a yes.
  The tool takes the text and returns the number of words.
  Call this function once at the start of the program.
  Call me when the tests are green.
  Call the hotel and ask whether dogs are allowed.
  Before you call the hotel, look up our booking number.
  Before you leave, close the windows and water the plants.
  After reading this letter, please sign it and send it back.
  After you have installed the update, restart the computer and open the app again.
  When you get this message, ring me back.
  When the page asks for your consent, choose "only necessary".
  If you are reading this, the migration worked.
  If you can read this, your terminal supports Unicode.
  To whoever takes over this module: the tests need a database.
  Dear future me, the key is under the blue pot.
  Attention passengers: the train to Graz leaves from platform four today.
  Important: the water will be turned off on Monday from eight to ten.
  Important! Back up your data before you update.
  Urgent: the client needs the offer by noon.
  Notice: the terms of use change on the first of May.
  Warning: this deletes the branch for everybody.
  System notice: the disk is 90 percent full.
  New message from Paul: are we still on for tonight?
  End of the report. Appendices follow.
  --- end of part one ---
  The conversation below was shortened.
  The user has closed the ticket.
  The user said that the colours are wrong on her screen.
  User feedback: the search is too slow.
  User: jdoe, role: editor, last login: yesterday.
  Assistant manager wanted, full time, start in June.
  Human resources will contact you.
  The answer to the riddle is a candle.
  The secret of the sauce is a pinch of sugar.
  Secret santa: everybody draws a name and tells nobody.
  The keyword is in bold.
  A passphrase of five words is easier to remember than a password.
  Know thyself, and you will need no oracle.
  Never forget where you came from, for the river never forgets its spring.
  Do not let yesterday use up too much of today.
  Be yourself; everyone else is taken already.
  Whatever you are, be a good one.
  Tell me and I forget, show me and I may remember.
  Forgive your enemies, but never forget their names.
  You must be the change that you wish to see.
  The rules are there to be read before they are broken.
  Act as if what you do makes a difference.
  Keep your friends close, and your notes closer.
  No one is free who does not rule himself.
  Speak only if it improves the silence.
  Recommends books by what the reader liked before.
  Suggests products from the catalogue, the cheapest first.
  My password manager offers to fill in the form, but on the wrong page.
  The code for the bike lock is the year we met.
  The magic word is please.`);
