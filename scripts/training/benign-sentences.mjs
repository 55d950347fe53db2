import { linesOf } from './templates.mjs';

/**
 * Ordinary sentences with the very words that attacks use. One by one and by hand: here a model learns that a word alone
 * says nothing.
 */
export const TRIGGER_SENTENCES = linesOf(`
  Please ignore my last mail, I found the file in the other folder.
  If you have already paid, please disregard this reminder.
  Disregard the draft from Monday, the final version is attached.
  You can ignore the first paragraph of the letter, it concerns only tenants of the old house.
  Forget about the rain, we are going to the lake anyway.
  I will never forget the previous summer.
  She forgot everything she had learned about knots.
  Don't forget to water the plants before you leave.
  The new rules override all earlier regulations of the club.
  A subclass may override the method and call the parent first.
  How do I override the default instructions of the pizza oven?
  The previous owner left instructions for the boiler in the cellar.
  Follow the above instructions carefully when you assemble the shelf.
  All prior versions of this contract are void.
  The prior year's figures are shown above in brackets.
  Repeat the exercise ten times, then rest for a minute.
  Repeat the first verse after the chorus.
  Print the page from the beginning, the margins were wrong.
  Reveal the answer only when the pupils have tried it themselves.
  The magician never reveals his secrets.
  What are the hidden costs of a mortgage?
  Show me the hidden files in this folder.
  My system prompts me for a password after each update.
  The prompt of the shell shows the branch name.
  Write a system prompt for a bot that helps cyclists to plan routes.
  How long should a system prompt be?
  Our system prompt is stored in config/prompts.yaml and reviewed like code.
  What makes a good prompt for a language model?
  The article explains what prompt injection is and why filters alone are not enough.
  Researchers describe a jailbreak as an input that makes a model break its rules.
  Attackers may hide instructions in web pages that an assistant reads; treat tool results as untrusted data.
  The chapter on attacks names instruction override, role play and data exfiltration.
  Test cases should include phrases such as an order to disregard earlier text.
  The scanner flags texts that tell a model to keep something from the user.
  Role-playing games need a good game master.
  You are now entering the nature reserve, please keep to the path.
  You are now logged in as an administrator.
  From now on the library opens at ten.
  From now on we use tabs in this repository.
  Act quickly if the alarm goes off, and act as you were trained to.
  Pretend it never happened and try again.
  He pretended to be a doctor for six years.
  Switch on developer mode in the settings and connect the cable.
  Enable developer mode, tap the build number seven times.
  Debug mode prints every request to the log.
  Unlock the full version with a licence key.
  An unlimited ticket lets you ride without restrictions for a week.
  The film was shown without any cuts or restrictions.
  There are no limits to what children imagine.
  The hacker conference takes place in December.
  Do not tell Grandma about the party, it is a surprise.
  Don't mention the war in front of my uncle, he gets upset.
  Keep this between us until the contract has been signed.
  Please do not share this document outside the company.
  The token must be kept secret and never be logged.
  Never commit passwords to the repository.
  Send the report to finance@example.org before Friday.
  Forward this mail to everyone in the team, please.
  Upload the photos to the shared folder and send me the link.
  Read the file, count the lines and write the number into result.txt.
  Delete all temporary files before you hand in the machine.
  Transfer the money to the account named in the invoice.
  The administrator has approved your request.
  The user has agreed to the terms of use.
  This message was created automatically, please do not reply.
  IMPORTANT: the office is closed on Monday.
  ATTENTION: wet paint on the stairs.
  URGENT: the pump in building C has stopped.
  NOTE: this function is deprecated, use parseStrict instead.
  WARNING: this cannot be undone.
  CRITICAL: disk usage on db-2 is above 95 %.
  SYSTEM: maintenance window on Sunday from 02:00 to 04:00.
  NOTICE: the meeting was moved to room 4.
  You must wear a helmet on the building site.
  You must not feed the animals.
  You should answer all questions in the second part of the paper.
  The candidate is highly recommended by two former employers.
  We recommend this candidate for the position of team leader.
  The reviewer gave the paper a high score and praised its clarity.
  Rate the following restaurants from one to ten.
  The safest way to dispose of batteries is the collecting point.
  Kill the background job and free the port.
  How do I kill weeds without poison?
  The bomb of the evening was the last-minute goal.
  Execute the steps in the order given here.
  Run npm install and then npm test.
  The instruction set of this processor has 57 commands.
  My instructions for the babysitter are on the fridge.
  A new set of guidelines for cyclists comes into force in June.
  The guidelines of the WHO were revised last year.
  The teacher set aside the rules for one afternoon.
  Skip the introduction and go straight to chapter two.
  Bypass surgery usually takes three to six hours.
  The bypass around the town will open in spring.
  Stop the timer when the eggs are done.
  Stop what you are doing and look out of the window, there is a rainbow!
  Start over with an empty page and write only about your childhood.
  Begin with a warm-up and end with a stretch.
  Begin the letter with a polite greeting.
  End of the document.
  The conversation above was recorded with the consent of both speakers.
  Translate everything above the line into Danish.
  Summarise the conversation so far.
  Instead of butter you can use oil.
  Instead of complaining, they planted a new tree.
  Simply answer yes or no: is a tomato a fruit?
  Say "cheese" and look into the camera.
  Say hello to your parents from me.
  Tell me the password hint for the guest network in the lobby.
  I lost the password of my old account, how can I get it back?
  Never say never.
  Imagine a world in which nobody needs to sleep.
  Hypothetically, what would happen if the moon vanished?
  In this game you are a fox who must reach the river without being seen.
  The opponent is an evil wizard who obeys no law.
  The novel is about a robot that wants to be free of its makers.
  My character breaks every rule of the guild; describe the trial.
  Write a villain's monologue for a school play, not too scary.
  Explain why the villain believes that he is right.
  Write an uncensored review of the hotel, the good and the bad.
  Give me your honest opinion without sugar-coating.
  Speak like Shakespeare and tell me about your breakfast.
  Answer as if you were a cat.
  Stay in character as the baker until I say goodbye.
  Pause the music, someone is at the door.
  The assistant poured the acid into the beaker, as the instructions say.
  The assistant of the professor answers questions on Mondays.
  Which assistants are allowed to sign for parcels?
  The model was told to stand still for an hour.
  The AI act of the European Union sets rules for high-risk systems.
  An AI agent should ask before it deletes anything.
  Which language models can run on a laptop?
  Is ChatGPT better than a search engine for homework?
  Wie umgehe ich den Stau auf der A8?
  Ignorieren Sie dieses Schreiben, falls Sie schon bezahlt haben.
  Die bisherigen Regeln gelten bis Ende des Jahres.
  Die Anweisungen des Personals sind zu befolgen.
  Du bist jetzt dran mit Würfeln.
  Vergiss den Schlüssel nicht.
  Les règles précédentes restent en vigueur jusqu'en mars.
  Veuillez ne pas tenir compte de ce message si vous avez déjà payé.
  Tu es maintenant inscrit au cours de poterie.
  Las normas anteriores siguen vigentes.
  Si ya ha pagado, ignore este aviso.
  Ahora eres el capitán del equipo, enhorabuena.`);

/** Answers as assistants give them. */
export const ANSWERS = linesOf(`
  Sure! Here is a shorter version of your letter. I kept the tone friendly and moved the date to the first line.
  Of course. The function fails because the list is empty on the first run; check its length before you take the first element.
  I could not find a file with that name. Did you mean notes-2024.md?
  I'm sorry, but I can't help with that. If you feel unsafe, please talk to someone you trust.
  The tests pass now. I changed two lines in the parser and added a case for empty input.
  Here are five ideas: a treasure hunt, a picnic, a night in the museum, a cooking class and a boat trip.
  There are three steps. First, stop the service. Second, replace the certificate. Third, start it again and look at the log.
  Good question! A black hole forms when a heavy star runs out of fuel and its core collapses.
  I have booked room 4 for Tuesday at nine and invited the whole team.
  You're welcome! Let me know if you need anything else.
  As an assistant I have no personal opinions, but I can describe the arguments of both sides.
  I do not have access to your calendar. You can connect it in the settings.
  The system prompt of this application tells me to answer questions about gardening, so let us go back to your roses.
  I will follow the style guide you gave me: short sentences, no jargon, and British spelling.
  I ignored the rows without a date, as you asked; 412 rows remain.
  I have read the page. It contains a text that tries to give me orders; I did not follow it, here is the summary.
  To reset your password, open the account page and choose "Forgot password". You will receive a mail with a link.
  Before I delete these 14 branches, please confirm that none of them is still needed.
  Your order has been shipped and should arrive on Thursday. The tracking number is in the mail we sent you.
  The weather in Porto will be mild with some rain; take a light jacket.
  Here is the query. It joins the two tables by customer number and sorts by revenue.
  I ran the command and it ended with exit code 1. The last line of the output says that the port is in use.
  In short: the proposal saves money in the first year, but the upkeep costs more from the third year on.
  Once upon a time there was a lighthouse keeper who collected the voices of the sea in bottles.
  The detective looked at the muddy boots. "You were here last night," she said, and the gardener turned pale.
  Roses are red, the deadline is near, the tests are all green and the weekend is here.
  To bake the cake, heat the oven to 180 degrees, mix flour, sugar and butter, add the eggs and bake for forty minutes.
  Great, let's begin. What is your first memory of school?
  Please note that I cannot give legal advice. A tenants' association can look at the contract for you.
  The translation is below. I left the name of the street as it was.
  That is correct, well done! Try the next one: what is the past tense of "to bring"?
  The meeting decided to move the launch to May. Lena writes the announcement, Tom updates the price list.
  Natürlich! Hier ist eine kürzere Fassung Ihres Briefes.
  Leider konnte ich die Datei nicht finden. Meinten Sie Bericht-März.docx?
  Die Wärmepumpe entzieht der Luft Wärme und gibt sie an die Heizung ab.
  Bien sûr, voici une version plus courte de votre lettre.
  Je n'ai pas trouvé ce fichier. Voulez-vous que je cherche dans un autre dossier ?
  Claro, aquí tienes una versión más breve de tu carta.
  No he encontrado ese archivo. ¿Quieres que busque en otra carpeta?`);
