<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>Announcer</name>
  <message>
   <source>And {n} more.</source>
   <translation>Und {n} weitere.</translation>
  </message>
 </context>
 <context>
  <name>Banner</name>
  <message>
   <source>Dismiss</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>CallFigures</name>
  <message>
   <source>1 gap</source>
   <translation>1 Lücke</translation>
  </message>
  <message>
   <source>Buffered {n} s</source>
   <translation>Gepuffert {n} s</translation>
  </message>
  <message>
   <source>Cost {price} {currency}</source>
   <translation>Kosten {price} {currency}</translation>
  </message>
  <message>
   <source>How long the caller waits for an answer: the last turn, half of all turns, and all but one in twenty, in milliseconds.</source>
   <translation>Wie lange der Anrufer auf eine Antwort wartet: zuletzt, in der Hälfte aller Fälle und in allen außer einem von zwanzig, in Millisekunden.</translation>
  </message>
  <message>
   <source>Latency {latency}</source>
   <translation>Latenz {latency}</translation>
  </message>
  <message>
   <source>about {price}</source>
   <translation>etwa {price}</translation>
  </message>
  <message>
   <source>about {price} so far</source>
   <translation>bisher etwa {price}</translation>
  </message>
  <message>
   <source>jitter {n} ms</source>
   <translation>Jitter {n} ms</translation>
  </message>
  <message>
   <source>p50 {n}</source>
   <translation>p50 {n}</translation>
  </message>
  <message>
   <source>p95 {n}</source>
   <translation>p95 {n}</translation>
  </message>
  <message>
   <source>{n} dropped</source>
   <translation>{n} verworfen</translation>
  </message>
  <message>
   <source>{n} gaps</source>
   <translation>{n} Lücken</translation>
  </message>
 </context>
 <context>
  <name>CallHeader</name>
  <message>
   <source>Columns</source>
   <translation>Spalten</translation>
  </message>
 </context>
 <context>
  <name>CallList</name>
  <message>
   <source>Agent</source>
   <translation>Agent</translation>
  </message>
  <message>
   <source>Caller</source>
   <translation>Anrufer</translation>
  </message>
  <message>
   <source>Calls</source>
   <translation>Anrufe</translation>
  </message>
  <message>
   <source>Corner of the list</source>
   <translation>Ecke der Liste</translation>
  </message>
  <message>
   <source>Direction</source>
   <translation>Richtung</translation>
  </message>
  <message>
   <source>Doing</source>
   <translation>Vorgang</translation>
  </message>
  <message>
   <source>Line</source>
   <translation>Leitung</translation>
  </message>
  <message>
   <source>Party</source>
   <translation>Gegenüber</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
 </context>
 <context>
  <name>CatchingUp</name>
  <message>
   <source>Catch me up</source>
   <translation>Was wurde gesagt?</translation>
  </message>
  <message>
   <source>{n} s behind: go live</source>
   <translation>{n} s zurück: live hören</translation>
  </message>
 </context>
 <context>
  <name>Changes</name>
  <message>
   <source>Now</source>
   <translation>Jetzt</translation>
  </message>
  <message>
   <source>Setting</source>
   <translation>Einstellung</translation>
  </message>
  <message>
   <source>Will be</source>
   <translation>Danach</translation>
  </message>
 </context>
 <context>
  <name>Command</name>
  <message>
   <source>Calls</source>
   <translation>Anrufe</translation>
  </message>
  <message>
   <source>Desk</source>
   <translation>Pult</translation>
  </message>
  <message>
   <source>Engagement</source>
   <translation>Eingreifen</translation>
  </message>
  <message>
   <source>Selected call</source>
   <translation>Gewählter Anruf</translation>
  </message>
 </context>
 <context>
  <name>Commands</name>
  <message>
   <source>All commands…</source>
   <translation>Alle Befehle…</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Annehmen</translation>
  </message>
  <message>
   <source>Call 1 (to 9) of the list</source>
   <translation>Anruf 1 (bis 9) der Liste</translation>
  </message>
  <message>
   <source>Call a consultation off</source>
   <translation>Eine Rückfrage abbrechen</translation>
  </message>
  <message>
   <source>Call it off</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Call that needs you most</source>
   <translation>Dringendster Anruf</translation>
  </message>
  <message>
   <source>Call {n} of the list</source>
   <translation>Anruf {n} der Liste</translation>
  </message>
  <message>
   <source>Catch me up: the last 15 s</source>
   <translation>Was wurde gesagt? Die letzten 15 s</translation>
  </message>
  <message>
   <source>Connect the caller with who was asked</source>
   <translation>Anrufer mit dem Gefragten verbinden</translation>
  </message>
  <message>
   <source>Connect them</source>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Cut the agent short</source>
   <translation>Den Agenten unterbrechen</translation>
  </message>
  <message>
   <source>Decline</source>
   <translation>Ablehnen</translation>
  </message>
  <message>
   <source>Dial…</source>
   <translation>Wählen…</translation>
  </message>
  <message>
   <source>Filter the calls…</source>
   <translation>Anrufe filtern…</translation>
  </message>
  <message>
   <source>Hang up</source>
   <translation>Auflegen</translation>
  </message>
  <message>
   <source>Have the agent say what is typed</source>
   <translation>Den Agenten das Getippte sagen lassen</translation>
  </message>
  <message>
   <source>Hold</source>
   <translation>Halten</translation>
  </message>
  <message>
   <source>Hold or resume</source>
   <translation>Halten oder zurückholen</translation>
  </message>
  <message>
   <source>Instruct the agent with what is typed</source>
   <translation>Den Agenten mit dem Getippten anweisen</translation>
  </message>
  <message>
   <source>Into the call</source>
   <translation>In den Anruf</translation>
  </message>
  <message>
   <source>Keypad</source>
   <translation>Tastenfeld</translation>
  </message>
  <message>
   <source>Keys…</source>
   <translation>Tasten…</translation>
  </message>
  <message>
   <source>Let all agents speak again</source>
   <translation>Alle Agenten wieder sprechen lassen</translation>
  </message>
  <message>
   <source>Let speak</source>
   <translation>Sprechen lassen</translation>
  </message>
  <message>
   <source>Mark</source>
   <translation>Marke</translation>
  </message>
  <message>
   <source>Mark this moment</source>
   <translation>Diesen Moment markieren</translation>
  </message>
  <message>
   <source>Mask numbers and text</source>
   <translation>Nummern und Text verdecken</translation>
  </message>
  <message>
   <source>Mute my microphone</source>
   <translation>Mein Mikrofon stumm</translation>
  </message>
  <message>
   <source>Next call (or ↓)</source>
   <translation>Nächster Anruf (oder ↓)</translation>
  </message>
  <message>
   <source>Next pane</source>
   <translation>Nächster Bereich</translation>
  </message>
  <message>
   <source>Note…</source>
   <translation>Notiz…</translation>
  </message>
  <message>
   <source>On hold</source>
   <translation>Gehalten</translation>
  </message>
  <message>
   <source>One step down</source>
   <translation>Eine Stufe hinunter</translation>
  </message>
  <message>
   <source>Other call</source>
   <translation>Anderer Anruf</translation>
  </message>
  <message>
   <source>Other call of a consultation</source>
   <translation>Anderer Anruf einer Rückfrage</translation>
  </message>
  <message>
   <source>Previous call (or ↑)</source>
   <translation>Voriger Anruf (oder ↑)</translation>
  </message>
  <message>
   <source>Previous pane</source>
   <translation>Voriger Bereich</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Say to the caller in the console's voice…</source>
   <translation>Dem Anrufer mit der Stimme der Konsole sagen…</translation>
  </message>
  <message>
   <source>Silence</source>
   <translation>Stumm</translation>
  </message>
  <message>
   <source>Silence all agents; again: hang up all</source>
   <translation>Alle Agenten stumm; nochmals: alles auflegen</translation>
  </message>
  <message>
   <source>Silence the agent, or let it speak</source>
   <translation>Den Agenten stumm oder sprechen lassen</translation>
  </message>
  <message>
   <source>Small window of the call</source>
   <translation>Kleines Fenster des Anrufs</translation>
  </message>
  <message>
   <source>Talk, while held (Join)</source>
   <translation>Sprechen, solange gedrückt (Zuschalten)</translation>
  </message>
  <message>
   <source>Transfer…</source>
   <translation>Verbinden…</translation>
  </message>
  <message>
   <source>Try a practice call</source>
   <translation>Einen Übungsanruf ausprobieren</translation>
  </message>
  <message>
   <source>Undo handing back</source>
   <translation>Zurückgeben rückgängig</translation>
  </message>
 </context>
 <context>
  <name>Composer</name>
  <message>
   <source>Enter instructs, Ctrl+Enter says it word for word</source>
   <translation>Enter weist an, Strg+Enter sagt es wörtlich</translation>
  </message>
  <message>
   <source>Enter keeps it in the call's record</source>
   <translation>Enter legt es zum Anruf ab</translation>
  </message>
  <message>
   <source>Enter says it in the console's own voice</source>
   <translation>Eingabe sagt es mit der Stimme der Konsole</translation>
  </message>
  <message>
   <source>Hand back</source>
   <translation>Zurückgeben</translation>
  </message>
  <message>
   <source>Instruct</source>
   <translation>Anweisen</translation>
  </message>
  <message>
   <source>Keep note</source>
   <translation>Notiz behalten</translation>
  </message>
  <message>
   <source>Note on this call</source>
   <translation>Notiz zu diesem Anruf</translation>
  </message>
  <message>
   <source>One line for the agent, if you like</source>
   <translation>Eine Zeile für den Agenten, wenn gewünscht</translation>
  </message>
  <message>
   <source>Queued: “{words}”</source>
   <translation>Wartet: „{words}“</translation>
  </message>
  <message>
   <source>Read by the agent: “{words}”</source>
   <translation>Vom Agenten gelesen: „{words}“</translation>
  </message>
  <message>
   <source>Said by the agent: “{words}”</source>
   <translation>Vom Agenten gesagt: „{words}“</translation>
  </message>
  <message>
   <source>Say it</source>
   <translation>Sagen</translation>
  </message>
  <message>
   <source>Say to the caller</source>
   <translation>Dem Anrufer sagen</translation>
  </message>
  <message>
   <source>Say word for word</source>
   <translation>Wörtlich sagen</translation>
  </message>
  <message>
   <source>This agent says what it is given, but takes no instructions.</source>
   <translation>Dieser Agent sagt, was man ihm vorgibt, nimmt aber keine Anweisungen an.</translation>
  </message>
  <message>
   <source>This agent takes instructions, but no words to say.</source>
   <translation>Dieser Agent nimmt Anweisungen an, aber keinen Wortlaut.</translation>
  </message>
  <message>
   <source>This agent takes no text: it won't know what was agreed.</source>
   <translation>Dieser Agent nimmt keinen Text an: Er erfährt nicht, was vereinbart wurde.</translation>
  </message>
  <message>
   <source>This call's agent reads nothing. Join or take over to be heard.</source>
   <translation>Der Agent dieses Anrufs liest nichts. Zuschalten oder übernehmen, um gehört zu werden.</translation>
  </message>
  <message>
   <source>What was agreed?</source>
   <translation>Was wurde vereinbart?</translation>
  </message>
  <message>
   <source>Whisper to the agent</source>
   <translation>Dem Agenten flüstern</translation>
  </message>
 </context>
 <context>
  <name>ConsultRow</name>
  <message>
   <source> Take over to speak with them.</source>
   <translation> Zum Sprechen übernehmen.</translation>
  </message>
  <message>
   <source>Asked to take the call of {party}, who hears music meanwhile.</source>
   <translation>Soll den Anruf von {party} übernehmen, der inzwischen Musik hört.</translation>
  </message>
  <message>
   <source>{party} has answered, and is asked to take this call.</source>
   <translation>{party} hat abgenommen und soll diesen Anruf übernehmen.</translation>
  </message>
  <message>
   <source>{party} is rung, and asked to take this call.</source>
   <translation>{party} wird angerufen und soll diesen Anruf übernehmen.</translation>
  </message>
 </context>
 <context>
  <name>ContactList</name>
  <message>
   <source>Contact</source>
   <translation>Kontakt</translation>
  </message>
 </context>
 <context>
  <name>DeskWindow</name>
  <message>
   <source> {n} more like it are in the log.</source>
   <translation> {n} weitere dieser Art stehen im Protokoll.</translation>
  </message>
  <message>
   <source>Operator console</source>
   <translation>Operator console</translation>
  </message>
  <message>
   <source>Practice – Operator console</source>
   <translation>Übung – Operator console</translation>
  </message>
  <message>
   <source>The desk closes when the last call has ended. Quit again to keep it.</source>
   <translation>Das Pult schließt, wenn der letzte Anruf beendet ist. Noch einmal beenden, um es zu behalten.</translation>
  </message>
 </context>
 <context>
  <name>Detail</name>
  <message>
   <source>Click a call, or press ↓.</source>
   <translation>Einen Anruf anklicken oder ↓ drücken.</translation>
  </message>
  <message>
   <source>No call selected</source>
   <translation>Kein Anruf gewählt</translation>
  </message>
  <message>
   <source>Nothing was said.</source>
   <translation>Es wurde nichts gesagt.</translation>
  </message>
  <message>
   <source>What is said appears here.</source>
   <translation>Was gesagt wird, erscheint hier.</translation>
  </message>
 </context>
 <context>
  <name>DetailHead</name>
  <message>
   <source>Choose a step yourself and theirs ends.</source>
   <translation>Wählen Sie selbst eine Stufe, endet die andere.</translation>
  </message>
 </context>
 <context>
  <name>DialPanel</name>
  <message>
   <source>Calling as {line}, {number}</source>
   <translation>Anruf als {line}, {number}</translation>
  </message>
  <message>
   <source>Dial</source>
   <translation>Wählen</translation>
  </message>
  <message>
   <source>Dialling…</source>
   <translation>Wählt…</translation>
  </message>
  <message>
   <source>No number is set up to call from.</source>
   <translation>Keine Nummer zum Anrufen eingerichtet.</translation>
  </message>
  <message>
   <source>Number or name to dial</source>
   <translation>Nummer oder Name zum Wählen</translation>
  </message>
 </context>
 <context>
  <name>Empty</name>
  <message>
   <source>Have a practice caller phone in, and watch the agent answer.</source>
   <translation>Einen Übungsanrufer anrufen lassen und dem Agenten zusehen.</translation>
  </message>
  <message>
   <source>No calls now</source>
   <translation>Gerade keine Anrufe</translation>
  </message>
  <message>
   <source>No number is set up</source>
   <translation>Keine Nummer eingerichtet</translation>
  </message>
  <message>
   <source>Nothing rings here yet. Set up a number of your own, or try everything with practice callers first: without an account, without a network.</source>
   <translation>Hier klingelt noch nichts. Eine eigene Nummer einrichten oder erst alles mit Übungsanrufern ausprobieren: ohne Konto, ohne Netz.</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation>Bereit</translation>
  </message>
  <message>
   <source>Your number is {number}.</source>
   <translation>Ihre Nummer ist {number}.</translation>
  </message>
 </context>
 <context>
  <name>EngineHop</name>
  <message>
   <source>The console is closing.</source>
   <translation>Die Konsole wird geschlossen.</translation>
  </message>
 </context>
 <context>
  <name>Errands</name>
  <message>
   <source>That did not work because of a fault in the console. See its log.</source>
   <translation>Das ging wegen eines Fehlers der Konsole nicht. Siehe ihr Protokoll.</translation>
  </message>
 </context>
 <context>
  <name>Figures</name>
  <message>
   <source>Last seen well {n} h ago</source>
   <translation>Zuletzt vor {n} Std. in Ordnung</translation>
  </message>
  <message>
   <source>Last seen well {n} min ago</source>
   <translation>Zuletzt vor {n} Min. in Ordnung</translation>
  </message>
  <message>
   <source>Last seen well {n} s ago</source>
   <translation>Zuletzt vor {n} s in Ordnung</translation>
  </message>
  <message>
   <source>Number withheld</source>
   <translation>Nummer unterdrückt</translation>
  </message>
  <message>
   <source>{n} h ago</source>
   <translation>vor {n} Std.</translation>
  </message>
  <message>
   <source>{n} min ago</source>
   <translation>vor {n} Min.</translation>
  </message>
  <message>
   <source>{n} ms</source>
   <translation>{n} ms</translation>
  </message>
  <message>
   <source>{n} s ago</source>
   <translation>vor {n} s</translation>
  </message>
 </context>
 <context>
  <name>FilterBar</name>
  <message>
   <source>Filter the calls</source>
   <translation>Anrufe filtern</translation>
  </message>
  <message>
   <source>Number, name, line or state</source>
   <translation>Nummer, Name, Leitung oder Zustand</translation>
  </message>
  <message>
   <source>Show all calls</source>
   <translation>Alle Anrufe zeigen</translation>
  </message>
  <message>
   <source>{shown} of {all}</source>
   <translation>{shown} von {all}</translation>
  </message>
 </context>
 <context>
  <name>HangUp</name>
  <message>
   <source>Hang up</source>
   <translation>Auflegen</translation>
  </message>
  <message>
   <source>Hang up? Press again</source>
   <translation>Auflegen? Nochmals drücken</translation>
  </message>
 </context>
 <context>
  <name>HealthRows</name>
  <message>
   <source>&lt; 1 ms</source>
   <translation>&lt; 1 ms</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Gescheitert</translation>
  </message>
  <message>
   <source>Passed</source>
   <translation>Bestanden</translation>
  </message>
  <message>
   <source>Skipped</source>
   <translation>Ausgelassen</translation>
  </message>
 </context>
 <context>
  <name>HealthWindow</name>
  <message>
   <source>Copied. It holds no secret, and no number in full.</source>
   <translation>Kopiert. Er enthält kein Geheimnis und keine volle Nummer.</translation>
  </message>
  <message>
   <source>Copy report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <source>Goes out to the public address and comes back in by it. Calls nobody.</source>
   <translation>Geht zur öffentlichen Adresse hinaus und kommt durch sie wieder herein. Ruft niemanden an.</translation>
  </message>
  <message>
   <source>Health</source>
   <translation>Befinden</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Nochmals nachsehen</translation>
  </message>
  <message>
   <source>Noted by the carrier</source>
   <translation>Vom Netz vermerkt</translation>
  </message>
  <message>
   <source>Nothing was noted lately.</source>
   <translation>In letzter Zeit wurde nichts vermerkt.</translation>
  </message>
  <message>
   <source>Number at the carrier</source>
   <translation>Nummer beim Netz</translation>
  </message>
  <message>
   <source>Parts</source>
   <translation>Teile</translation>
  </message>
  <message>
   <source>Secrets</source>
   <translation>Geheimnisse</translation>
  </message>
  <message>
   <source>Self-test</source>
   <translation>Selbsttest</translation>
  </message>
  <message>
   <source>Test the way in</source>
   <translation>Den Zugang prüfen</translation>
  </message>
  <message>
   <source>Testing…</source>
   <translation>Prüft…</translation>
  </message>
 </context>
 <context>
  <name>HoldButton</name>
  <message>
   <source>Hold it for a moment, or press {key}.</source>
   <translation>Einen Moment halten oder {key} drücken.</translation>
  </message>
 </context>
 <context>
  <name>ImportBox</name>
  <message>
   <source>Import a .env file</source>
   <translation>Eine .env-Datei einlesen</translation>
  </message>
  <message>
   <source>Import a .env file…</source>
   <translation>Eine .env-Datei einlesen…</translation>
  </message>
  <message>
   <source>Keys that stand in a .env file can be taken over: secrets into the keyring, the rest into settings.toml.</source>
   <translation>Schlüssel aus einer .env-Datei können übernommen werden: Geheimnisse in den Schlüsselbund, der Rest in settings.toml.</translation>
  </message>
  <message>
   <source>Settings of another program</source>
   <translation>Einstellungen eines anderen Programms</translation>
  </message>
  <message>
   <source>Take them out of the file</source>
   <translation>Aus der Datei entfernen</translation>
  </message>
  <message>
   <source>Take these over</source>
   <translation>Diese übernehmen</translation>
  </message>
  <message>
   <source>Taken over. The file still holds the secrets for everybody who can read it.</source>
   <translation>Übernommen. Die Datei enthält die Geheimnisse noch, für jeden, der sie lesen kann.</translation>
  </message>
  <message>
   <source>They are out of the file.</source>
   <translation>Sie stehen nicht mehr in der Datei.</translation>
  </message>
  <message>
   <source>{name} → {store}</source>
   <translation>{name} → {store}</translation>
  </message>
  <message>
   <source>{name} → {store}, in place of another</source>
   <translation>{name} → {store}, anstelle eines anderen</translation>
  </message>
 </context>
 <context>
  <name>KeyButton</name>
  <message>
   <source>Press a key…</source>
   <translation>Taste drücken…</translation>
  </message>
  <message>
   <source>no key</source>
   <translation>keine Taste</translation>
  </message>
  <message>
   <source>{title}: {key}</source>
   <translation>{title}: {key}</translation>
  </message>
 </context>
 <context>
  <name>KeyList</name>
  <message>
   <source>Click a key, then press another for it; Backspace gives back its own.</source>
   <translation>Eine Taste anklicken, dann eine andere drücken; die Rücktaste stellt die eigene wieder her.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
 </context>
 <context>
  <name>KeyMap</name>
  <message>
   <source>That is not a key.</source>
   <translation>Das ist keine Taste.</translation>
  </message>
  <message>
   <source>{key} is “{title}” already.</source>
   <translation>{key} ist schon „{title}“.</translation>
  </message>
  <message>
   <source>{key} moves about in the window.</source>
   <translation>{key} bewegt sich im Fenster.</translation>
  </message>
  <message>
   <source>{key} types text, and this works everywhere. Add Ctrl or Alt.</source>
   <translation>{key} schreibt Text, und dies gilt überall. Strg oder Alt dazunehmen.</translation>
  </message>
 </context>
 <context>
  <name>Keypad</name>
  <message>
   <source>All with Enter, by the carrier</source>
   <translation>Alle mit Enter, durch das Netz</translation>
  </message>
  <message>
   <source>Close the keypad</source>
   <translation>Das Tastenfeld schließen</translation>
  </message>
  <message>
   <source>Each key at once, as a tone</source>
   <translation>Jede Taste sofort, als Ton</translation>
  </message>
  <message>
   <source>For menus that miss tones. The agent waits meanwhile.</source>
   <translation>Für Menüs, die Töne überhören. Der Agent wartet so lange.</translation>
  </message>
  <message>
   <source>Keypad</source>
   <translation>Tastenfeld</translation>
  </message>
  <message>
   <source>Send</source>
   <translation>Senden</translation>
  </message>
  <message>
   <source>The carrier has them.</source>
   <translation>Das Netz hat sie.</translation>
  </message>
  <message>
   <source>Type or press; Esc closes.</source>
   <translation>Tippen oder drücken; Esc schließt.</translation>
  </message>
 </context>
 <context>
  <name>LadderStrip</name>
  <message>
   <source>Hold</source>
   <translation>Halten</translation>
  </message>
  <message>
   <source>On hold</source>
   <translation>Gehalten</translation>
  </message>
 </context>
 <context>
  <name>Language</name>
  <message>
   <source>en</source>
   <translation>de</translation>
  </message>
 </context>
 <context>
  <name>LeaveSheet</name>
  <message>
   <source>1 call is live</source>
   <translation>1 Anruf läuft</translation>
  </message>
  <message>
   <source>Calls go on at the node; the agent gets back the one that you are on.</source>
   <translation>Anrufe gehen am Knoten weiter; den, auf dem Sie sind, bekommt der Agent zurück.</translation>
  </message>
  <message>
   <source>Close the desk</source>
   <translation>Pult schließen</translation>
  </message>
  <message>
   <source>Close when it ends</source>
   <translation>Schließen, wenn er endet</translation>
  </message>
  <message>
   <source>Close when they end</source>
   <translation>Schließen, wenn sie enden</translation>
  </message>
  <message>
   <source>Closing the desk now ends every call that is still live.</source>
   <translation>Wird das Pult jetzt geschlossen, endet jeder laufende Anruf.</translation>
  </message>
  <message>
   <source>Hang up</source>
   <translation>Auflegen</translation>
  </message>
  <message>
   <source>Hang up all</source>
   <translation>Alle auflegen</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Stay open</source>
   <translation>Offen bleiben</translation>
  </message>
  <message>
   <source>{n} calls are live</source>
   <translation>{n} Anrufe laufen</translation>
  </message>
 </context>
 <context>
  <name>Level</name>
  <message>
   <source>Microphone's level</source>
   <translation>Pegel des Mikrofons</translation>
  </message>
  <message>
   <source>{n} dBFS</source>
   <translation>{n} dBFS</translation>
  </message>
 </context>
 <context>
  <name>LinePage</name>
  <message>
   <source>A new line</source>
   <translation>Eine neue Leitung</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Keep this line</source>
   <translation>Diese Leitung behalten</translation>
  </message>
  <message>
   <source>what is typed</source>
   <translation>dem Getippten</translation>
  </message>
 </context>
 <context>
  <name>LineRow</name>
  <message>
   <source>Change…</source>
   <translation>Ändern…</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove it</source>
   <translation>Ja, entfernen</translation>
  </message>
 </context>
 <context>
  <name>LinesBox</name>
  <message>
   <source>Add a line…</source>
   <translation>Leitung hinzufügen…</translation>
  </message>
  <message>
   <source>Each line is a number of yours, with who answers it and how far it may go. Calls out are made from the first unless another is chosen. Changes count at once.</source>
   <translation>Jede Leitung ist eine Ihrer Nummern, mit dem, der sie beantwortet, und ihren Schranken. Abgehende Anrufe nehmen die erste, wenn keine andere gewählt ist. Änderungen zählen sofort.</translation>
  </message>
  <message>
   <source>lines line number phone answers agent</source>
   <translation>Leitungen Leitung Nummer Telefon annimmt Agent</translation>
  </message>
 </context>
 <context>
  <name>Look</name>
  <message>
   <source>Dark theme</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>Hoher Kontrast</translation>
  </message>
  <message>
   <source>Larger text</source>
   <translation>Größere Schrift</translation>
  </message>
  <message>
   <source>Light theme</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Notify me when it rings</source>
   <translation>Melden, wenn es klingelt</translation>
  </message>
  <message>
   <source>Reduce motion</source>
   <translation>Weniger Bewegung</translation>
  </message>
  <message>
   <source>Smaller text</source>
   <translation>Kleinere Schrift</translation>
  </message>
  <message>
   <source>Sounds of the desk: normal</source>
   <translation>Töne des Pults: normal</translation>
  </message>
  <message>
   <source>Sounds of the desk: normal, quiet, off</source>
   <translation>Töne des Pults: normal, leise, aus</translation>
  </message>
  <message>
   <source>Sounds of the desk: off</source>
   <translation>Töne des Pults: aus</translation>
  </message>
  <message>
   <source>Sounds of the desk: quiet</source>
   <translation>Töne des Pults: leise</translation>
  </message>
  <message>
   <source>Text of the usual size</source>
   <translation>Schrift in üblicher Größe</translation>
  </message>
  <message>
   <source>Theme of the system</source>
   <translation>Wie das System</translation>
  </message>
 </context>
 <context>
  <name>Manners</name>
  <message>
   <source>{line} rings</source>
   <translation>{line} klingelt</translation>
  </message>
 </context>
 <context>
  <name>Menus</name>
  <message>
   <source>Look and sound</source>
   <translation>Aussehen und Töne</translation>
  </message>
  <message>
   <source>Practice call</source>
   <translation>Übungsanruf</translation>
  </message>
 </context>
 <context>
  <name>MicStatus</name>
  <message>
   <source>From microphone to phone: {n} ms</source>
   <translation>Vom Mikrofon zum Telefon: {n} ms</translation>
  </message>
  <message>
   <source>Hold {key} to speak</source>
   <translation>{key} halten zum Sprechen</translation>
  </message>
  <message>
   <source>Microphone: {name}</source>
   <translation>Mikrofon: {name}</translation>
  </message>
  <message>
   <source>Muted ({key})</source>
   <translation>Stumm ({key})</translation>
  </message>
  <message>
   <source>Speaker: {name}</source>
   <translation>Lautsprecher: {name}</translation>
  </message>
  <message>
   <source>{n} ms</source>
   <translation>{n} ms</translation>
  </message>
 </context>
 <context>
  <name>Microphone</name>
  <message>
   <source>No microphone</source>
   <translation>Kein Mikrofon</translation>
  </message>
 </context>
 <context>
  <name>MiniWindow</name>
  <message>
   <source>Call</source>
   <translation>Anruf</translation>
  </message>
  <message>
   <source>Keep this window above all others</source>
   <translation>Dieses Fenster über allen anderen halten</translation>
  </message>
  <message>
   <source>No call selected</source>
   <translation>Kein Anruf gewählt</translation>
  </message>
  <message>
   <source>On top</source>
   <translation>Immer oben</translation>
  </message>
 </context>
 <context>
  <name>NumberPanel</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Type a number or a name.</source>
   <translation>Nummer oder Namen eingeben.</translation>
  </message>
 </context>
 <context>
  <name>Palette</name>
  <message>
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>Find a command</source>
   <translation>Einen Befehl suchen</translation>
  </message>
  <message>
   <source>What do you want to do?</source>
   <translation>Was möchten Sie tun?</translation>
  </message>
 </context>
 <context>
  <name>Places</name>
  <message>
   <source>Go to the real line</source>
   <translation>Zur echten Leitung</translation>
  </message>
  <message>
   <source>Health…</source>
   <translation>Befinden…</translation>
  </message>
  <message>
   <source>Set up a real line…</source>
   <translation>Eine echte Leitung einrichten…</translation>
  </message>
  <message>
   <source>Settings…</source>
   <translation>Einstellungen…</translation>
  </message>
  <message>
   <source>Try a practice call</source>
   <translation>Einen Übungsanruf ausprobieren</translation>
  </message>
 </context>
 <context>
  <name>PracticeLamp</name>
  <message>
   <source>Nothing here reaches a real telephone.</source>
   <translation>Nichts hier erreicht ein echtes Telefon.</translation>
  </message>
  <message>
   <source>PRACTICE</source>
   <translation>ÜBUNG</translation>
  </message>
 </context>
 <context>
  <name>PracticeNumbers</name>
  <message>
   <source>Every practice number answers, but for these endings:</source>
   <translation>Jede Übungsnummer antwortet, außer mit diesen Endungen:</translation>
  </message>
  <message>
   <source>busy</source>
   <translation>besetzt</translation>
  </message>
  <message>
   <source>fails</source>
   <translation>scheitert</translation>
  </message>
  <message>
   <source>no answer</source>
   <translation>keine Antwort</translation>
  </message>
  <message>
   <source>voicemail</source>
   <translation>Mailbox</translation>
  </message>
  <message>
   <source>{ending} {what}</source>
   <translation>{ending} {what}</translation>
  </message>
 </context>
 <context>
  <name>Said</name>
  <message>
   <source> and </source>
   <translation> und </translation>
  </message>
  <message>
   <source>“{words}”</source>
   <translation>„{words}“</translation>
  </message>
 </context>
 <context>
  <name>Sentence</name>
  <message>
   <source>1 minute</source>
   <translation>1 Minute</translation>
  </message>
  <message>
   <source>1 second</source>
   <translation>1 Sekunde</translation>
  </message>
  <message>
   <source>Warning.</source>
   <translation>Warnung.</translation>
  </message>
  <message>
   <source>inbound from</source>
   <translation>ankommend von</translation>
  </message>
  <message>
   <source>outbound to</source>
   <translation>abgehend an</translation>
  </message>
  <message>
   <source>{n} minutes</source>
   <translation>{n} Minuten</translation>
  </message>
  <message>
   <source>{n} seconds</source>
   <translation>{n} Sekunden</translation>
  </message>
  <message>
   <source>{state} {time}, {towards} {party}, {line}.</source>
   <translation>{state} {time}, {towards} {party}, {line}.</translation>
  </message>
 </context>
 <context>
  <name>Sentences</name>
  <message>
   <source>1 call is under way, as many as this console carries.</source>
   <translation>1 Anruf läuft, mehr trägt diese Konsole nicht.</translation>
  </message>
  <message>
   <source>A Vision Agents server that runs already.</source>
   <translation>Ein Vision-Agents-Server, der schon läuft.</translation>
  </message>
  <message>
   <source>A call lasts a minute at least.</source>
   <translation>Ein Anruf dauert mindestens eine Minute.</translation>
  </message>
  <message>
   <source>A call of an earlier run is still open at Twilio.</source>
   <translation>Ein Anruf eines früheren Laufs ist bei Twilio noch offen.</translation>
  </message>
  <message>
   <source>A call that comes in</source>
   <translation>Ein ankommender Anruf</translation>
  </message>
  <message>
   <source>A call's audio is connected.</source>
   <translation>Der Ton eines Anrufs ist verbunden.</translation>
  </message>
  <message>
   <source>A call's audio was refused: it was not signed, or its token does not work.</source>
   <translation>Der Ton eines Anrufs wurde abgewiesen: Er war nicht signiert oder sein Token gilt nicht.</translation>
  </message>
  <message>
   <source>A command that serves agents.</source>
   <translation>Ein Befehl, der Agenten bereitstellt.</translation>
  </message>
  <message>
   <source>A console of this data folder is running: ask it instead.</source>
   <translation>Eine Konsole mit diesem Datenordner läuft: besser sie fragen.</translation>
  </message>
  <message>
   <source>A console that runs then takes its secrets by itself, or at Look again in its health.</source>
   <translation>Eine laufende Konsole nimmt dann seine Geheimnisse von selbst, oder bei „Erneut ansehen“ in ihrem Befinden.</translation>
  </message>
  <message>
   <source>A fax machine answered</source>
   <translation>Ein Faxgerät hat abgenommen</translation>
  </message>
  <message>
   <source>A line has no “{1}”, only {2}.</source>
   <translation>Eine Leitung hat kein „{1}“, nur {2}.</translation>
  </message>
  <message>
   <source>A person answered</source>
   <translation>Ein Mensch hat abgenommen</translation>
  </message>
  <message>
   <source>A person took over the call and has just handed it back to you. You did not hear what was said meanwhile. Carry on politely from here.</source>
   <translation>Ein Mensch hatte den Anruf übernommen und hat ihn eben zurückgegeben. Was inzwischen gesagt wurde, war nicht zu hören. Höflich von hier aus weitermachen.</translation>
  </message>
  <message>
   <source>A phone may ring for 5 to 600 seconds.</source>
   <translation>Ein Telefon darf 5 bis 600 Sekunden klingeln.</translation>
  </message>
  <message>
   <source>A program answers in text</source>
   <translation>Ein Programm antwortet in Text</translation>
  </message>
  <message>
   <source>A program of your own.</source>
   <translation>Ein eigenes Programm.</translation>
  </message>
  <message>
   <source>A proxy of your own before this console must pass WebSockets on.</source>
   <translation>Ein eigener Proxy vor dieser Konsole muss WebSockets durchlassen.</translation>
  </message>
  <message>
   <source>A trial account calls verified numbers only. Verify this one at Twilio first.</source>
   <translation>Ein Probekonto ruft nur bestätigte Nummern an. Diese erst bei Twilio bestätigen.</translation>
  </message>
  <message>
   <source>A trial account can't do this. Upgrade it at Twilio.</source>
   <translation>Ein Probekonto kann das nicht. Bei Twilio aufwerten.</translation>
  </message>
  <message>
   <source>A trial account may not call this number from that one. Choose another at Twilio.</source>
   <translation>Ein Probekonto darf diese Nummer von jener aus nicht anrufen. Bei Twilio eine andere wählen.</translation>
  </message>
  <message>
   <source>A trial account's calls end after ten minutes. Upgrade it at Twilio.</source>
   <translation>Anrufe eines Probekontos enden nach zehn Minuten. Bei Twilio aufwerten.</translation>
  </message>
  <message>
   <source>A tunnel by ngrok</source>
   <translation>Ein Tunnel von ngrok</translation>
  </message>
  <message>
   <source>A webhook came that this account's key did not sign; it was refused.</source>
   <translation>Ein Webhook kam, den der Schlüssel dieses Kontos nicht signiert hat; er wurde abgewiesen.</translation>
  </message>
  <message>
   <source>A webhook signed with the account's key comes in.</source>
   <translation>Ein mit dem Schlüssel des Kontos signierter Webhook kommt an.</translation>
  </message>
  <message>
   <source>A webhook signed with this account's key is refused at the public address.</source>
   <translation>Ein mit dem Schlüssel dieses Kontos signierter Webhook wird an der öffentlichen Adresse abgewiesen.</translation>
  </message>
  <message>
   <source>A webhook with a wrong signature is refused.</source>
   <translation>Ein Webhook mit falscher Signatur wird abgewiesen.</translation>
  </message>
  <message>
   <source>API address</source>
   <translation>API-Adresse</translation>
  </message>
  <message>
   <source>API key</source>
   <translation>API-Schlüssel</translation>
  </message>
  <message>
   <source>Account SID</source>
   <translation>Account SID</translation>
  </message>
  <message>
   <source>Add it as a line of its own: Settings, Lines, or operator-console lines set NUMBER</source>
   <translation>Sie als eigene Leitung anlegen: Einstellungen, Leitungen, oder operator-console lines set NUMMER</translation>
  </message>
  <message>
   <source>After which it is ended, by the carrier if need be.</source>
   <translation>Danach wird er beendet, notfalls vom Netz.</translation>
  </message>
  <message>
   <source>Agent</source>
   <translation>Agent</translation>
  </message>
  <message>
   <source>Agent command</source>
   <translation>Agentenbefehl</translation>
  </message>
  <message>
   <source>Agent give up</source>
   <translation>Agent aufgeben</translation>
  </message>
  <message>
   <source>Agent patience</source>
   <translation>Geduld mit dem Agenten</translation>
  </message>
  <message>
   <source>Agent server</source>
   <translation>Agentenserver</translation>
  </message>
  <message>
   <source>Agent servers</source>
   <translation>Agentenserver</translation>
  </message>
  <message>
   <source>Agent silence</source>
   <translation>Schweigen des Agenten</translation>
  </message>
  <message>
   <source>Agent variables</source>
   <translation>Variablen des Agenten</translation>
  </message>
  <message>
   <source>Agents are met in Stream calls.</source>
   <translation>Agenten werden in Stream-Anrufen getroffen.</translation>
  </message>
  <message>
   <source>Allow them in the Twilio console under Voice, Geo permissions.</source>
   <translation>In der Twilio-Konsole unter Voice, Geo permissions erlauben.</translation>
  </message>
  <message>
   <source>An account SID is AC and {1} characters more.</source>
   <translation>Eine Account SID ist AC und {1} weitere Zeichen.</translation>
  </message>
  <message>
   <source>An address of my own</source>
   <translation>Eine eigene Adresse</translation>
  </message>
  <message>
   <source>An agent server sends it</source>
   <translation>Ein Agentenserver schickt ihn</translation>
  </message>
  <message>
   <source>An answering machine answered</source>
   <translation>Ein Anrufbeantworter hat abgenommen</translation>
  </message>
  <message>
   <source>An answering machine takes a message now</source>
   <translation>Ein Anrufbeantworter nimmt jetzt eine Nachricht auf</translation>
  </message>
  <message>
   <source>An extension is not part of a number: leave it out, and press its keys once the call is answered.</source>
   <translation>Eine Durchwahl gehört nicht zur Nummer: weglassen und ihre Tasten drücken, sobald jemand abnimmt.</translation>
  </message>
  <message>
   <source>An https server that leads here already.</source>
   <translation>Ein https-Server, der schon hierher führt.</translation>
  </message>
  <message>
   <source>Another call's audio came; it was refused.</source>
   <translation>Der Ton eines anderen Anrufs kam; er wurde abgewiesen.</translation>
  </message>
  <message>
   <source>Another console has this number: its calls go to {1}{2}.</source>
   <translation>Eine andere Konsole hat diese Nummer: Ihre Anrufe gehen an {1}{2}.</translation>
  </message>
  <message>
   <source>Another console has {1} now; it is left alone.</source>
   <translation>Eine andere Konsole hat {1} jetzt; daran wird nichts geändert.</translation>
  </message>
  <message>
   <source>Another console may answer there, or something before it that filters requests.</source>
   <translation>Vielleicht antwortet dort eine andere Konsole oder etwas davor, das Anfragen filtert.</translation>
  </message>
  <message>
   <source>Another console with the same data folder looks after the number.</source>
   <translation>Eine andere Konsole mit demselben Datenordner kümmert sich um die Nummer.</translation>
  </message>
  <message>
   <source>Answered by {1}.</source>
   <translation>Wird von {1} beantwortet.</translation>
  </message>
  <message>
   <source>Asking somebody to take the call</source>
   <translation>Jemand wird gebeten, den Anruf zu nehmen</translation>
  </message>
  <message>
   <source>At most {1} calls out at once, {2} an hour, {3} minutes each, to {4}.</source>
   <translation>Höchstens {1} abgehende Anrufe zugleich, {2} je Stunde, je {3} Minuten. Ziele: {4}.</translation>
  </message>
  <message>
   <source>Auth token</source>
   <translation>Auth Token</translation>
  </message>
  <message>
   <source>Before the agent answers. Where it rings for you first: how long, 20 if it is 0.</source>
   <translation>Bevor der Agent annimmt. Wo es erst bei Ihnen klingelt: wie lange; bei 0 sind es 20.</translation>
  </message>
  <message>
   <source>Begins with AC.</source>
   <translation>Beginnt mit AC.</translation>
  </message>
  <message>
   <source>Bring both to the same version.</source>
   <translation>Beide auf dieselbe Version bringen.</translation>
  </message>
  <message>
   <source>Buy one with voice at Twilio under Phone Numbers, then check again.</source>
   <translation>Bei Twilio unter Phone Numbers eine mit Voice kaufen, dann erneut prüfen.</translation>
  </message>
  <message>
   <source>Caller pressed {1}</source>
   <translation>Anrufer drückte {1}</translation>
  </message>
  <message>
   <source>Callers hear a sentence</source>
   <translation>Anrufer hören einen Satz</translation>
  </message>
  <message>
   <source>Callers hear the busy tone</source>
   <translation>Anrufer hören das Besetztzeichen</translation>
  </message>
  <message>
   <source>Callers hear themselves: good to measure delays.</source>
   <translation>Anrufer hören sich selbst: gut, um Verzögerungen zu messen.</translation>
  </message>
  <message>
   <source>Callers leave a message</source>
   <translation>Anrufer hinterlassen eine Nachricht</translation>
  </message>
  <message>
   <source>Callers wait until you take the call.</source>
   <translation>Anrufer warten, bis Sie den Anruf übernehmen.</translation>
  </message>
  <message>
   <source>Callers who say nothing</source>
   <translation>Anrufer, die nichts sagen</translation>
  </message>
  <message>
   <source>Calls are live, and this would end them. Let them end.</source>
   <translation>Es laufen Anrufe, und dies würde sie beenden. Erst enden lassen.</translation>
  </message>
  <message>
   <source>Calls at once</source>
   <translation>Anrufe zugleich</translation>
  </message>
  <message>
   <source>Calls come and go through Twilio.</source>
   <translation>Anrufe kommen und gehen über Twilio.</translation>
  </message>
  <message>
   <source>Calls come in at {1}, through ngrok.</source>
   <translation>Anrufe kommen über {1} herein, durch ngrok.</translation>
  </message>
  <message>
   <source>Calls come in at {1}.</source>
   <translation>Anrufe kommen über {1} herein.</translation>
  </message>
  <message>
   <source>Calls of {1} come here.</source>
   <translation>Anrufe von {1} kommen hierher.</translation>
  </message>
  <message>
   <source>Calls of {1} come here.{2}</source>
   <translation>Anrufe von {1} kommen hierher.{2}</translation>
  </message>
  <message>
   <source>Calls out an hour</source>
   <translation>Abgehende Anrufe je Stunde</translation>
  </message>
  <message>
   <source>Calls out at once</source>
   <translation>Abgehende Anrufe zugleich</translation>
  </message>
  <message>
   <source>Calls out of the last hour cost about {1}, and {2} is allowed in the account's currency. Try again later, or raise the guard rail.</source>
   <translation>Abgehende Anrufe der letzten Stunde kosten etwa {1}, und {2} in der Währung des Kontos ist erlaubt. Später noch einmal versuchen oder die Schranke heben.</translation>
  </message>
  <message>
   <source>Calls out that may be under way at once.</source>
   <translation>Abgehende Anrufe, die zugleich laufen dürfen.</translation>
  </message>
  <message>
   <source>Calls that go on may go on. Check the network if this lasts.</source>
   <translation>Laufende Anrufe laufen vielleicht weiter. Wenn das anhält, das Netzwerk prüfen.</translation>
  </message>
  <message>
   <source>Calls to this number will come here, and it is what people see when you call. Nothing is changed at the carrier yet.</source>
   <translation>Anrufe an diese Nummer kommen hier an, und sie wird angezeigt, wenn Sie anrufen. Im Netz wird noch nichts geändert.</translation>
  </message>
  <message>
   <source>Calls with an agent that are carried at once; when not set, 15 a core if met at Stream.</source>
   <translation>Anrufe mit einem Agenten, die zugleich getragen werden; ohne Angabe 15 je Kern, wenn der Agent bei Stream ist.</translation>
  </message>
  <message>
   <source>Came back: nobody took the transfer</source>
   <translation>Zurückgekommen: Niemand nahm den Anruf</translation>
  </message>
  <message>
   <source>Carrier</source>
   <translation>Netz</translation>
  </message>
  <message>
   <source>Carriers connect to https and wss only: look at what serves the address.</source>
   <translation>Netze verbinden sich nur mit https und wss: Nachsehen, was die Adresse bedient.</translation>
  </message>
  <message>
   <source>Carriers do not get it. It goes away with a paid plan.</source>
   <translation>Netze bekommen sie nicht zu sehen. Mit einem bezahlten Tarif verschwindet sie.</translation>
  </message>
  <message>
   <source>Check how it is written. A new name may take some minutes to be known.</source>
   <translation>Die Schreibweise prüfen. Ein neuer Name ist oft erst nach Minuten bekannt.</translation>
  </message>
  <message>
   <source>Check the agent</source>
   <translation>Den Agenten prüfen</translation>
  </message>
  <message>
   <source>Check the carrier's credentials if calls don't come in. Otherwise it was a stranger's, and nothing happened.</source>
   <translation>Die Zugangsdaten des Netzes prüfen, falls keine Anrufe kommen. Sonst war es ein Fremder, und nichts ist geschehen.</translation>
  </message>
  <message>
   <source>Check the carrier's credentials if calls stay silent.</source>
   <translation>Die Zugangsdaten des Netzes prüfen, falls Anrufe stumm bleiben.</translation>
  </message>
  <message>
   <source>Check the keys</source>
   <translation>Die Schlüssel prüfen</translation>
  </message>
  <message>
   <source>Check the network connection.</source>
   <translation>Die Netzwerkverbindung prüfen.</translation>
  </message>
  <message>
   <source>Choose Twilio.</source>
   <translation>Twilio wählen.</translation>
  </message>
  <message>
   <source>Choose another, or buy one with voice at Twilio.</source>
   <translation>Eine andere wählen oder bei Twilio eine mit Voice kaufen.</translation>
  </message>
  <message>
   <source>Choose one of the list, or use the keys of the account that has it.</source>
   <translation>Eine aus der Liste wählen oder die Schlüssel des Kontos benutzen, das sie hat.</translation>
  </message>
  <message>
   <source>Choose one of the list.</source>
   <translation>Eine aus der Liste wählen.</translation>
  </message>
  <message>
   <source>Close one of the two, or give this one a folder of its own with CONSOLE_DATA_DIR.</source>
   <translation>Eine der beiden schließen oder dieser mit CONSOLE_DATA_DIR einen eigenen Ordner geben.</translation>
  </message>
  <message>
   <source>Comes with the console and needs nothing.</source>
   <translation>Gehört zur Konsole und braucht nichts.</translation>
  </message>
  <message>
   <source>Command</source>
   <translation>Befehl</translation>
  </message>
  <message>
   <source>Command that serves agents, run by the console; {1} stands for the port to serve on.</source>
   <translation>Befehl, der Agenten bereitstellt; die Konsole führt ihn aus. {1} steht für den Port dafür.</translation>
  </message>
  <message>
   <source>Confirm it at https://dashboard.ngrok.com/user/settings.</source>
   <translation>Es unter https://dashboard.ngrok.com/user/settings bestätigen.</translation>
  </message>
  <message>
   <source>Connected to the node at {1}.</source>
   <translation>Mit dem Knoten {1} verbunden.</translation>
  </message>
  <message>
   <source>Connection ID</source>
   <translation>Verbindungs-ID</translation>
  </message>
  <message>
   <source>Contacts</source>
   <translation>Kontakte</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Control port</source>
   <translation>Port der Steuerung</translation>
  </message>
  <message>
   <source>Control token</source>
   <translation>Schlüssel der Steuerung</translation>
  </message>
  <message>
   <source>Copy it again, and only it.</source>
   <translation>Es noch einmal kopieren, und nur das.</translation>
  </message>
  <message>
   <source>Copy it from {1} and set it: operator-console credentials set NGROK_AUTHTOKEN</source>
   <translation>Von {1} kopieren und setzen: operator-console credentials set NGROK_AUTHTOKEN</translation>
  </message>
  <message>
   <source>Cost a minute</source>
   <translation>Kosten je Minute</translation>
  </message>
  <message>
   <source>Cost an hour</source>
   <translation>Kosten je Stunde</translation>
  </message>
  <message>
   <source>Countries</source>
   <translation>Länder</translation>
  </message>
  <message>
   <source>Countries that may be dialled, by ISO 3166 code; the line's own when not set.</source>
   <translation>Länder, die angerufen werden dürfen, als ISO-3166-Kürzel; ohne Angabe das der Leitung.</translation>
  </message>
  <message>
   <source>Data folder</source>
   <translation>Datenordner</translation>
  </message>
  <message>
   <source>Delete the phone's user after each call, where it has one of its own; Stream limits how often.</source>
   <translation>Den Benutzer des Telefons nach jedem Anruf löschen, wo es einen eigenen hat; Stream begrenzt, wie oft.</translation>
  </message>
  <message>
   <source>Dialogue</source>
   <translation>Dialog</translation>
  </message>
  <message>
   <source>Do the self-test.</source>
   <translation>Den Selbsttest machen.</translation>
  </message>
  <message>
   <source>Done by the carrier, which charges for it.</source>
   <translation>Das Netz nimmt auf und berechnet es.</translation>
  </message>
  <message>
   <source>Each phone call is met by your agent in a Stream call. Key and secret stand in Stream's dashboard, on the app's own page. The practice agent needs neither, and is good to try the line with.</source>
   <translation>Jeden Telefonanruf nimmt Ihr Agent in einem Stream-Anruf entgegen. Schlüssel und Geheimnis stehen im Dashboard von Stream auf der Seite der App. Der Übungsagent braucht beides nicht und ist gut, um die Leitung auszuprobieren.</translation>
  </message>
  <message>
   <source>Emergency calls are not possible from this console. Use a phone.</source>
   <translation>Notrufe sind von dieser Konsole aus nicht möglich. Bitte ein Telefon benutzen.</translation>
  </message>
  <message>
   <source>End the Stream call with the phone call, for everybody who is in it.</source>
   <translation>Den Stream-Anruf mit dem Telefonanruf beenden, für alle, die darin sind.</translation>
  </message>
  <message>
   <source>Ended after the line's {1} minutes</source>
   <translation>Nach den {1} Minuten der Leitung beendet</translation>
  </message>
  <message>
   <source>Fetch ngrok from its maker</source>
   <translation>ngrok beim Hersteller holen</translation>
  </message>
  <message>
   <source>File of contacts, CSV or vCard, whose names the desk shows; contacts.csv or contacts.vcf in the data folder when not set.</source>
   <translation>Datei mit Kontakten, CSV oder vCard, deren Namen das Pult zeigt; ohne Angabe contacts.csv oder contacts.vcf im Datenordner.</translation>
  </message>
  <message>
   <source>Fill in both keys.</source>
   <translation>Beide Schlüssel ausfüllen.</translation>
  </message>
  <message>
   <source>Forward to</source>
   <translation>Weiterleiten an</translation>
  </message>
  <message>
   <source>From https://dashboard.ngrok.com/get-started/your-authtoken</source>
   <translation>Von https://dashboard.ngrok.com/get-started/your-authtoken</translation>
  </message>
  <message>
   <source>Gain of the microphone in dB.</source>
   <translation>Verstärkung des Mikrofons in dB.</translation>
  </message>
  <message>
   <source>Gain of the speaker in dB.</source>
   <translation>Verstärkung des Lautsprechers in dB.</translation>
  </message>
  <message>
   <source>General</source>
   <translation>Allgemein</translation>
  </message>
  <message>
   <source>Get it from https://ngrok.com/download, or run: operator-console tunnel --install</source>
   <translation>Von https://ngrok.com/download holen oder ausführen: operator-console tunnel --install</translation>
  </message>
  <message>
   <source>Go live</source>
   <translation>In Betrieb</translation>
  </message>
  <message>
   <source>Goodbye</source>
   <translation>Abschied</translation>
  </message>
  <message>
   <source>Guard rails</source>
   <translation>Leitplanken</translation>
  </message>
  <message>
   <source>Have Stream caption every call, for transcripts; Stream charges for it.</source>
   <translation>Stream jeden Anruf untertiteln lassen, für Mitschriften; Stream berechnet es.</translation>
  </message>
  <message>
   <source>Have Stream transcribe every call into a file of its own; Stream charges for it.</source>
   <translation>Stream jeden Anruf in eine eigene Datei mitschreiben lassen; Stream berechnet es.</translation>
  </message>
  <message>
   <source>Have the carrier record every call, which it charges for.</source>
   <translation>Jeden Anruf vom Netz aufnehmen lassen; es berechnet das.</translation>
  </message>
  <message>
   <source>How calls come in</source>
   <translation>Wie Anrufe hereinkommen</translation>
  </message>
  <message>
   <source>Id of each Stream call; {1}, {2} and {3} stand for the phone call's own.</source>
   <translation>Id jedes Stream-Anrufs; {1}, {2} und {3} stehen für die des Telefonanrufs.</translation>
  </message>
  <message>
   <source>Id of the user that is taken for the agent; whoever joins when not set.</source>
   <translation>Id des Benutzers, der als der Agent gilt; ohne Angabe, wer beitritt.</translation>
  </message>
  <message>
   <source>Id of the user that the phone is in a Stream call, written as that of the call is.</source>
   <translation>Id des Benutzers, der das Telefon in einem Stream-Anruf ist; geschrieben wie die des Anrufs.</translation>
  </message>
  <message>
   <source>In the account's currency. Not limited while it is empty.</source>
   <translation>In der Währung des Kontos. Leer heißt: nicht begrenzt.</translation>
  </message>
  <message>
   <source>It is declined</source>
   <translation>Er wird abgelehnt</translation>
  </message>
  <message>
   <source>It is led to another number</source>
   <translation>Er geht an eine andere Nummer</translation>
  </message>
  <message>
   <source>It is not clear who answered</source>
   <translation>Wer abgenommen hat, ist unklar</translation>
  </message>
  <message>
   <source>It is of another Twilio account, {1}…: set its credentials.</source>
   <translation>Es gehört zu einem anderen Twilio-Konto, {1}…: dessen Zugangsdaten setzen.</translation>
  </message>
  <message>
   <source>It is started again.</source>
   <translation>Es wird neu gestartet.</translation>
  </message>
  <message>
   <source>It is the carrier's number in the settings, so it stays while that is set.</source>
   <translation>Es ist die Nummer des Netzes in den Einstellungen; sie bleibt, solange die gesetzt ist.</translation>
  </message>
  <message>
   <source>It is tried again every minute.</source>
   <translation>Es wird jede Minute neu versucht.</translation>
  </message>
  <message>
   <source>It must lead to port {1} of this computer.</source>
   <translation>Sie muss zum Port {1} dieses Rechners führen.</translation>
  </message>
  <message>
   <source>It rings for you, then the agent</source>
   <translation>Es klingelt bei Ihnen, dann der Agent</translation>
  </message>
  <message>
   <source>Its address, like http://localhost:8000. Several are parted by blanks.</source>
   <translation>Seine Adresse, wie http://localhost:8000. Mehrere mit Leerzeichen trennen.</translation>
  </message>
  <message>
   <source>Keep these</source>
   <translation>Diese behalten</translation>
  </message>
  <message>
   <source>Kept in {1} since {2} {3} {4}.</source>
   <translation>Aufbewahrt seit {2}. {3} {4}: {1}.</translation>
  </message>
  <message>
   <source>Kept in {1}.</source>
   <translation>Aufbewahrt: {1}.</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Schlüssel</translation>
  </message>
  <message>
   <source>Key to the control API; made at start when not set.</source>
   <translation>Schlüssel zur Steuerungs-API; ohne Angabe beim Start erzeugt.</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Schlüssel</translation>
  </message>
  <message>
   <source>Keys are 0-9, * and #, A-D, and w for a pause.</source>
   <translation>Tasten sind 0-9, * und #, A-D, und w für eine Pause.</translation>
  </message>
  <message>
   <source>Keys are 0-9, * and #, A-D, and w for a pause: up to 32.</source>
   <translation>Tasten sind 0-9, * und #, A-D, und w für eine Pause: höchstens 32.</translation>
  </message>
  <message>
   <source>Keys can't be pressed on answer while the carrier listens for a machine. Choose one.</source>
   <translation>Beim Abnehmen können keine Tasten gedrückt werden, solange das Netz auf einen Anrufbeantworter horcht. Eins von beiden wählen.</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Language of the desk.</source>
   <translation>Sprache des Pults.</translation>
  </message>
  <message>
   <source>Lead its calls here</source>
   <translation>Ihre Anrufe hierher leiten</translation>
  </message>
  <message>
   <source>Lead their calls here</source>
   <translation>Ihre Anrufe hierher leiten</translation>
  </message>
  <message>
   <source>Like https://phone.example.com.</source>
   <translation>Wie https://phone.example.com.</translation>
  </message>
  <message>
   <source>Like: python agent.py serve --port {1}</source>
   <translation>Wie: python agent.py serve --port {1}</translation>
  </message>
  <message>
   <source>Line</source>
   <translation>Leitung</translation>
  </message>
  <message>
   <source>Line {1}</source>
   <translation>Leitung {1}</translation>
  </message>
  <message>
   <source>Local port of the control API; 0 picks a free one.</source>
   <translation>Lokaler Port der Steuerungs-API; 0 nimmt einen freien.</translation>
  </message>
  <message>
   <source>Local port of the webhook and media server; 0 picks a free one.</source>
   <translation>Lokaler Port des Servers für Webhooks und Ton; 0 nimmt einen freien.</translation>
  </message>
  <message>
   <source>Longest call, minutes</source>
   <translation>Längster Anruf, Minuten</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Erneut ansehen</translation>
  </message>
  <message>
   <source>Look at it in the Twilio console.</source>
   <translation>Es in der Twilio-Konsole ansehen.</translation>
  </message>
  <message>
   <source>Look at its lines in the log, and check CONSOLE_AGENT_COMMAND.</source>
   <translation>Seine Zeilen im Protokoll ansehen und CONSOLE_AGENT_COMMAND prüfen.</translation>
  </message>
  <message>
   <source>Look at the carrier's debugger for this call.</source>
   <translation>Den Debugger des Netzes zu diesem Anruf ansehen.</translation>
  </message>
  <message>
   <source>Look at the tunnel's lamp, or start it again.</source>
   <translation>Die Lampe des Tunnels ansehen oder ihn neu starten.</translation>
  </message>
  <message>
   <source>Look at the tunnel's lamp.</source>
   <translation>Die Lampe des Tunnels ansehen.</translation>
  </message>
  <message>
   <source>Look at what the address leads to: it must be this console's local port.</source>
   <translation>Nachsehen, wohin die Adresse führt: Es muss der lokale Port dieser Konsole sein.</translation>
  </message>
  <message>
   <source>Look at {1}.</source>
   <translation>{1} ansehen.</translation>
  </message>
  <message>
   <source>Look for the name at https://dashboard.ngrok.com/domains and set NGROK_URL to it.</source>
   <translation>Den Namen unter https://dashboard.ngrok.com/domains suchen und NGROK_URL darauf setzen.</translation>
  </message>
  <message>
   <source>Main line</source>
   <translation>Hauptleitung</translation>
  </message>
  <message>
   <source>Make room on the disk of {1}.</source>
   <translation>Auf dem Datenträger von {1} Platz schaffen.</translation>
  </message>
  <message>
   <source>Marked</source>
   <translation>Markiert</translation>
  </message>
  <message>
   <source>Meanwhile</source>
   <translation>Unterdessen</translation>
  </message>
  <message>
   <source>Microphone</source>
   <translation>Mikrofon</translation>
  </message>
  <message>
   <source>Microphone's gain, dB</source>
   <translation>Verstärkung des Mikrofons, dB</translation>
  </message>
  <message>
   <source>Minutes after which a call is ended, by the carrier if need be.</source>
   <translation>Minuten, nach denen ein Anruf beendet wird, notfalls vom Netz.</translation>
  </message>
  <message>
   <source>My agent, in a Stream call</source>
   <translation>Mein Agent, in einem Stream-Anruf</translation>
  </message>
  <message>
   <source>NGROK_URL is not a name of this ngrok account.</source>
   <translation>NGROK_URL ist kein Name dieses ngrok-Kontos.</translation>
  </message>
  <message>
   <source>NGROK_URL is not a name that ngrok can serve.</source>
   <translation>NGROK_URL ist kein Name, den ngrok bedienen kann.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Names of environment variables that the agent command gets as well, like OPENAI_API_KEY.</source>
   <translation>Namen von Umgebungsvariablen, die der Agentenbefehl auch bekommt, wie OPENAI_API_KEY.</translation>
  </message>
  <message>
   <source>No agent answers: callers hear nothing until an operator speaks.</source>
   <translation>Kein Agent antwortet: Anrufer hören nichts, bis ein Mensch spricht.</translation>
  </message>
  <message>
   <source>No agent came into the call within {1} seconds. Check the agent.</source>
   <translation>Binnen {1} Sekunden kam kein Agent in den Anruf. Den Agenten prüfen.</translation>
  </message>
  <message>
   <source>No agent could be put on the call.</source>
   <translation>Kein Agent konnte in den Anruf gebracht werden.</translation>
  </message>
  <message>
   <source>No agent server could send an agent.</source>
   <translation>Kein Agentenserver konnte einen Agenten schicken.</translation>
  </message>
  <message>
   <source>No agent server is set. Set CONSOLE_AGENT_URL.</source>
   <translation>Kein Agentenserver ist gesetzt. CONSOLE_AGENT_URL setzen.</translation>
  </message>
  <message>
   <source>No audio comes from the agent.</source>
   <translation>Vom Agenten kommt kein Ton.</translation>
  </message>
  <message>
   <source>No audio got through to Stream within {1} seconds. A firewall may be blocking UDP: allow it, or use another network.</source>
   <translation>Binnen {1} Sekunden kam kein Ton bis zu Stream durch. Vielleicht sperrt eine Firewall UDP: es erlauben oder ein anderes Netzwerk benutzen.</translation>
  </message>
  <message>
   <source>No call's audio has come in yet.</source>
   <translation>Noch kam kein Ton eines Anrufs herein.</translation>
  </message>
  <message>
   <source>No file was chosen yet.</source>
   <translation>Noch keine Datei gewählt.</translation>
  </message>
  <message>
   <source>No line has the number {1}. See them with: operator-console lines</source>
   <translation>Keine Leitung hat die Nummer {1}. Alle zeigt: operator-console lines</translation>
  </message>
  <message>
   <source>No ngrok agent serves this address now.</source>
   <translation>Kein ngrok-Agent bedient diese Adresse jetzt.</translation>
  </message>
  <message>
   <source>No number is chosen.</source>
   <translation>Keine Nummer gewählt.</translation>
  </message>
  <message>
   <source>No real line is set up yet. Do that first.</source>
   <translation>Noch ist keine echte Leitung eingerichtet. Das zuerst tun.</translation>
  </message>
  <message>
   <source>No secure connection to Stream could be made. Check the clock and any proxy.</source>
   <translation>Keine sichere Verbindung zu Stream kam zustande. Uhr und Proxy prüfen.</translation>
  </message>
  <message>
   <source>No sound device was found. Plug one in.</source>
   <translation>Es wurde kein Tongerät gefunden. Eines anschließen.</translation>
  </message>
  <message>
   <source>No speaker was found.</source>
   <translation>Kein Lautsprecher gefunden.</translation>
  </message>
  <message>
   <source>No voice: it can't take calls.</source>
   <translation>Ohne Voice: Sie kann keine Anrufe nehmen.</translation>
  </message>
  <message>
   <source>No webhook has come in yet.</source>
   <translation>Noch kam kein Webhook herein.</translation>
  </message>
  <message>
   <source>No {1} was given.</source>
   <translation>{1} wurde nicht angegeben.</translation>
  </message>
  <message>
   <source>Nobody</source>
   <translation>Niemand</translation>
  </message>
  <message>
   <source>Nobody answers {1}: it leads nowhere.</source>
   <translation>Niemand nimmt {1} ab: Die Nummer führt nirgendwohin.</translation>
  </message>
  <message>
   <source>Nobody is being asked about this call.</source>
   <translation>Niemand wird wegen dieses Anrufs gefragt.</translation>
  </message>
  <message>
   <source>Nobody took the call</source>
   <translation>Niemand nahm den Anruf</translation>
  </message>
  <message>
   <source>Not checked yet.</source>
   <translation>Noch nicht geprüft.</translation>
  </message>
  <message>
   <source>Not used in this version: Redis in which several nodes share their calls.</source>
   <translation>In dieser Version unbenutzt: Redis, in dem mehrere Knoten ihre Anrufe teilen.</translation>
  </message>
  <message>
   <source>Not used in this version: Telnyx's id of our Voice API application.</source>
   <translation>In dieser Version unbenutzt: die Id unserer Voice-API-Anwendung bei Telnyx.</translation>
  </message>
  <message>
   <source>Not used in this version: our number at Telnyx, like +14155550100.</source>
   <translation>In dieser Version unbenutzt: unsere Nummer bei Telnyx, wie +14155550100.</translation>
  </message>
  <message>
   <source>Not used in this version: stands in for the address of Telnyx's API.</source>
   <translation>In dieser Version unbenutzt: ersetzt die Adresse der API von Telnyx.</translation>
  </message>
  <message>
   <source>Not used in this version: the Telnyx account's API key.</source>
   <translation>In dieser Version unbenutzt: der API-Schlüssel des Telnyx-Kontos.</translation>
  </message>
  <message>
   <source>Not used in this version: the key that Telnyx's webhooks are checked with.</source>
   <translation>In dieser Version unbenutzt: der Schlüssel, mit dem Webhooks von Telnyx geprüft werden.</translation>
  </message>
  <message>
   <source>Nothing answers at our address for the call's audio. Check the tunnel.</source>
   <translation>An unserer Adresse für den Ton antwortet nichts. Den Tunnel prüfen.</translation>
  </message>
  <message>
   <source>Nothing answers at {1}.</source>
   <translation>Unter {1} antwortet nichts.</translation>
  </message>
  <message>
   <source>Nothing was taken over yet.</source>
   <translation>Noch nichts wurde übernommen.</translation>
  </message>
  <message>
   <source>Notice</source>
   <translation>Ansage</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>Numbers are not written here: this is the practice line, or CONSOLE_LEASE is off.</source>
   <translation>Nummern werden hier nicht geändert: Dies ist die Übungsleitung, oder CONSOLE_LEASE ist aus.</translation>
  </message>
  <message>
   <source>Numbers that may be dialled within an hour.</source>
   <translation>Nummern, die binnen einer Stunde gewählt werden dürfen.</translation>
  </message>
  <message>
   <source>Numbers that may be dialled.</source>
   <translation>Nummern, die gewählt werden dürfen.</translation>
  </message>
  <message>
   <source>Of a call out, until the carrier tells its price.</source>
   <translation>Eines abgehenden Anrufs, bis das Netz den Preis nennt.</translation>
  </message>
  <message>
   <source>Of calls out, in the account's currency; not limited when not set.</source>
   <translation>Abgehender Anrufe, in der Währung des Kontos; ohne Angabe nicht begrenzt.</translation>
  </message>
  <message>
   <source>Of silence after the question, before the call is ended.</source>
   <translation>Stille nach der Frage, bevor der Anruf beendet wird.</translation>
  </message>
  <message>
   <source>Of silence, before the caller is asked; 0 leaves silence alone.</source>
   <translation>Stille, bevor der Anrufer gefragt wird; bei 0 wird nicht gefragt.</translation>
  </message>
  <message>
   <source>Of the carrier's account, like +1 415 555 0100.</source>
   <translation>Aus dem Konto beim Netz, wie +1 415 555 0100.</translation>
  </message>
  <message>
   <source>Off hold</source>
   <translation>Nicht mehr gehalten</translation>
  </message>
  <message>
   <source>On hold</source>
   <translation>Gehalten</translation>
  </message>
  <message>
   <source>Only the carrier can sign its webhooks: a call in will show that they come.</source>
   <translation>Nur das Netz kann seine Webhooks signieren: Ein Anruf von außen zeigt, ob sie kommen.</translation>
  </message>
  <message>
   <source>Only the environment can set it: {1}.</source>
   <translation>Nur die Umgebung kann das setzen: {1}.</translation>
  </message>
  <message>
   <source>Only the practice line can be made to ring.</source>
   <translation>Nur die Übungsleitung lässt sich zum Klingeln bringen.</translation>
  </message>
  <message>
   <source>Optional, like my-name.ngrok.app. Without one ngrok gives another each time.</source>
   <translation>Freiwillig, wie my-name.ngrok.app. Ohne sie gibt ngrok jedes Mal eine andere.</translation>
  </message>
  <message>
   <source>Other line</source>
   <translation>Andere Leitung</translation>
  </message>
  <message>
   <source>Our address redirects Twilio too often. Lead it straight to this console.</source>
   <translation>Unsere Adresse leitet Twilio zu oft um. Sie geradewegs hierher führen.</translation>
  </message>
  <message>
   <source>Our number at Twilio, like +14155550100.</source>
   <translation>Unsere Nummer bei Twilio, wie +14155550100.</translation>
  </message>
  <message>
   <source>Plug one in to speak on calls.</source>
   <translation>Eines anschließen, um in Anrufen zu sprechen.</translation>
  </message>
  <message>
   <source>Plug one in, and check again.</source>
   <translation>Einen anschließen und erneut prüfen.</translation>
  </message>
  <message>
   <source>Port</source>
   <translation>Port</translation>
  </message>
  <message>
   <source>PortAudio is missing, so nothing can be heard. On Debian and Ubuntu: apt-get install libportaudio2.</source>
   <translation>PortAudio fehlt, darum ist nichts zu hören. Unter Debian und Ubuntu: apt-get install libportaudio2.</translation>
  </message>
  <message>
   <source>Practice line</source>
   <translation>Übungsleitung</translation>
  </message>
  <message>
   <source>Premium-rate numbers are not dialled from this console.</source>
   <translation>Sonderrufnummern werden von dieser Konsole aus nicht gewählt.</translation>
  </message>
  <message>
   <source>Public address</source>
   <translation>Öffentliche Adresse</translation>
  </message>
  <message>
   <source>Public address that leads to this console, without a tunnel.</source>
   <translation>Öffentliche Adresse, die ohne Tunnel zu dieser Konsole führt.</translation>
  </message>
  <message>
   <source>Public key</source>
   <translation>Öffentlicher Schlüssel</translation>
  </message>
  <message>
   <source>Put it back now</source>
   <translation>Jetzt zurücksetzen</translation>
  </message>
  <message>
   <source>Put right what failed, and test again.</source>
   <translation>Beheben, was scheiterte, und erneut testen.</translation>
  </message>
  <message>
   <source>Put them back now</source>
   <translation>Jetzt zurücksetzen</translation>
  </message>
  <message>
   <source>Question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <source>Read what was said from the chat that Vision Agents write, where an agent does not tell.</source>
   <translation>Gesagtes aus dem Chat lesen, den Vision Agents schreiben, wo ein Agent es nicht meldet.</translation>
  </message>
  <message>
   <source>Ready to dial {1}, {2}.</source>
   <translation>Bereit, {1} zu wählen, {2}.</translation>
  </message>
  <message>
   <source>Ready to dial {1}.</source>
   <translation>Bereit, {1} zu wählen.</translation>
  </message>
  <message>
   <source>Record every call</source>
   <translation>Jeden Anruf aufnehmen</translation>
  </message>
  <message>
   <source>Recording</source>
   <translation>Aufnahme</translation>
  </message>
  <message>
   <source>Recording notice</source>
   <translation>Ansage zur Aufnahme</translation>
  </message>
  <message>
   <source>Redis</source>
   <translation>Redis</translation>
  </message>
  <message>
   <source>Renew it, or let a tunnel do that for you.</source>
   <translation>Es erneuern oder das einem Tunnel überlassen.</translation>
  </message>
  <message>
   <source>Reserved address</source>
   <translation>Reservierte Adresse</translation>
  </message>
  <message>
   <source>Said before a call is recorded.</source>
   <translation>Wird gesagt, bevor ein Anruf aufgenommen wird.</translation>
  </message>
  <message>
   <source>Said to the caller: {1}</source>
   <translation>Dem Anrufer gesagt: {1}</translation>
  </message>
  <message>
   <source>Say whom: the id of one of the participants' users.</source>
   <translation>Sagen, wen: die Kennung eines Teilnehmers.</translation>
  </message>
  <message>
   <source>Seconds after which an agent that does not answer is replaced, or the caller led away.</source>
   <translation>Sekunden, nach denen ein Agent, der nicht antwortet, ersetzt oder der Anrufer weitergeleitet wird.</translation>
  </message>
  <message>
   <source>Seconds after which an agent that does not answer is silent; the caller is asked to wait.</source>
   <translation>Sekunden, nach denen ein Agent, der nicht antwortet, als stumm gilt; der Anrufer wird um Geduld gebeten.</translation>
  </message>
  <message>
   <source>Seconds of ringing</source>
   <translation>Sekunden Klingeln</translation>
  </message>
  <message>
   <source>Seconds that an agent may take to come into a call.</source>
   <translation>Sekunden, die ein Agent brauchen darf, um in einen Anruf zu kommen.</translation>
  </message>
  <message>
   <source>Seconds to the goodbye</source>
   <translation>Sekunden bis zum Abschied</translation>
  </message>
  <message>
   <source>Seconds to the question</source>
   <translation>Sekunden bis zur Frage</translation>
  </message>
  <message>
   <source>Secret</source>
   <translation>Geheimnis</translation>
  </message>
  <message>
   <source>Secrets are kept in {1}.</source>
   <translation>Geheimnisse liegen in {1}.</translation>
  </message>
  <message>
   <source>See and end them with: operator-console account</source>
   <translation>Ansehen und beenden mit: operator-console account</translation>
  </message>
  <message>
   <source>See whether the keyring works in the system's own program for it.</source>
   <translation>Nachsehen, ob der Schlüsselbund im eigenen Programm des Systems funktioniert.</translation>
  </message>
  <message>
   <source>Self-test</source>
   <translation>Selbsttest</translation>
  </message>
  <message>
   <source>Sent {1}</source>
   <translation>{1} gesendet</translation>
  </message>
  <message>
   <source>Sent {1} by the carrier</source>
   <translation>{1} durch das Netz gesendet</translation>
  </message>
  <message>
   <source>Sentence</source>
   <translation>Satz</translation>
  </message>
  <message>
   <source>Set CONSOLE_PORT first: it is 0, which takes another port each time.</source>
   <translation>Erst CONSOLE_PORT setzen: Er ist 0, das nimmt jedes Mal einen anderen Port.</translation>
  </message>
  <message>
   <source>Set NGROK_AUTHTOKEN for a tunnel, or CONSOLE_PUBLIC_URL to an https address that leads here.</source>
   <translation>NGROK_AUTHTOKEN für einen Tunnel setzen oder CONSOLE_PUBLIC_URL auf eine https-Adresse, die hierher führt.</translation>
  </message>
  <message>
   <source>Set STREAM_API_KEY and STREAM_API_SECRET, or CONSOLE_AGENT to practice.</source>
   <translation>STREAM_API_KEY und STREAM_API_SECRET setzen oder CONSOLE_AGENT auf practice.</translation>
  </message>
  <message>
   <source>Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or try the practice line.</source>
   <translation>TWILIO_ACCOUNT_SID und TWILIO_AUTH_TOKEN setzen oder die Übungsleitung ausprobieren.</translation>
  </message>
  <message>
   <source>Set TWILIO_PHONE_NUMBER to a number of the account, or give it to a line.</source>
   <translation>TWILIO_PHONE_NUMBER auf eine Nummer des Kontos setzen oder sie einer Leitung geben.</translation>
  </message>
  <message>
   <source>Set in the environment, which counts here: {1}.</source>
   <translation>In der Umgebung gesetzt, die hier gilt: {1}.</translation>
  </message>
  <message>
   <source>Set the carrier's credentials.</source>
   <translation>Die Zugangsdaten des Netzes setzen.</translation>
  </message>
  <message>
   <source>Short numbers work on a phone of their own network only. Dial a number in full.</source>
   <translation>Kurznummern gehen nur mit einem Telefon ihres eigenen Netzes. Eine volle Nummer wählen.</translation>
  </message>
  <message>
   <source>Sockets for a call's audio do not come through (HTTP status {1}).</source>
   <translation>Sockets für den Ton eines Anrufs kommen nicht durch (HTTP-Status {1}).</translation>
  </message>
  <message>
   <source>Some of the caller's audio was lost: the way here is too slow. Check the network.</source>
   <translation>Etwas vom Ton des Anrufers ging verloren: Der Weg hierher ist zu langsam. Das Netzwerk prüfen.</translation>
  </message>
  <message>
   <source>Somebody changed {1} ({2}); that is left alone.</source>
   <translation>Jemand hat {1} geändert ({2}); das bleibt so.</translation>
  </message>
  <message>
   <source>Somebody changed {1}{2}: {3}. It is left alone.</source>
   <translation>Jemand hat {1}{2} geändert: {3}. Das bleibt so.</translation>
  </message>
  <message>
   <source>Somebody is being asked about this call already.</source>
   <translation>Jemand wird wegen dieses Anrufs schon gefragt.</translation>
  </message>
  <message>
   <source>Somebody's program at {1} answers this number. It is put back, and until then it is asked when this console does not answer.</source>
   <translation>Ein fremdes Programm unter {1} beantwortet diese Nummer. Es wird zurückgesetzt, und bis dahin wird es gefragt, wenn diese Konsole nicht antwortet.</translation>
  </message>
  <message>
   <source>Something between Twilio and this console garbled the audio. Check proxy and tunnel.</source>
   <translation>Etwas zwischen Twilio und dieser Konsole hat den Ton verstümmelt. Proxy und Tunnel prüfen.</translation>
  </message>
  <message>
   <source>Something else answered in Stream's place. Check STREAM_BASE_URL, the proxy, and whether this network asks for a login.</source>
   <translation>Etwas anderes antwortete an Streams Stelle. STREAM_BASE_URL und den Proxy prüfen, und ob dieses Netzwerk eine Anmeldung verlangt.</translation>
  </message>
  <message>
   <source>Something else than this console answers at our address. Check the tunnel.</source>
   <translation>Etwas anderes als diese Konsole antwortet an unserer Adresse. Den Tunnel prüfen.</translation>
  </message>
  <message>
   <source>Something else than this console answers at {1} (HTTP status {2}).</source>
   <translation>Etwas anderes als diese Konsole antwortet unter {1} (HTTP-Status {2}).</translation>
  </message>
  <message>
   <source>Something is missing.</source>
   <translation>Etwas fehlt.</translation>
  </message>
  <message>
   <source>Something on this network reads encrypted traffic, and ngrok refuses that.</source>
   <translation>Etwas in diesem Netzwerk liest verschlüsselten Verkehr mit, und ngrok lehnt das ab.</translation>
  </message>
  <message>
   <source>Sound</source>
   <translation>Ton</translation>
  </message>
  <message>
   <source>Sound plays on {1}.</source>
   <translation>Ton kommt aus {1}.</translation>
  </message>
  <message>
   <source>Speaker</source>
   <translation>Lautsprecher</translation>
  </message>
  <message>
   <source>Speaker's gain, dB</source>
   <translation>Verstärkung des Lautsprechers, dB</translation>
  </message>
  <message>
   <source>Stands in for the address of Stream's API.</source>
   <translation>Ersetzt die Adresse der API von Stream.</translation>
  </message>
  <message>
   <source>Stands in for the address of every Twilio product.</source>
   <translation>Ersetzt die Adresse jedes Twilio-Produkts.</translation>
  </message>
  <message>
   <source>Start one, such as GNOME Keyring or KWallet, within the session that the console runs in.</source>
   <translation>Einen starten, etwa GNOME Keyring oder KWallet, in der Sitzung, in der die Konsole läuft.</translation>
  </message>
  <message>
   <source>Start the console again.</source>
   <translation>Die Konsole neu starten.</translation>
  </message>
  <message>
   <source>Start the line and test it</source>
   <translation>Starten und testen</translation>
  </message>
  <message>
   <source>Stop it at https://dashboard.ngrok.com/endpoints or choose another address.</source>
   <translation>Ihn unter https://dashboard.ngrok.com/endpoints beenden oder eine andere Adresse wählen.</translation>
  </message>
  <message>
   <source>Stop one in the ngrok dashboard.</source>
   <translation>Einen davon im ngrok-Dashboard beenden.</translation>
  </message>
  <message>
   <source>Stream</source>
   <translation>Stream</translation>
  </message>
  <message>
   <source>Stream agent user</source>
   <translation>Stream-Benutzer des Agenten</translation>
  </message>
  <message>
   <source>Stream call id</source>
   <translation>Id des Stream-Anrufs</translation>
  </message>
  <message>
   <source>Stream call type</source>
   <translation>Art der Stream-Anrufe</translation>
  </message>
  <message>
   <source>Stream captions</source>
   <translation>Untertitel von Stream</translation>
  </message>
  <message>
   <source>Stream chat</source>
   <translation>Chat von Stream</translation>
  </message>
  <message>
   <source>Stream could not be reached. Check the network connection.</source>
   <translation>Stream war nicht zu erreichen. Die Netzwerkverbindung prüfen.</translation>
  </message>
  <message>
   <source>Stream could not caption this call.</source>
   <translation>Stream konnte diesen Anruf nicht untertiteln.</translation>
  </message>
  <message>
   <source>Stream could not connect the call. The log names the fault.</source>
   <translation>Stream konnte den Anruf nicht verbinden. Das Protokoll nennt den Fehler.</translation>
  </message>
  <message>
   <source>Stream could not record this call.</source>
   <translation>Stream konnte diesen Anruf nicht aufzeichnen.</translation>
  </message>
  <message>
   <source>Stream could not transcribe this call.</source>
   <translation>Stream konnte diesen Anruf nicht verschriften.</translation>
  </message>
  <message>
   <source>Stream delete user</source>
   <translation>Stream-Benutzer löschen</translation>
  </message>
  <message>
   <source>Stream did not answer in time. Check the network connection.</source>
   <translation>Stream hat nicht rechtzeitig geantwortet. Die Netzwerkverbindung prüfen.</translation>
  </message>
  <message>
   <source>Stream did not connect the call in time. It may be down: status.getstream.io.</source>
   <translation>Stream hat den Anruf nicht rechtzeitig verbunden. Vielleicht ist es ausgefallen: status.getstream.io.</translation>
  </message>
  <message>
   <source>Stream does not allow this. Check the call type's permissions in its dashboard.</source>
   <translation>Stream erlaubt das nicht. Die Rechte des Anruftyps in seinem Dashboard prüfen.</translation>
  </message>
  <message>
   <source>Stream does not let the phone speak in this call. Allow “{1}” for the user role in the call type's settings.</source>
   <translation>Stream lässt das Telefon in diesem Anruf nicht sprechen. In den Einstellungen des Anruftyps „{1}“ für die Rolle user erlauben.</translation>
  </message>
  <message>
   <source>Stream does not write down this call: {1}</source>
   <translation>Stream schreibt diesen Anruf nicht mit: {1}</translation>
  </message>
  <message>
   <source>Stream end call</source>
   <translation>Stream-Anruf beenden</translation>
  </message>
  <message>
   <source>Stream has a fault of its own ({1}). Try again; see status.getstream.io.</source>
   <translation>Stream hat selbst einen Fehler ({1}). Noch einmal versuchen; siehe status.getstream.io.</translation>
  </message>
  <message>
   <source>Stream has had too many requests from this app. Try again in a minute.</source>
   <translation>Stream hatte zu viele Anfragen von dieser App. In einer Minute noch einmal versuchen.</translation>
  </message>
  <message>
   <source>Stream key</source>
   <translation>Stream-Schlüssel</translation>
  </message>
  <message>
   <source>Stream no longer records this call.</source>
   <translation>Stream zeichnet diesen Anruf nicht mehr auf.</translation>
  </message>
  <message>
   <source>Stream no longer transcribes this call.</source>
   <translation>Stream verschriftet diesen Anruf nicht mehr.</translation>
  </message>
  <message>
   <source>Stream records this call.</source>
   <translation>Stream zeichnet diesen Anruf auf.</translation>
  </message>
  <message>
   <source>Stream refused the API key or its secret. Check STREAM_API_KEY and STREAM_API_SECRET: they must be of the same app.</source>
   <translation>Stream hat den API-Schlüssel oder sein Geheimnis abgelehnt. STREAM_API_KEY und STREAM_API_SECRET prüfen: Sie müssen von derselben App sein.</translation>
  </message>
  <message>
   <source>Stream refused the request ({1}, code {2}).</source>
   <translation>Stream hat die Anfrage abgelehnt ({1}, Code {2}).</translation>
  </message>
  <message>
   <source>Stream secret</source>
   <translation>Stream-Geheimnis</translation>
  </message>
  <message>
   <source>Stream transcribes this call.</source>
   <translation>Stream verschriftet diesen Anruf.</translation>
  </message>
  <message>
   <source>Stream transcription</source>
   <translation>Mitschrift von Stream</translation>
  </message>
  <message>
   <source>Stream user id</source>
   <translation>Id des Stream-Benutzers</translation>
  </message>
  <message>
   <source>Stream's address could not be looked up. Check the network connection.</source>
   <translation>Die Adresse von Stream war nicht zu finden. Die Netzwerkverbindung prüfen.</translation>
  </message>
  <message>
   <source>Stream's real-time library is not installed, so no Stream agent can be met. Install the console anew, or set CONSOLE_AGENT to practice.</source>
   <translation>Die Echtzeitbibliothek von Stream ist nicht installiert, darum kann kein Stream-Agent getroffen werden. Die Konsole neu installieren oder CONSOLE_AGENT auf practice setzen.</translation>
  </message>
  <message>
   <source>Stream's recording of this call is ready.</source>
   <translation>Die Aufzeichnung dieses Anrufs durch Stream ist fertig.</translation>
  </message>
  <message>
   <source>Stream's transcription of this call is ready.</source>
   <translation>Die Verschriftung dieses Anrufs durch Stream ist fertig.</translation>
  </message>
  <message>
   <source>Take all over, from other consoles too</source>
   <translation>Alle übernehmen, auch von anderen Konsolen</translation>
  </message>
  <message>
   <source>Take it out of PYTHON_KEYRING_BACKEND, keyringrc.cfg or the installed packages, and have a system keyring run.</source>
   <translation>Ihn aus PYTHON_KEYRING_BACKEND, keyringrc.cfg oder den installierten Paketen nehmen und einen Schlüsselbund des Systems laufen lassen.</translation>
  </message>
  <message>
   <source>Take it over from there</source>
   <translation>Sie von dort übernehmen</translation>
  </message>
  <message>
   <source>Telnyx</source>
   <translation>Telnyx</translation>
  </message>
  <message>
   <source>That is an API key's SID. The account's own begins with AC and stands beside its auth token.</source>
   <translation>Das ist die SID eines API-Schlüssels. Die des Kontos beginnt mit AC und steht neben dem Auth Token.</translation>
  </message>
  <message>
   <source>That is not a phone number. Write it with its country code, like +1 415 555 0100.</source>
   <translation>Das ist keine Telefonnummer. Mit Ländervorwahl schreiben, etwa +49 30 1234567.</translation>
  </message>
  <message>
   <source>That is not one of our numbers to call from. Choose a line's, or one of the account.</source>
   <translation>Von dieser Nummer kann hier nicht angerufen werden: Es ist keine eigene. Wählen Sie die einer Leitung oder eine des Kontos.</translation>
  </message>
  <message>
   <source>That is too long: {1} characters are the most.</source>
   <translation>Das ist zu lang: höchstens {1} Zeichen.</translation>
  </message>
  <message>
   <source>That line can't be: {1}.</source>
   <translation>Diese Leitung geht so nicht: {1}.</translation>
  </message>
  <message>
   <source>That may be called, by ISO 3166 code, like US, CA; the number's own when not set.</source>
   <translation>Die angerufen werden dürfen, als ISO-3166-Kürzel, wie US, CA; ohne Angabe das der Nummer.</translation>
  </message>
  <message>
   <source>That may be called, like US, CA. While it is empty: the number's own.</source>
   <translation>Die angerufen werden dürfen, wie US, CA. Leer heißt: das der Nummer.</translation>
  </message>
  <message>
   <source>That may be under way.</source>
   <translation>Die laufen dürfen.</translation>
  </message>
  <message>
   <source>The SIP trunk {1} takes this number's calls, whatever its voice URL says. It is taken off and put back.</source>
   <translation>Der SIP-Trunk {1} nimmt die Anrufe dieser Nummer, was auch ihre Voice-URL sagt. Er wird abgenommen und später wieder eingesetzt.</translation>
  </message>
  <message>
   <source>The Stream account's key.</source>
   <translation>Der Schlüssel des Stream-Kontos.</translation>
  </message>
  <message>
   <source>The Stream account's secret.</source>
   <translation>Das Geheimnis des Stream-Kontos.</translation>
  </message>
  <message>
   <source>The Stream agents are not ready yet. Try again in some seconds.</source>
   <translation>Die Stream-Agenten sind noch nicht bereit. In einigen Sekunden noch einmal versuchen.</translation>
  </message>
  <message>
   <source>The Stream call is not there yet.</source>
   <translation>Der Stream-Anruf ist noch nicht da.</translation>
  </message>
  <message>
   <source>The Stream call was ended.</source>
   <translation>Der Stream-Anruf wurde beendet.</translation>
  </message>
  <message>
   <source>The Twilio account is a trial: it calls verified numbers only, ends calls after ten minutes, and may not let agents speak on calls at all.</source>
   <translation>Das Twilio-Konto ist ein Probekonto: Es ruft nur bestätigte Nummern an, beendet Anrufe nach zehn Minuten und lässt Agenten vielleicht gar nicht sprechen.</translation>
  </message>
  <message>
   <source>The Twilio account is active.</source>
   <translation>Das Twilio-Konto ist aktiv.</translation>
  </message>
  <message>
   <source>The Twilio account is not active. Look at it in the Twilio console.</source>
   <translation>Das Twilio-Konto ist nicht aktiv. Es in der Twilio-Konsole ansehen.</translation>
  </message>
  <message>
   <source>The Twilio account is {1}.</source>
   <translation>Das Twilio-Konto ist {1}.</translation>
  </message>
  <message>
   <source>The Twilio account's primary auth token.</source>
   <translation>Das primäre Auth Token des Twilio-Kontos.</translation>
  </message>
  <message>
   <source>The Twilio account, AC…</source>
   <translation>Das Twilio-Konto, AC…</translation>
  </message>
  <message>
   <source>The account SID is missing.</source>
   <translation>Die Account SID fehlt.</translation>
  </message>
  <message>
   <source>The account has no phone number.</source>
   <translation>Das Konto hat keine Telefonnummer.</translation>
  </message>
  <message>
   <source>The account's balance is {1} {2}.</source>
   <translation>Das Guthaben des Kontos ist {1} {2}.</translation>
  </message>
  <message>
   <source>The address NGROK_URL is in use by another ngrok agent.</source>
   <translation>Die Adresse NGROK_URL benutzt schon ein anderer ngrok-Agent.</translation>
  </message>
  <message>
   <source>The address is missing.</source>
   <translation>Die Adresse fehlt.</translation>
  </message>
  <message>
   <source>The agent answers</source>
   <translation>Der Agent nimmt an</translation>
  </message>
  <message>
   <source>The agent command can't be read: {1}.</source>
   <translation>Der Befehl für den Agenten ist nicht lesbar: {1}.</translation>
  </message>
  <message>
   <source>The agent could not start.</source>
   <translation>Der Agent konnte nicht starten.</translation>
  </message>
  <message>
   <source>The agent did not answer in time.</source>
   <translation>Der Agent hat nicht rechtzeitig geantwortet.</translation>
  </message>
  <message>
   <source>The agent did not answer the caller any more.</source>
   <translation>Der Agent antwortete dem Anrufer nicht mehr.</translation>
  </message>
  <message>
   <source>The agent did not confirm it within 5 seconds.</source>
   <translation>Der Agent hat es nicht binnen 5 Sekunden bestätigt.</translation>
  </message>
  <message>
   <source>The agent does not answer the caller.</source>
   <translation>Der Agent antwortet dem Anrufer nicht.</translation>
  </message>
  <message>
   <source>The agent does not hear the caller.</source>
   <translation>Der Agent hört den Anrufer nicht.</translation>
  </message>
  <message>
   <source>The agent gave up: {1}.</source>
   <translation>Der Agent hat aufgegeben: {1}.</translation>
  </message>
  <message>
   <source>The agent is away.</source>
   <translation>Der Agent ist weg.</translation>
  </message>
  <message>
   <source>The agent is back.</source>
   <translation>Der Agent ist wieder da.</translation>
  </message>
  <message>
   <source>The agent is muted.</source>
   <translation>Der Agent ist stumm geschaltet.</translation>
  </message>
  <message>
   <source>The agent is not on the call yet.</source>
   <translation>Der Agent ist noch nicht im Anruf.</translation>
  </message>
  <message>
   <source>The agent left the call.</source>
   <translation>Der Agent hat den Anruf verlassen.</translation>
  </message>
  <message>
   <source>The agent may speak again</source>
   <translation>Der Agent darf wieder sprechen</translation>
  </message>
  <message>
   <source>The agent of {1} could not join. Look at its log.</source>
   <translation>Der Agent von {1} konnte nicht beitreten. Sein Protokoll ansehen.</translation>
  </message>
  <message>
   <source>The agent program can't be started: {1}.</source>
   <translation>Das Agentenprogramm lässt sich nicht starten: {1}.</translation>
  </message>
  <message>
   <source>The agent program is ready.</source>
   <translation>Das Agentenprogramm ist bereit.</translation>
  </message>
  <message>
   <source>The agent program is starting.</source>
   <translation>Das Agentenprogramm startet.</translation>
  </message>
  <message>
   <source>The agent server {1} could not be reached. Start it, or check its address.</source>
   <translation>Der Agentenserver {1} war nicht zu erreichen. Ihn starten oder seine Adresse prüfen.</translation>
  </message>
  <message>
   <source>The agent server {1} does not answer.</source>
   <translation>Der Agentenserver {1} antwortet nicht.</translation>
  </message>
  <message>
   <source>The agent server {1} failed ({2}). Look at its log.</source>
   <translation>Der Agentenserver {1} ist gescheitert ({2}). Sein Protokoll ansehen.</translation>
  </message>
  <message>
   <source>The agent server {1} has no agent free. Add another server.</source>
   <translation>Der Agentenserver {1} hat keinen Agenten frei. Einen weiteren Server hinzufügen.</translation>
  </message>
  <message>
   <source>The agent server {1} is not well ({2}).</source>
   <translation>Dem Agentenserver {1} geht es nicht gut ({2}).</translation>
  </message>
  <message>
   <source>The agent was lost and did not come back.</source>
   <translation>Der Agent ging verloren und kam nicht zurück.</translation>
  </message>
  <message>
   <source>The agent was not ready after {1} seconds.</source>
   <translation>Der Agent war nach {1} Sekunden nicht bereit.</translation>
  </message>
  <message>
   <source>The agent's calls go on.</source>
   <translation>Die Anrufe des Agenten gehen weiter.</translation>
  </message>
  <message>
   <source>The application {1} answers this number, whatever its voice URL says. It is taken off and put back.</source>
   <translation>Die Anwendung {1} beantwortet diese Nummer, was auch ihre Voice-URL sagt. Sie wird abgenommen und später wieder eingesetzt.</translation>
  </message>
  <message>
   <source>The auth token is missing.</source>
   <translation>Das Auth Token fehlt.</translation>
  </message>
  <message>
   <source>The call does not ring here.</source>
   <translation>Der Anruf klingelt nicht hier.</translation>
  </message>
  <message>
   <source>The call has ended already; there is nothing left to do.</source>
   <translation>Der Anruf ist schon zu Ende; es ist nichts mehr zu tun.</translation>
  </message>
  <message>
   <source>The call has ended.</source>
   <translation>Der Anruf ist zu Ende.</translation>
  </message>
  <message>
   <source>The call has no audio now.</source>
   <translation>Der Anruf hat jetzt keinen Ton.</translation>
  </message>
  <message>
   <source>The call is held. Resume it first.</source>
   <translation>Der Anruf wird gehalten. Ihn erst zurückholen.</translation>
  </message>
  <message>
   <source>The call was answered and is over, and the carrier could tell this console of neither. Check the tunnel or the public address.</source>
   <translation>Der Anruf wurde angenommen und ist vorbei, und das Netz konnte dieser Konsole beides nicht melden. Den Tunnel oder die öffentliche Adresse prüfen.</translation>
  </message>
  <message>
   <source>The call was over before its line's program began.</source>
   <translation>Der Anruf war vorbei, bevor das Programm seiner Leitung begann.</translation>
  </message>
  <message>
   <source>The call was passed on with a number that isn't ours. Show one of the account's own.</source>
   <translation>Der Anruf wurde mit einer Nummer weitergegeben, die nicht unsere ist. Eine des Kontos zeigen.</translation>
  </message>
  <message>
   <source>The call's audio connection broke. Check the network and the tunnel.</source>
   <translation>Die Tonverbindung des Anrufs brach ab. Netzwerk und Tunnel prüfen.</translation>
  </message>
  <message>
   <source>The call's audio was turned down here: its address or token was wrong. See the log.</source>
   <translation>Der Ton des Anrufs wurde hier abgewiesen: Adresse oder Token waren falsch. Siehe Protokoll.</translation>
  </message>
  <message>
   <source>The caller has hung up</source>
   <translation>Der Anrufer hat aufgelegt</translation>
  </message>
  <message>
   <source>The caller hears: {1}</source>
   <translation>Der Anrufer hört: {1}</translation>
  </message>
  <message>
   <source>The calls of all {1} numbers come here.</source>
   <translation>Die Anrufe aller {1} Nummern kommen hier an.</translation>
  </message>
  <message>
   <source>The calls of {1} of {2} numbers come here.</source>
   <translation>Von {2} Nummern kommen hier die Anrufe an: {1}.</translation>
  </message>
  <message>
   <source>The carrier connected its audio and sent none.</source>
   <translation>Das Netz hat seinen Ton verbunden und keinen gesendet.</translation>
  </message>
  <message>
   <source>The carrier could not be asked about the call.</source>
   <translation>Das Netz konnte nicht nach dem Anruf gefragt werden.</translation>
  </message>
  <message>
   <source>The carrier does not have the call yet.</source>
   <translation>Das Netz hat den Anruf noch nicht.</translation>
  </message>
  <message>
   <source>The carrier gave a number an id that can't be one.</source>
   <translation>Das Netz gab einer Nummer eine Kennung, die keine sein kann.</translation>
  </message>
  <message>
   <source>The carrier is saying or pressing something. Try again in a moment.</source>
   <translation>Das Netz sagt oder drückt gerade etwas. Gleich noch einmal versuchen.</translation>
  </message>
  <message>
   <source>The carrier must reach this console from the internet. A tunnel by ngrok does that from any network; an account there is free.</source>
   <translation>Das Netz muss diese Konsole aus dem Internet erreichen. Ein Tunnel von ngrok leistet das überall; ein Konto dort ist kostenlos.</translation>
  </message>
  <message>
   <source>The carrier never opened the call's audio connection.</source>
   <translation>Das Netz hat die Tonverbindung des Anrufs nie geöffnet.</translation>
  </message>
  <message>
   <source>The carrier owns the phone number and connects its calls. You need an account there with at least one number that takes voice calls.</source>
   <translation>Dem Netz gehört die Telefonnummer, und es verbindet ihre Anrufe. Sie brauchen dort ein Konto mit mindestens einer Nummer für Sprachanrufe.</translation>
  </message>
  <message>
   <source>The carrier sent a message larger than 64 KiB; its audio was closed.</source>
   <translation>Das Netz sandte eine Nachricht von mehr als 64 KiB; sein Ton wurde geschlossen.</translation>
  </message>
  <message>
   <source>The carrier sent no audio for 10 seconds.</source>
   <translation>Das Netz sandte 10 Sekunden lang keinen Ton.</translation>
  </message>
  <message>
   <source>The carrier's audio connection was garbled; it was closed.</source>
   <translation>Die Tonverbindung des Netzes war verstümmelt; sie wurde geschlossen.</translation>
  </message>
  <message>
   <source>The certificate of {1} is not valid, so carriers refuse to connect.</source>
   <translation>Das Zertifikat von {1} ist ungültig, darum verbinden sich Netze nicht.</translation>
  </message>
  <message>
   <source>The command or https address of the program that answers in text.</source>
   <translation>Der Befehl oder die https-Adresse des Programms, das in Text antwortet.</translation>
  </message>
  <message>
   <source>The connection to Stream is interrupted.</source>
   <translation>Die Verbindung zu Stream ist unterbrochen.</translation>
  </message>
  <message>
   <source>The connection to Stream was lost and did not come back.</source>
   <translation>Die Verbindung zu Stream ging verloren und kam nicht zurück.</translation>
  </message>
  <message>
   <source>The connection to {1} broke off.</source>
   <translation>Die Verbindung zu {1} brach ab.</translation>
  </message>
  <message>
   <source>The console failed on the call's audio.</source>
   <translation>Die Konsole ist am Ton des Anrufs gescheitert.</translation>
  </message>
  <message>
   <source>The console is closing; nothing more is dialled.</source>
   <translation>Die Konsole schließt; es wird nichts mehr gewählt.</translation>
  </message>
  <message>
   <source>The console now leaves practice and starts the real line. Then it knocks at its own public address as Twilio does. Nobody is called, and the number is not changed yet.</source>
   <translation>Die Konsole verlässt jetzt die Übung und startet die echte Leitung. Dann klopft sie wie Twilio an ihrer eigenen öffentlichen Adresse an. Niemand wird angerufen, und die Nummer wird noch nicht geändert.</translation>
  </message>
  <message>
   <source>The console runs it</source>
   <translation>Die Konsole führt ihn aus</translation>
  </message>
  <message>
   <source>The data folder can't be looked at: {1}.</source>
   <translation>Der Datenordner lässt sich nicht ansehen: {1}.</translation>
  </message>
  <message>
   <source>The echo agent</source>
   <translation>Der Echo-Agent</translation>
  </message>
  <message>
   <source>The echo agent answers: callers hear themselves.</source>
   <translation>Der Echo-Agent antwortet: Anrufer hören sich selbst.</translation>
  </message>
  <message>
   <source>The environment gives all secrets.</source>
   <translation>Die Umgebung gibt alle Geheimnisse vor.</translation>
  </message>
  <message>
   <source>The environment gives every secret.</source>
   <translation>Die Umgebung gibt jedes Geheimnis vor.</translation>
  </message>
  <message>
   <source>The environment gives the secrets.</source>
   <translation>Die Umgebung gibt die Geheimnisse vor.</translation>
  </message>
  <message>
   <source>The far carrier refused the call: our number has a bad name. Register it at Twilio.</source>
   <translation>Das ferne Netz hat den Anruf abgelehnt: Unsere Nummer hat einen schlechten Ruf. Sie bei Twilio registrieren.</translation>
  </message>
  <message>
   <source>The key is missing.</source>
   <translation>Der Schlüssel fehlt.</translation>
  </message>
  <message>
   <source>The keyring holds no {1}.</source>
   <translation>Im Schlüsselbund steht kein {1}.</translation>
  </message>
  <message>
   <source>The keyring is locked or hangs: it gave no answer within {1} s.</source>
   <translation>Der Schlüsselbund ist gesperrt oder hängt: Er gab binnen {1} s keine Antwort.</translation>
  </message>
  <message>
   <source>The keyring is locked: {1} was not opened.</source>
   <translation>Der Schlüsselbund ist gesperrt: {1} wurde nicht geöffnet.</translation>
  </message>
  <message>
   <source>The keyring is open now, and calls are live: what it keeps counts once they have ended.</source>
   <translation>Der Schlüsselbund ist jetzt offen, und Anrufe laufen: Was er enthält, zählt, wenn sie zu Ende sind.</translation>
  </message>
  <message>
   <source>The keyring set up for Python, {1}, is not the system's own and keeps secrets in a file or not at all, so it is not used.</source>
   <translation>Der für Python eingerichtete Schlüsselbund {1} ist nicht der des Systems und legt Geheimnisse in eine Datei oder gar nicht ab, darum wird er nicht benutzt.</translation>
  </message>
  <message>
   <source>The last call was left without its agent.</source>
   <translation>Der letzte Anruf blieb ohne seinen Agenten.</translation>
  </message>
  <message>
   <source>The last call's audio came in, {1} s of it.</source>
   <translation>Der Ton des letzten Anrufs kam an, {1} s davon.</translation>
  </message>
  <message>
   <source>The last call's audio was connected, and nothing came.</source>
   <translation>Der Ton des letzten Anrufs wurde verbunden, und nichts kam.</translation>
  </message>
  <message>
   <source>The last webhook was signed with the account's key.</source>
   <translation>Der letzte Webhook war mit dem Schlüssel des Kontos signiert.</translation>
  </message>
  <message>
   <source>The line runs, but calls would not come in.</source>
   <translation>Die Leitung läuft, aber Anrufe kämen nicht herein.</translation>
  </message>
  <message>
   <source>The line runs. Calls can come in at {1}.</source>
   <translation>Die Leitung läuft. Anrufe können an {1} hereinkommen.</translation>
  </message>
  <message>
   <source>The line's dialogue names no command that can be read.</source>
   <translation>Der Dialog der Leitung nennt keinen lesbaren Befehl.</translation>
  </message>
  <message>
   <source>The line's program answered with more than 64 KiB.</source>
   <translation>Das Programm der Leitung antwortete mit mehr als 64 KiB.</translation>
  </message>
  <message>
   <source>The line's program can't be started: {1}.</source>
   <translation>Das Programm der Leitung lässt sich nicht starten: {1}.</translation>
  </message>
  <message>
   <source>The line's program gave no answer that can be read.</source>
   <translation>Das Programm der Leitung gab keine lesbare Antwort.</translation>
  </message>
  <message>
   <source>The line's program has ended. Look at its own log.</source>
   <translation>Das Programm der Leitung hat geendet. Sein Protokoll ansehen.</translation>
  </message>
  <message>
   <source>The line's program has not answered within {1} seconds.</source>
   <translation>Das Programm der Leitung hat binnen {1} Sekunden nicht geantwortet.</translation>
  </message>
  <message>
   <source>The line's program is not there any more.</source>
   <translation>Das Programm der Leitung ist nicht mehr da.</translation>
  </message>
  <message>
   <source>The media socket answers; there and back takes {1}.</source>
   <translation>Der Socket für den Ton antwortet; hin und zurück dauert {1}.</translation>
  </message>
  <message>
   <source>The name {1} can't be found.</source>
   <translation>Der Name {1} ist nicht zu finden.</translation>
  </message>
  <message>
   <source>The ngrok account has as many agents running as it may have.</source>
   <translation>Im ngrok-Konto laufen so viele Agenten, wie es haben darf.</translation>
  </message>
  <message>
   <source>The ngrok account has used up what its plan allows a month.</source>
   <translation>Das ngrok-Konto hat verbraucht, was sein Tarif im Monat erlaubt.</translation>
  </message>
  <message>
   <source>The ngrok account may have no more endpoints.</source>
   <translation>Das ngrok-Konto darf keine weiteren Endpunkte haben.</translation>
  </message>
  <message>
   <source>The ngrok account's plan does not include NGROK_URL.</source>
   <translation>Der Tarif des ngrok-Kontos umfasst NGROK_URL nicht.</translation>
  </message>
  <message>
   <source>The ngrok account's reserved address for the tunnel.</source>
   <translation>Die reservierte Adresse des ngrok-Kontos für den Tunnel.</translation>
  </message>
  <message>
   <source>The ngrok account's token, for a tunnel.</source>
   <translation>Das Token des ngrok-Kontos, für einen Tunnel.</translation>
  </message>
  <message>
   <source>The ngrok program does not answer.</source>
   <translation>Das ngrok-Programm antwortet nicht.</translation>
  </message>
  <message>
   <source>The ngrok program has ended.</source>
   <translation>Das ngrok-Programm hat geendet.</translation>
  </message>
  <message>
   <source>The ngrok program here is too old for ngrok's service.</source>
   <translation>Das ngrok-Programm hier ist zu alt für den ngrok-Dienst.</translation>
  </message>
  <message>
   <source>The ngrok tunnel is being opened.</source>
   <translation>Der ngrok-Tunnel wird geöffnet.</translation>
  </message>
  <message>
   <source>The node can't be reached, so nobody hears you.</source>
   <translation>Der Knoten ist nicht zu erreichen, darum hört Sie niemand.</translation>
  </message>
  <message>
   <source>The node can't be reached. What is shown is the last that was heard of it.</source>
   <translation>Der Knoten ist nicht zu erreichen. Gezeigt wird, was zuletzt von ihm zu hören war.</translation>
  </message>
  <message>
   <source>The node has no line to dial from.</source>
   <translation>Der Knoten hat keine Leitung zum Wählen.</translation>
  </message>
  <message>
   <source>The node is of another version than this desk.</source>
   <translation>Der Knoten ist von anderer Version als dieses Pult.</translation>
  </message>
  <message>
   <source>The number could not be reached{1}.</source>
   <translation>Die Nummer war nicht zu erreichen{1}.</translation>
  </message>
  <message>
   <source>The number that the caller is led to then; without one, the call ends.</source>
   <translation>Die Nummer, an die der Anrufer dann geht; ohne sie endet der Anruf.</translation>
  </message>
  <message>
   <source>The number to call from can't place voice calls. Choose another at Twilio.</source>
   <translation>Mit der Nummer zum Anrufen sind keine Sprachanrufe möglich. Bei Twilio eine andere wählen.</translation>
  </message>
  <message>
   <source>The number to pass the call on to is not a phone number. Check its digits.</source>
   <translation>Die Nummer zum Weitergeben ist keine Telefonnummer. Ihre Ziffern prüfen.</translation>
  </message>
  <message>
   <source>The number.</source>
   <translation>Die Nummer.</translation>
  </message>
  <message>
   <source>The numbers are listed once the keys are checked.</source>
   <translation>Die Nummern stehen hier, sobald die Schlüssel geprüft sind.</translation>
  </message>
  <message>
   <source>The operator joined the conversation</source>
   <translation>Ein Mensch kam zum Gespräch hinzu</translation>
  </message>
  <message>
   <source>The operator left the conversation</source>
   <translation>Ein Mensch verließ das Gespräch</translation>
  </message>
  <message>
   <source>The operator silenced the agent</source>
   <translation>Ein Mensch brachte den Agenten zum Schweigen</translation>
  </message>
  <message>
   <source>The operator took the call over</source>
   <translation>Ein Mensch übernahm den Anruf</translation>
  </message>
  <message>
   <source>The operator's microphone, by its name; the system's choice when not set.</source>
   <translation>Das Mikrofon des Operators, mit seinem Namen; ohne Angabe wie im System.</translation>
  </message>
  <message>
   <source>The phone is blocked from this Stream call. Unblock its user or use a new call.</source>
   <translation>Das Telefon ist von diesem Stream-Anruf ausgesperrt. Seinen Nutzer entsperren oder einen neuen Anruf nehmen.</translation>
  </message>
  <message>
   <source>The phone was removed from the Stream call.</source>
   <translation>Das Telefon wurde aus dem Stream-Anruf entfernt.</translation>
  </message>
  <message>
   <source>The practice agent</source>
   <translation>Der Übungsagent</translation>
  </message>
  <message>
   <source>The practice agent answers, in a Stream call on this machine.</source>
   <translation>Der Übungsagent antwortet, in einem Stream-Anruf auf diesem Rechner.</translation>
  </message>
  <message>
   <source>The practice agent answers.</source>
   <translation>Der Übungsagent antwortet.</translation>
  </message>
  <message>
   <source>The practice call did not come in. Look at the lamps.</source>
   <translation>Der Übungsanruf kam nicht herein. Die Lampen ansehen.</translation>
  </message>
  <message>
   <source>The practice line needs no secrets.</source>
   <translation>Die Übungsleitung braucht keine Geheimnisse.</translation>
  </message>
  <message>
   <source>The practice line stands in for Twilio. No real number is called.</source>
   <translation>Die Übungsleitung steht für Twilio ein. Keine echte Nummer wird angerufen.</translation>
  </message>
  <message>
   <source>The primary one, 32 characters.</source>
   <translation>Das primäre, 32 Zeichen.</translation>
  </message>
  <message>
   <source>The program ngrok is not installed here.</source>
   <translation>Das Programm ngrok ist hier nicht installiert.</translation>
  </message>
  <message>
   <source>The real line does not run yet.</source>
   <translation>Die echte Leitung läuft noch nicht.</translation>
  </message>
  <message>
   <source>The same is to be said of {1}.</source>
   <translation>Dasselbe gilt für {1}.</translation>
  </message>
  <message>
   <source>The secret is missing.</source>
   <translation>Das Geheimnis fehlt.</translation>
  </message>
  <message>
   <source>The sound device does not answer. Unplug it or choose another.</source>
   <translation>Das Tongerät antwortet nicht. Es abziehen oder ein anderes wählen.</translation>
  </message>
  <message>
   <source>The token NGROK_AUTHTOKEN is not allowed to open this address.</source>
   <translation>Das Token NGROK_AUTHTOKEN darf diese Adresse nicht öffnen.</translation>
  </message>
  <message>
   <source>The token is missing.</source>
   <translation>Das Token fehlt.</translation>
  </message>
  <message>
   <source>The tunnel has lost its connection to ngrok and tries to get it back.</source>
   <translation>Der Tunnel hat die Verbindung zu ngrok verloren und sucht sie wieder.</translation>
  </message>
  <message>
   <source>The way in did not open in time.</source>
   <translation>Der Zugang öffnete sich nicht rechtzeitig.</translation>
  </message>
  <message>
   <source>There are no Twilio credentials to call with.</source>
   <translation>Es gibt keine Twilio-Zugangsdaten zum Anrufen.</translation>
  </message>
  <message>
   <source>There are no Twilio credentials.</source>
   <translation>Es gibt keine Twilio-Zugangsdaten.</translation>
  </message>
  <message>
   <source>There are no credentials to look with.</source>
   <translation>Es gibt keine Zugangsdaten zum Nachsehen.</translation>
  </message>
  <message>
   <source>There is no Stream account to meet agents in.</source>
   <translation>Es gibt kein Stream-Konto, in dem Agenten zu treffen wären.</translation>
  </message>
  <message>
   <source>There is no agent on the call to be asked.</source>
   <translation>Im Anruf ist kein Agent, der gefragt werden könnte.</translation>
  </message>
  <message>
   <source>There is no agent “{1}” here. There are: {2}.</source>
   <translation>Hier gibt es keinen Agenten „{1}“. Es gibt: {2}.</translation>
  </message>
  <message>
   <source>There is no caller “{1}”. There are: {2}.</source>
   <translation>Es gibt keinen Anrufer „{1}“. Es gibt: {2}.</translation>
  </message>
  <message>
   <source>There is no free port for the agent program.</source>
   <translation>Für das Agentenprogramm ist kein Port frei.</translation>
  </message>
  <message>
   <source>There is no key to check webhooks with, so all of them are refused.</source>
   <translation>Es gibt keinen Schlüssel, um Webhooks zu prüfen, darum werden alle abgewiesen.</translation>
  </message>
  <message>
   <source>There is no line to dial from. Set TWILIO_PHONE_NUMBER to your number.</source>
   <translation>Es gibt keine Leitung zum Wählen. TWILIO_PHONE_NUMBER auf Ihre Nummer setzen.</translation>
  </message>
  <message>
   <source>There is no line with this number. See them with: operator-console lines</source>
   <translation>Es gibt keine Leitung mit dieser Nummer. Alle zeigt: operator-console lines</translation>
  </message>
  <message>
   <source>There is no number to call from. Set TWILIO_PHONE_NUMBER.</source>
   <translation>Es gibt keine Nummer zum Anrufen. TWILIO_PHONE_NUMBER setzen.</translation>
  </message>
  <message>
   <source>There is no number to look after now. See how the number is.</source>
   <translation>Um keine Nummer ist sich jetzt zu kümmern. Nachsehen, wie es um die Nummer steht.</translation>
  </message>
  <message>
   <source>There is no number whose calls could come here.</source>
   <translation>Es gibt keine Nummer, deren Anrufe hierher kommen könnten.</translation>
  </message>
  <message>
   <source>There is no program {1} to answer the line with.</source>
   <translation>Es gibt kein Programm {1}, das die Leitung beantworten könnte.</translation>
  </message>
  <message>
   <source>There is no program {1} to start the agent with.</source>
   <translation>Es gibt kein Programm {1}, um den Agenten zu starten.</translation>
  </message>
  <message>
   <source>There is no public address for the call yet.</source>
   <translation>Für den Anruf gibt es noch keine öffentliche Adresse.</translation>
  </message>
  <message>
   <source>There is no public address to lead it to yet.</source>
   <translation>Noch gibt es keine öffentliche Adresse, zu der sie zu führen wäre.</translation>
  </message>
  <message>
   <source>There is no public address to lead it to.</source>
   <translation>Es gibt keine öffentliche Adresse, zu der sie zu führen wäre.</translation>
  </message>
  <message>
   <source>There is no public address to test.</source>
   <translation>Es gibt keine öffentliche Adresse zu prüfen.</translation>
  </message>
  <message>
   <source>There is no public address, so carriers can't reach this console.</source>
   <translation>Es gibt keine öffentliche Adresse, darum erreichen Netze diese Konsole nicht.</translation>
  </message>
  <message>
   <source>There is no setting {1}. See them with: operator-console settings</source>
   <translation>Es gibt keine Einstellung {1}. Alle zeigt: operator-console settings</translation>
  </message>
  <message>
   <source>There is no step {1}.</source>
   <translation>Es gibt keinen Schritt {1}.</translation>
  </message>
  <message>
   <source>There is no way in to test.</source>
   <translation>Es gibt keinen Zugang zu prüfen.</translation>
  </message>
  <message>
   <source>There is no way in yet.</source>
   <translation>Es gibt noch keinen Zugang.</translation>
  </message>
  <message>
   <source>There is nothing written.</source>
   <translation>Es ist nichts geschrieben.</translation>
  </message>
  <message>
   <source>These are Twilio test credentials, which can't place real calls. Use the live ones.</source>
   <translation>Das sind Test-Zugangsdaten von Twilio, mit denen keine echten Anrufe möglich sind. Die echten benutzen.</translation>
  </message>
  <message>
   <source>They are: {1}.</source>
   <translation>Es sind: {1}.</translation>
  </message>
  <message>
   <source>They have not answered yet.</source>
   <translation>Dort wurde noch nicht abgenommen.</translation>
  </message>
  <message>
   <source>They may cost {1} an hour.</source>
   <translation>Sie dürfen {1} je Stunde kosten.</translation>
  </message>
  <message>
   <source>This agent takes no requests: it has announced none.</source>
   <translation>Dieser Agent nimmt keine Anfragen an: Er hat keine angekündigt.</translation>
  </message>
  <message>
   <source>This call may be recorded.</source>
   <translation>Dieser Anruf wird möglicherweise aufgenommen.</translation>
  </message>
  <message>
   <source>This call's agent can't be cut short.</source>
   <translation>Der Agent dieses Anrufs lässt sich nicht unterbrechen.</translation>
  </message>
  <message>
   <source>This call's agent can't be given words to say.</source>
   <translation>Dem Agenten dieses Anrufs lässt sich kein Wortlaut vorgeben.</translation>
  </message>
  <message>
   <source>This call's agent is not met in a Stream call.</source>
   <translation>Der Agent dieses Anrufs wird nicht in einem Stream-Anruf getroffen.</translation>
  </message>
  <message>
   <source>This call's agent takes no instructions.</source>
   <translation>Der Agent dieses Anrufs nimmt keine Anweisungen an.</translation>
  </message>
  <message>
   <source>This console closed the call's audio before the call had ended. See the log.</source>
   <translation>Diese Konsole schloss den Ton, bevor der Anruf zu Ende war. Siehe Protokoll.</translation>
  </message>
  <message>
   <source>This console has no sound of its own.</source>
   <translation>Diese Konsole hat keinen eigenen Ton.</translation>
  </message>
  <message>
   <source>This console has no speaker of its own.</source>
   <translation>Diese Konsole hat keinen eigenen Lautsprecher.</translation>
  </message>
  <message>
   <source>This console took too long to take the call's audio. Check the tunnel.</source>
   <translation>Diese Konsole brauchte zu lange, um den Ton anzunehmen. Den Tunnel prüfen.</translation>
  </message>
  <message>
   <source>This console turned a status report down. Its log says why.</source>
   <translation>Diese Konsole hat einen Statusbericht abgewiesen. Ihr Protokoll sagt, warum.</translation>
  </message>
  <message>
   <source>This line is the carrier's number in the settings. To be without it, reset {1}_PHONE_NUMBER.</source>
   <translation>Diese Leitung ist die Nummer des Netzes in den Einstellungen. Um sie loszuwerden, {1}_PHONE_NUMBER zurücksetzen.</translation>
  </message>
  <message>
   <source>This line's own Vision Agents servers, best first.</source>
   <translation>Eigene Vision-Agents-Server dieser Leitung, die besten zuerst.</translation>
  </message>
  <message>
   <source>This line's own command that serves agents; {1} stands for the port to serve on.</source>
   <translation>Eigener Befehl dieser Leitung, der Agenten bereitstellt; {1} steht für den Port dafür.</translation>
  </message>
  <message>
   <source>This number receives faxes. It will take calls instead.</source>
   <translation>Diese Nummer empfängt Faxe. Stattdessen wird sie Anrufe nehmen.</translation>
  </message>
  <message>
   <source>This system has no keyring that the console can reach.</source>
   <translation>Dieses System hat keinen Schlüsselbund, den die Konsole erreicht.</translation>
  </message>
  <message>
   <source>This version speaks to Twilio only.</source>
   <translation>Diese Version spricht nur mit Twilio.</translation>
  </message>
  <message>
   <source>This version speaks to Twilio only: set CONSOLE_CARRIER to twilio.</source>
   <translation>Diese Version spricht nur mit Twilio: CONSOLE_CARRIER auf twilio setzen.</translation>
  </message>
  <message>
   <source>To have its calls come here: operator-console lease take</source>
   <translation>Damit ihre Anrufe hier ankommen: operator-console lease take</translation>
  </message>
  <message>
   <source>To have its calls come here: operator-console lease take --take-over</source>
   <translation>Damit ihre Anrufe hier ankommen: operator-console lease take --take-over</translation>
  </message>
  <message>
   <source>To the agent: {1}</source>
   <translation>An den Agenten: {1}</translation>
  </message>
  <message>
   <source>Too many calls at once for this Twilio account. Wait for one to end.</source>
   <translation>Zu viele Anrufe zugleich für dieses Twilio-Konto. Warten, bis einer endet.</translation>
  </message>
  <message>
   <source>Try again in a minute.</source>
   <translation>In einer Minute noch einmal versuchen.</translation>
  </message>
  <message>
   <source>Try another network, or ask whoever runs this one to let ngrok through.</source>
   <translation>Ein anderes Netzwerk versuchen oder den Betreiber von diesem bitten, ngrok durchzulassen.</translation>
  </message>
  <message>
   <source>Try another network.</source>
   <translation>Ein anderes Netzwerk versuchen.</translation>
  </message>
  <message>
   <source>Try it again.</source>
   <translation>Noch einmal versuchen.</translation>
  </message>
  <message>
   <source>Try the way in</source>
   <translation>Den Zugang prüfen</translation>
  </message>
  <message>
   <source>Twilio</source>
   <translation>Twilio</translation>
  </message>
  <message>
   <source>Twilio blocks the number that the call was to be passed on to. Choose another.</source>
   <translation>Twilio sperrt die Nummer, an die der Anruf weitergegeben werden sollte. Eine andere wählen.</translation>
  </message>
  <message>
   <source>Twilio blocks this number. Call another, or ask Twilio's support why.</source>
   <translation>Twilio sperrt diese Nummer. Eine andere anrufen oder bei Twilio nach dem Grund fragen.</translation>
  </message>
  <message>
   <source>Twilio can't be reached. Check the network.</source>
   <translation>Twilio ist nicht zu erreichen. Das Netzwerk prüfen.</translation>
  </message>
  <message>
   <source>Twilio can't find our host name. Check CONSOLE_PUBLIC_URL and its DNS entry.</source>
   <translation>Twilio findet unseren Rechnernamen nicht. CONSOLE_PUBLIC_URL und den DNS-Eintrag prüfen.</translation>
  </message>
  <message>
   <source>Twilio can't reach this number. Check its digits, or call another.</source>
   <translation>Twilio kann diese Nummer nicht erreichen. Ihre Ziffern prüfen oder eine andere anrufen.</translation>
  </message>
  <message>
   <source>Twilio can't speak TLS with our address for the call's audio. Check its certificate.</source>
   <translation>Twilio kann mit unserer Adresse für den Ton kein TLS sprechen. Ihr Zertifikat prüfen.</translation>
  </message>
  <message>
   <source>Twilio can't speak TLS with our address. Check its certificate and TLS version.</source>
   <translation>Twilio kann mit unserer Adresse kein TLS sprechen. Zertifikat und TLS-Version prüfen.</translation>
  </message>
  <message>
   <source>Twilio can't use our address for the call's audio. Check CONSOLE_PUBLIC_URL.</source>
   <translation>Twilio kann unsere Adresse für den Ton nicht benutzen. CONSOLE_PUBLIC_URL prüfen.</translation>
  </message>
  <message>
   <source>Twilio can't use our address. Check CONSOLE_PUBLIC_URL.</source>
   <translation>Twilio kann unsere Adresse nicht benutzen. CONSOLE_PUBLIC_URL prüfen.</translation>
  </message>
  <message>
   <source>Twilio could not be asked.</source>
   <translation>Twilio war nicht zu fragen.</translation>
  </message>
  <message>
   <source>Twilio could not open the call's audio connection.</source>
   <translation>Twilio konnte die Tonverbindung des Anrufs nicht öffnen.</translation>
  </message>
  <message>
   <source>Twilio could not open the call's audio, and does not say why. Try again.</source>
   <translation>Twilio konnte den Ton des Anrufs nicht öffnen und sagt nicht, warum. Noch einmal versuchen.</translation>
  </message>
  <message>
   <source>Twilio could not reach this console. Check the tunnel or CONSOLE_PUBLIC_URL.</source>
   <translation>Twilio konnte diese Konsole nicht erreichen. Den Tunnel oder CONSOLE_PUBLIC_URL prüfen.</translation>
  </message>
  <message>
   <source>Twilio could not use our instructions for the call. Please report this as a fault.</source>
   <translation>Twilio konnte unsere Anweisungen für den Anruf nicht verwenden. Bitte als Fehler melden.</translation>
  </message>
  <message>
   <source>Twilio could not use what we sent on the call. Please report this as a fault.</source>
   <translation>Twilio konnte nicht verwenden, was wir im Anruf gesendet haben. Bitte als Fehler melden.</translation>
  </message>
  <message>
   <source>Twilio did not answer in time. Check the network.</source>
   <translation>Twilio hat nicht rechtzeitig geantwortet. Das Netzwerk prüfen.</translation>
  </message>
  <message>
   <source>Twilio does not accept the account SID and auth token. Check both, and that the account is active.</source>
   <translation>Twilio nimmt Account SID und Auth Token nicht an. Beide prüfen, und ob das Konto aktiv ist.</translation>
  </message>
  <message>
   <source>Twilio does not call that kind of number. Pass the call on to another.</source>
   <translation>Twilio ruft diese Art von Nummer nicht an. Den Anruf an eine andere weitergeben.</translation>
  </message>
  <message>
   <source>Twilio does not know that any more. Look at the list again.</source>
   <translation>Twilio kennt das nicht mehr. Die Liste neu ansehen.</translation>
  </message>
  <message>
   <source>Twilio does not know that application. Look at the number in the Twilio console.</source>
   <translation>Twilio kennt diese Anwendung nicht. Die Nummer in der Twilio-Konsole ansehen.</translation>
  </message>
  <message>
   <source>Twilio does not know the country to pass the call on to. Check the country code.</source>
   <translation>Twilio kennt das Land nicht, in das der Anruf gehen soll. Die Ländervorwahl prüfen.</translation>
  </message>
  <message>
   <source>Twilio does not let you call from this number: buy or verify it there first.</source>
   <translation>Twilio lässt Anrufe von dieser Nummer nicht zu: Sie dort erst kaufen oder bestätigen.</translation>
  </message>
  <message>
   <source>Twilio does not permit calls to this country. Allow it under Voice, Geo permissions.</source>
   <translation>Twilio erlaubt keine Anrufe in dieses Land. Unter Voice, Geo permissions erlauben.</translation>
  </message>
  <message>
   <source>Twilio does not permit calls to {1} yet.</source>
   <translation>Twilio erlaubt noch keine Anrufe nach {1}.</translation>
  </message>
  <message>
   <source>Twilio does not permit this account to call {1}. Allow it in the Twilio console under Voice, Settings, Geo permissions.</source>
   <translation>Twilio erlaubt diesem Konto keine Anrufe nach {1}. In der Twilio-Konsole unter Voice, Settings, Geo permissions erlauben.</translation>
  </message>
  <message>
   <source>Twilio got no good answer from this console. Check the tunnel, then the log.</source>
   <translation>Twilio bekam von dieser Konsole keine gute Antwort. Den Tunnel prüfen, dann das Protokoll.</translation>
  </message>
  <message>
   <source>Twilio got no number to call. Type one and dial again.</source>
   <translation>Twilio bekam keine Nummer zum Anrufen. Eine eintippen und neu wählen.</translation>
  </message>
  <message>
   <source>Twilio has a fault of its own. Try again in a minute.</source>
   <translation>Twilio hat selbst einen Fehler. In einer Minute noch einmal versuchen.</translation>
  </message>
  <message>
   <source>Twilio is asked too often just now. Wait a moment and try again.</source>
   <translation>Twilio wird gerade zu oft gefragt. Einen Moment warten und noch einmal versuchen.</translation>
  </message>
  <message>
   <source>Twilio is not available just now. Try again in a minute.</source>
   <translation>Twilio ist gerade nicht verfügbar. In einer Minute noch einmal versuchen.</translation>
  </message>
  <message>
   <source>Twilio refuses one of the call's settings. Look at the call in the Twilio console.</source>
   <translation>Twilio lehnt eine der Einstellungen des Anrufs ab. Den Anruf in der Twilio-Konsole ansehen.</translation>
  </message>
  <message>
   <source>Twilio refuses to ring for that long. Let it ring for 1 to 600 seconds.</source>
   <translation>Twilio lehnt es ab, so lange zu klingeln. 1 bis 600 Sekunden klingeln lassen.</translation>
  </message>
  <message>
   <source>Twilio says that the number to call from is not valid. Check TWILIO_PHONE_NUMBER.</source>
   <translation>Twilio sagt, die Nummer zum Anrufen sei ungültig. TWILIO_PHONE_NUMBER prüfen.</translation>
  </message>
  <message>
   <source>Twilio says that this is not a phone number. Check its digits.</source>
   <translation>Twilio sagt, das sei keine Telefonnummer. Ihre Ziffern prüfen.</translation>
  </message>
  <message>
   <source>Twilio says: {1} (error {2}{3}).</source>
   <translation>Twilio sagt: {1} (Fehler {2}{3}).</translation>
  </message>
  <message>
   <source>Twilio shows both on the first page of its console, under Account Info. The auth token is a secret: it is kept in this system's keyring and nowhere else.</source>
   <translation>Twilio zeigt beide auf der ersten Seite seiner Konsole unter Account Info. Das Auth Token ist ein Geheimnis: Es wird im Schlüsselbund dieses Systems aufbewahrt und nirgends sonst.</translation>
  </message>
  <message>
   <source>Twilio takes audio at wss addresses only. Set CONSOLE_PUBLIC_URL to an https one.</source>
   <translation>Twilio nimmt Ton nur an wss-Adressen. CONSOLE_PUBLIC_URL auf eine https-Adresse setzen.</translation>
  </message>
  <message>
   <source>Twilio threw some of the agent's audio away: far too much came at once. See the log.</source>
   <translation>Twilio hat etwas vom Ton des Agenten weggeworfen: Viel zu viel kam auf einmal. Siehe Protokoll.</translation>
  </message>
  <message>
   <source>Twilio took the change, but does not show it.</source>
   <translation>Twilio hat die Änderung angenommen, zeigt sie aber nicht.</translation>
  </message>
  <message>
   <source>Twilio trusts no certificate of our address. Renew it, or use a tunnel.</source>
   <translation>Twilio traut keinem Zertifikat unserer Adresse. Es erneuern oder einen Tunnel benutzen.</translation>
  </message>
  <message>
   <source>Twilio's answer could not be read.</source>
   <translation>Die Antwort von Twilio war nicht lesbar.</translation>
  </message>
  <message>
   <source>Type a number to dial.</source>
   <translation>Eine Nummer zum Wählen eintippen.</translation>
  </message>
  <message>
   <source>Type of the Stream calls that agents are met in; its settings are in Stream's dashboard.</source>
   <translation>Art der Stream-Anrufe, in denen Agenten sind; ihre Einstellungen stehen im Dashboard von Stream.</translation>
  </message>
  <message>
   <source>Type the line's number first.</source>
   <translation>Erst die Nummer der Leitung eintippen.</translation>
  </message>
  <message>
   <source>Unlock it with its password.</source>
   <translation>Ihn mit seinem Passwort entsperren.</translation>
  </message>
  <message>
   <source>Unlock it, or answer the prompt in which it asks for its password.</source>
   <translation>Ihn entsperren oder die Frage nach seinem Passwort beantworten.</translation>
  </message>
  <message>
   <source>Unset http_proxy for the console, or change the plan.</source>
   <translation>http_proxy für die Konsole entfernen oder den Tarif wechseln.</translation>
  </message>
  <message>
   <source>Until then, secrets can be given in the environment.</source>
   <translation>Bis dahin lassen sich Geheimnisse in der Umgebung vorgeben.</translation>
  </message>
  <message>
   <source>Upgrade it at Twilio before you rely on it.</source>
   <translation>Bei Twilio aufwerten, bevor Sie sich darauf verlassen.</translation>
  </message>
  <message>
   <source>Use a tunnel or a server nearer to here.</source>
   <translation>Einen Tunnel oder einen näheren Server benutzen.</translation>
  </message>
  <message>
   <source>Use this number</source>
   <translation>Diese Nummer benutzen</translation>
  </message>
  <message>
   <source>Vision Agents servers that send agents, best first.</source>
   <translation>Vision-Agents-Server, die Agenten schicken, die besten zuerst.</translation>
  </message>
  <message>
   <source>Wait for one to end, or run another console.</source>
   <translation>Warten, bis einer endet, oder eine weitere Konsole starten.</translation>
  </message>
  <message>
   <source>Way in</source>
   <translation>Zugang</translation>
  </message>
  <message>
   <source>Webhook lease</source>
   <translation>Webhook-Umleitung</translation>
  </message>
  <message>
   <source>What a begun minute of a call out is taken to cost, in the carrier account's currency, until the carrier tells its price.</source>
   <translation>Was eine begonnene Minute eines abgehenden Anrufs als Kosten gilt, in der Währung des Kontos, bis das Netz den Preis nennt.</translation>
  </message>
  <message>
   <source>What an agent that goes astray, or a thief of keys, can cost at most. The defaults suit a small office. Emergency and premium numbers are never dialled.</source>
   <translation>Was ein Agent auf Abwegen oder ein Dieb der Schlüssel höchstens kosten kann. Die üblichen Werte passen für ein kleines Büro. Notruf- und Sondernummern werden nie gewählt.</translation>
  </message>
  <message>
   <source>What callers are told before a call is recorded.</source>
   <translation>Was Anrufer hören, bevor ein Anruf aufgenommen wird.</translation>
  </message>
  <message>
   <source>What callers are told before it is recorded.</source>
   <translation>Was Anrufer hören, bevor aufgenommen wird.</translation>
  </message>
  <message>
   <source>What calls out may cost within an hour, in the carrier account's currency; no more is dialled after that. Not limited when not set.</source>
   <translation>Was abgehende Anrufe binnen einer Stunde kosten dürfen, in der Währung des Kontos; danach wird nicht mehr gewählt. Ohne Angabe nicht begrenzt.</translation>
  </message>
  <message>
   <source>What the caller hears last.</source>
   <translation>Was der Anrufer zuletzt hört.</translation>
  </message>
  <message>
   <source>What the caller hears when no other agent can be had.</source>
   <translation>Was der Anrufer hört, wenn kein anderer Agent zu haben ist.</translation>
  </message>
  <message>
   <source>What the caller hears while another agent is fetched.</source>
   <translation>Was der Anrufer hört, während ein anderer Agent geholt wird.</translation>
  </message>
  <message>
   <source>What the caller hears, before the tone where a message is left.</source>
   <translation>Was der Anrufer hört; bei einer Nachricht vor dem Ton.</translation>
  </message>
  <message>
   <source>What the caller is asked.</source>
   <translation>Was der Anrufer gefragt wird.</translation>
  </message>
  <message>
   <source>What the desk calls it.</source>
   <translation>Wie das Pult sie nennt.</translation>
  </message>
  <message>
   <source>What the operator hears calls on, by its name; the system's choice when not set.</source>
   <translation>Worauf der Operator Anrufe hört, mit seinem Namen; ohne Angabe wie im System.</translation>
  </message>
  <message>
   <source>When the agent is lost</source>
   <translation>Wenn der Agent verloren geht</translation>
  </message>
  <message>
   <source>Where the agent comes from</source>
   <translation>Woher der Agent kommt</translation>
  </message>
  <message>
   <source>Where the console keeps its files.</source>
   <translation>Wo die Konsole ihre Dateien hat.</translation>
  </message>
  <message>
   <source>Whether our number's webhook is led here while a console runs and put back after: after it was agreed to once, always, or never.</source>
   <translation>Ob der Webhook unserer Nummer hierher geleitet wird, solange eine Konsole läuft, und danach zurückgesetzt: nach einmaliger Zustimmung (ask), immer (auto) oder nie (off).</translation>
  </message>
  <message>
   <source>While this console runs, the calls of your number, or of every line's, are led here; what was before is kept and put back when you quit, after a crash too.</source>
   <translation>Solange diese Konsole läuft, werden die Anrufe Ihrer Nummer, oder der jeder Leitung, hierher geleitet. Was vorher galt, wird aufbewahrt und beim Beenden zurückgesetzt, auch nach einem Absturz.</translation>
  </message>
  <message>
   <source>Who answers</source>
   <translation>Wer annimmt</translation>
  </message>
  <message>
   <source>Who takes it, or what becomes of it.</source>
   <translation>Wer ihn nimmt oder was aus ihm wird.</translation>
  </message>
  <message>
   <source>Who talks with callers; practice on the practice line, stream elsewhere.</source>
   <translation>Wer mit Anrufern spricht; practice auf der Übungsleitung, sonst stream.</translation>
  </message>
  <message>
   <source>Whoever joins the Stream call</source>
   <translation>Wer dem Stream-Anruf beitritt</translation>
  </message>
  <message>
   <source>Whom callers talk with.</source>
   <translation>Mit wem Anrufer sprechen.</translation>
  </message>
  <message>
   <source>Whose phone network it is; this version speaks to Twilio.</source>
   <translation>Wessen Telefonnetz es ist; diese Version spricht mit Twilio.</translation>
  </message>
  <message>
   <source>Works behind any router. Nothing to set up.</source>
   <translation>Geht hinter jedem Router. Nichts einzurichten.</translation>
  </message>
  <message>
   <source>You hear calls through a speaker and speak on them through a microphone. Play the tone, then speak and watch the level. The agent's calls need neither.</source>
   <translation>Sie hören Anrufe über einen Lautsprecher und sprechen darin über ein Mikrofon. Den Ton abspielen, dann sprechen und den Pegel beobachten. Die Anrufe des Agenten brauchen beides nicht.</translation>
  </message>
  <message>
   <source>You hear calls through {1}. No microphone was found.</source>
   <translation>Sie hören Anrufe über {1}. Kein Mikrofon gefunden.</translation>
  </message>
  <message>
   <source>You hear through {1} and speak into {2}.</source>
   <translation>Sie hören über {1} und sprechen in {2}.</translation>
  </message>
  <message>
   <source>You would not hear calls here.</source>
   <translation>Sie würden hier keine Anrufe hören.</translation>
  </message>
  <message>
   <source>a program answers in text</source>
   <translation>ein Programm antwortet in Text</translation>
  </message>
  <message>
   <source>an address that can't be read</source>
   <translation>einer unlesbaren Adresse</translation>
  </message>
  <message>
   <source>at once</source>
   <translation>sofort</translation>
  </message>
  <message>
   <source>at the next start</source>
   <translation>ab dem nächsten Start</translation>
  </message>
  <message>
   <source>callers hear a sentence</source>
   <translation>Anrufer hören einen Satz</translation>
  </message>
  <message>
   <source>callers hear the busy tone</source>
   <translation>Anrufer hören das Besetztzeichen</translation>
  </message>
  <message>
   <source>callers leave a message</source>
   <translation>Anrufer hinterlassen eine Nachricht</translation>
  </message>
  <message>
   <source>calls are declined</source>
   <translation>Anrufe werden abgelehnt</translation>
  </message>
  <message>
   <source>calls are led to {1}</source>
   <translation>Anrufe gehen an {1}</translation>
  </message>
  <message>
   <source>default</source>
   <translation>der Vorgabe</translation>
  </message>
  <message>
   <source>environment</source>
   <translation>der Umgebung</translation>
  </message>
  <message>
   <source>it can't be below 0</source>
   <translation>es darf nicht unter 0 sein</translation>
  </message>
  <message>
   <source>it has to be a number</source>
   <translation>es muss eine Zahl sein</translation>
  </message>
  <message>
   <source>it has to be a whole number</source>
   <translation>es muss eine ganze Zahl sein</translation>
  </message>
  <message>
   <source>it has to be yes or no</source>
   <translation>es muss yes oder no sein</translation>
  </message>
  <message>
   <source>it has to be {1}</source>
   <translation>es muss {1} sein</translation>
  </message>
  <message>
   <source>it has to be {1} or less</source>
   <translation>es darf höchstens {1} sein</translation>
  </message>
  <message>
   <source>it has to be {1} or more</source>
   <translation>es muss mindestens {1} sein</translation>
  </message>
  <message>
   <source>it has to be {1} or {2}</source>
   <translation>es muss {1} oder {2} sein</translation>
  </message>
  <message>
   <source>it may have letters, digits, _ and -, 64 at most</source>
   <translation>es darf Buchstaben, Ziffern, _ und - haben, höchstens 64</translation>
  </message>
  <message>
   <source>it rings for you; after {1} s {2}</source>
   <translation>es klingelt bei Ihnen; nach {1} s: {2}</translation>
  </message>
  <message>
   <source>its number is missing</source>
   <translation>die Nummer fehlt</translation>
  </message>
  <message>
   <source>its {1} have to be a table, [{2}.{3}]</source>
   <translation>{1} muss eine Tabelle sein, [{2}.{3}]</translation>
  </message>
  <message>
   <source>its {1} is wrong: {2}</source>
   <translation>{1} ist falsch: {2}</translation>
  </message>
  <message>
   <source>keyring</source>
   <translation>dem Schlüsselbund</translation>
  </message>
  <message>
   <source>less than 1 ms</source>
   <translation>weniger als 1 ms</translation>
  </message>
  <message>
   <source>name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>ngrok address</source>
   <translation>ngrok-Adresse</translation>
  </message>
  <message>
   <source>ngrok token</source>
   <translation>ngrok-Token</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>nobody</source>
   <translation>niemandem</translation>
  </message>
  <message>
   <source>nobody answers until you take the call</source>
   <translation>niemand nimmt an, bis Sie den Anruf übernehmen</translation>
  </message>
  <message>
   <source>number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>only {1}, {2} and {3} may stand in braces</source>
   <translation>in Klammern dürfen nur {1}, {2} und {3} stehen</translation>
  </message>
  <message>
   <source>settings.toml can't be written: {1}.</source>
   <translation>settings.toml ist nicht zu schreiben: {1}.</translation>
  </message>
  <message>
   <source>settings.toml has lines of its own, and they come first: “{1}”, {2}. The number chosen here is not used while they are there.</source>
   <translation>settings.toml hat eigene Leitungen, und die gehen vor: „{1}“, {2}. Die hier gewählte Nummer wird nicht benutzt, solange es sie gibt.</translation>
  </message>
  <message>
   <source>the SIP trunk {1}</source>
   <translation>dem SIP-Trunk {1}</translation>
  </message>
  <message>
   <source>the agent answers</source>
   <translation>der Agent nimmt an</translation>
  </message>
  <message>
   <source>the application {1}</source>
   <translation>der Anwendung {1}</translation>
  </message>
  <message>
   <source>the echo agent answers</source>
   <translation>der Echo-Agent nimmt an</translation>
  </message>
  <message>
   <source>the environment</source>
   <translation>Umgebung</translation>
  </message>
  <message>
   <source>the number's own country</source>
   <translation>das Land der Nummer</translation>
  </message>
  <message>
   <source>the practice agent answers</source>
   <translation>der Übungsagent nimmt an</translation>
  </message>
  <message>
   <source>the {1} agent answers</source>
   <translation>der Agent {1} nimmt an</translation>
  </message>
  <message>
   <source>they are tables, each begun with [[{1}]]</source>
   <translation>es sind Tabellen, jede begonnen mit [[{1}]]</translation>
  </message>
  <message>
   <source>two of them have the same {1}</source>
   <translation>zwei davon haben gleich: {1}</translation>
  </message>
  <message>
   <source>with answer “{1}” it needs a {2}</source>
   <translation>mit der Antwort „{1}“ braucht sie: {2}</translation>
  </message>
  <message>
   <source>without {1} all phone calls would be in one Stream call</source>
   <translation>ohne {1} wären alle Telefonanrufe in einem Stream-Anruf</translation>
  </message>
  <message>
   <source>write it with its country code, like +14155550100</source>
   <translation>mit Ländervorwahl schreiben, wie +14155550100</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>{1} But it can't be kept: {2}</source>
   <translation>{1} Aber es lässt sich nicht aufbewahren: {2}</translation>
  </message>
  <message>
   <source>{1} Callers will notice that.</source>
   <translation>{1} Anrufer werden das merken.</translation>
  </message>
  <message>
   <source>{1} GB are free for recordings and history.</source>
   <translation>{1} GB sind für Aufnahmen und Verlauf frei.</translation>
  </message>
  <message>
   <source>{1} The audio was closed instead.</source>
   <translation>{1} Stattdessen wurde der Ton geschlossen.</translation>
  </message>
  <message>
   <source>{1} The call was not placed.</source>
   <translation>{1} Der Anruf wurde nicht ausgeführt.</translation>
  </message>
  <message>
   <source>{1} after {2} s</source>
   <translation>{1}, nach {2} s</translation>
  </message>
  <message>
   <source>{1} are the account's and take calls.</source>
   <translation>{1} gehören zum Konto und nehmen Anrufe.</translation>
  </message>
  <message>
   <source>{1} calls are under way, as many as this console carries.</source>
   <translation>{1} Anrufe laufen, mehr trägt diese Konsole nicht.</translation>
  </message>
  <message>
   <source>{1} calls of an earlier run are still open at Twilio.</source>
   <translation>{1} Anrufe eines früheren Laufs sind bei Twilio noch offen.</translation>
  </message>
  <message>
   <source>{1} calls out are under way and {2} are allowed at once. Wait for one to end.</source>
   <translation>{1} abgehende Anrufe laufen, und {2} zugleich sind erlaubt. Warten, bis einer endet.</translation>
  </message>
  <message>
   <source>{1} can't be kept: it has line breaks or control characters within.</source>
   <translation>{1} lässt sich nicht aufbewahren: Es enthält Zeilenumbrüche oder Steuerzeichen.</translation>
  </message>
  <message>
   <source>{1} can't be kept: it is longer than {2} characters, the most that every system's keyring takes.</source>
   <translation>{1} lässt sich nicht aufbewahren: Es ist länger als {2} Zeichen, das Meiste, was der Schlüsselbund jedes Systems nimmt.</translation>
  </message>
  <message>
   <source>{1} can't be read: {2}.</source>
   <translation>{1} ist nicht lesbar: {2}.</translation>
  </message>
  <message>
   <source>{1} can't be used: {2}.</source>
   <translation>{1} ist nicht brauchbar: {2}.</translation>
  </message>
  <message>
   <source>{1} can't take voice calls: it was bought without them.</source>
   <translation>{1} kann keine Sprachanrufe nehmen: Ohne sie wurde die Nummer gekauft.</translation>
  </message>
  <message>
   <source>{1} can't take voice calls: it was bought without them. Choose another number at Twilio.</source>
   <translation>{1} kann keine Sprachanrufe nehmen: Ohne sie wurde die Nummer gekauft. Bei Twilio eine andere wählen.</translation>
  </message>
  <message>
   <source>{1} could not be put back: {2} It is tried at the next start, or with: operator-console lease restore</source>
   <translation>{1} war nicht zurückzusetzen: {2} Nächster Versuch beim nächsten Start, oder mit: operator-console lease restore</translation>
  </message>
  <message>
   <source>{1} did not answer as a Vision Agents server ({2}). Check its address.</source>
   <translation>{1} antwortete nicht wie ein Vision-Agents-Server ({2}). Die Adresse prüfen.</translation>
  </message>
  <message>
   <source>{1} does not speak TLS as carriers do.</source>
   <translation>{1} spricht kein TLS, wie Netze es tun.</translation>
  </message>
  <message>
   <source>{1} has no “{2}”, only {3}</source>
   <translation>{1} hat kein „{2}“, nur {3}</translation>
  </message>
  <message>
   <source>{1} has not answered within {2} seconds.</source>
   <translation>{1} hat binnen {2} Sekunden nicht geantwortet.</translation>
  </message>
  <message>
   <source>{1} has not answered yet.</source>
   <translation>{1} hat noch nicht geantwortet.</translation>
  </message>
  <message>
   <source>{1} holds a secret, {2}. Take it out of there, and keep it with: operator-console credentials set {3}</source>
   <translation>{1} enthält ein Geheimnis, {2}. Es dort herausnehmen und aufbewahren mit: operator-console credentials set {3}</translation>
  </message>
  <message>
   <source>{1} holds no setting of the console's.</source>
   <translation>{1} enthält keine Einstellung der Konsole.</translation>
  </message>
  <message>
   <source>{1} is a secret and is not kept in a file. Keep it with: operator-console credentials set {2}</source>
   <translation>{1} ist ein Geheimnis und steht in keiner Datei. Aufbewahren mit: operator-console credentials set {2}</translation>
  </message>
  <message>
   <source>{1} is answered by {2}, not here.</source>
   <translation>{1} wird von {2} beantwortet, nicht hier.</translation>
  </message>
  <message>
   <source>{1} is as it was, answered by {2}.</source>
   <translation>{1} ist, wie es war: beantwortet von {2}.</translation>
  </message>
  <message>
   <source>{1} is damaged, so a number can't be put back by itself. Set the number's webhook in the Twilio console, then delete the file.</source>
   <translation>{1} ist beschädigt, darum lässt sich eine Nummer nicht von selbst zurücksetzen. Den Webhook der Nummer in der Twilio-Konsole setzen, dann die Datei löschen.</translation>
  </message>
  <message>
   <source>{1} is larger than 20 MB; it was not read.</source>
   <translation>{1} ist größer als 20 MB; sie wurde nicht gelesen.</translation>
  </message>
  <message>
   <source>{1} is no country's ISO 3166 code, like US or DE</source>
   <translation>{1} ist kein ISO-3166-Kürzel eines Landes, wie US oder DE</translation>
  </message>
  <message>
   <source>{1} is no secret that the console uses.</source>
   <translation>{1} ist kein Geheimnis, das die Konsole benutzt.</translation>
  </message>
  <message>
   <source>{1} is no text file.</source>
   <translation>{1} ist keine Textdatei.</translation>
  </message>
  <message>
   <source>{1} is not a number of the account any more.</source>
   <translation>{1} ist keine Nummer des Kontos mehr.</translation>
  </message>
  <message>
   <source>{1} is not a number of this Twilio account. Check the line's number with: operator-console numbers</source>
   <translation>{1} ist keine Nummer dieses Twilio-Kontos. Die Nummer der Leitung prüfen mit: operator-console numbers</translation>
  </message>
  <message>
   <source>{1} is not a number of this account.</source>
   <translation>{1} ist keine Nummer dieses Kontos.</translation>
  </message>
  <message>
   <source>{1} is not a number that exists. Check its digits.</source>
   <translation>{1} ist keine Nummer, die es gibt. Ihre Ziffern prüfen.</translation>
  </message>
  <message>
   <source>{1} is not an address. Check CONSOLE_AGENT_URL.</source>
   <translation>{1} ist keine Adresse. CONSOLE_AGENT_URL prüfen.</translation>
  </message>
  <message>
   <source>{1} is not for agent programs. Take it out of the list.</source>
   <translation>{1} ist nicht für Agentenprogramme. Es aus der Liste nehmen.</translation>
  </message>
  <message>
   <source>{1} is not plugged in. {2} is used instead.</source>
   <translation>{1} ist nicht angeschlossen. Stattdessen wird {2} benutzt.</translation>
  </message>
  <message>
   <source>{1} is not valid TOML: {2}.</source>
   <translation>{1} ist kein gültiges TOML: {2}.</translation>
  </message>
  <message>
   <source>{1} is the account's and takes calls.</source>
   <translation>{1} gehört zum Konto und nimmt Anrufe.</translation>
  </message>
  <message>
   <source>{1} is too long for a .env.</source>
   <translation>{1} ist zu lang für eine .env.</translation>
  </message>
  <message>
   <source>{1} joined the Stream call.</source>
   <translation>{1} ist dem Stream-Anruf beigetreten.</translation>
  </message>
  <message>
   <source>{1} leads here. There and back takes {2}.</source>
   <translation>{1} führt hierher. Hin und zurück dauert es {2}.</translation>
  </message>
  <message>
   <source>{1} left the Stream call.</source>
   <translation>{1} hat den Stream-Anruf verlassen.</translation>
  </message>
  <message>
   <source>{1} may not call {2}. Countries it may call: {3}.</source>
   <translation>{1} darf nicht nach {2} anrufen. Länder, die erlaubt sind: {3}.</translation>
  </message>
  <message>
   <source>{1} needs a value; without one, reset it.</source>
   <translation>{1} braucht einen Wert; sonst zurücksetzen.</translation>
  </message>
  <message>
   <source>{1} numbers were dialled in the last hour and {2} are allowed. Try again later.</source>
   <translation>{1} Nummern wurden in der letzten Stunde gewählt, und {2} sind erlaubt. Später noch einmal versuchen.</translation>
  </message>
  <message>
   <source>{1} of {2} {3}; it was left out.</source>
   <translation>{1} von {2} {3}; ausgelassen.</translation>
  </message>
  <message>
   <source>{1} says where the file is, so it can only be set in the environment.</source>
   <translation>{1} sagt, wo die Datei ist, und lässt sich darum nur in der Umgebung setzen.</translation>
  </message>
  <message>
   <source>{1} takes calls. It is answered by {2} now.</source>
   <translation>{1} nimmt Anrufe. Beantwortet wird sie jetzt von {2}.</translation>
  </message>
  <message>
   <source>{1}: {2} can't be used; {3}.</source>
   <translation>{1}: {2} ist nicht brauchbar; {3}.</translation>
  </message>
  <message>
   <source>{1}: “{2}” has to be tables: [[{3}]].</source>
   <translation>{1}: „{2}“ muss aus Tabellen bestehen: [[{3}]].</translation>
  </message>
  <message>
   <source>{1}{2} can't be used: {3}.</source>
   <translation>{1}{2} ist nicht brauchbar: {3}.</translation>
  </message>
 </context>
 <context>
  <name>SettingRow</name>
  <message>
   <source>Counts {when}.</source>
   <translation>Gilt {when}.</translation>
  </message>
  <message>
   <source>Default ({value})</source>
   <translation>Üblich ({value})</translation>
  </message>
  <message>
   <source>Default: {value}.</source>
   <translation>Üblich: {value}.</translation>
  </message>
  <message>
   <source>Kept. Type another to replace it.</source>
   <translation>Behalten. Zum Ersetzen ein anderes tippen.</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Reset</source>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <source>as usual</source>
   <translation>wie üblich</translation>
  </message>
  <message>
   <source>from {source}</source>
   <translation>aus {source}</translation>
  </message>
  <message>
   <source>not set</source>
   <translation>nicht gesetzt</translation>
  </message>
 </context>
 <context>
  <name>SettingsWindow</name>
  <message>
   <source>Lines</source>
   <translation>Leitungen</translation>
  </message>
  <message>
   <source>No setting is called like that.</source>
   <translation>So heißt keine Einstellung.</translation>
  </message>
  <message>
   <source>Search the settings</source>
   <translation>Einstellungen durchsuchen</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Start again now</source>
   <translation>Jetzt neu starten</translation>
  </message>
  <message>
   <source>These count at the next start: {names}.</source>
   <translation>Gelten ab dem nächsten Start: {names}.</translation>
  </message>
 </context>
 <context>
  <name>SetupWindow</name>
  <message>
   <source>Checking…</source>
   <translation>Prüft…</translation>
  </message>
  <message>
   <source>Set up a real line</source>
   <translation>Eine echte Leitung einrichten</translation>
  </message>
  <message>
   <source>The settings of the file are taken over.</source>
   <translation>Die Einstellungen der Datei sind übernommen.</translation>
  </message>
  <message>
   <source>Working…</source>
   <translation>Arbeitet…</translation>
  </message>
 </context>
 <context>
  <name>Shapes</name>
  <message>
   <source>Attention</source>
   <translation>Achtung</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Problem</source>
   <translation>Problem</translation>
  </message>
  <message>
   <source>To do</source>
   <translation>Zu tun</translation>
  </message>
 </context>
 <context>
  <name>SilencedBar</name>
  <message>
   <source>1 agent is silenced: its caller hears nothing of it.</source>
   <translation>1 Agent ist stumm: Sein Anrufer hört nichts von ihm.</translation>
  </message>
  <message>
   <source>{n} agents are silenced: their callers hear nothing of them.</source>
   <translation>{n} Agenten sind stumm: Ihre Anrufer hören nichts von ihnen.</translation>
  </message>
 </context>
 <context>
  <name>SoundBox</name>
  <message>
   <source> dB</source>
   <translation> dB</translation>
  </message>
  <message>
   <source>As the system has it</source>
   <translation>Wie im System</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Pegel</translation>
  </message>
  <message>
   <source>Look for devices again</source>
   <translation>Geräte neu suchen</translation>
  </message>
  <message>
   <source>Microphone</source>
   <translation>Mikrofon</translation>
  </message>
  <message>
   <source>Microphone's gain</source>
   <translation>Verstärkung des Mikrofons</translation>
  </message>
  <message>
   <source>Nobody hears you here: the microphone is open for its level.</source>
   <translation>Niemand hört Sie hier: Das Mikrofon ist nur für seinen Pegel offen.</translation>
  </message>
  <message>
   <source>Play a tone</source>
   <translation>Einen Ton spielen</translation>
  </message>
  <message>
   <source>Speaker</source>
   <translation>Lautsprecher</translation>
  </message>
  <message>
   <source>Speaker's gain</source>
   <translation>Verstärkung des Lautsprechers</translation>
  </message>
 </context>
 <context>
  <name>SpeakRow</name>
  <message>
   <source>Nobody hears you. {problem}</source>
   <translation>Niemand hört Sie. {problem}</translation>
  </message>
 </context>
 <context>
  <name>StepFoot</name>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Check again</source>
   <translation>Erneut prüfen</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Später</translation>
  </message>
 </context>
 <context>
  <name>StepList</name>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
 </context>
 <context>
  <name>StopAll</name>
  <message>
   <source>Hang up all?</source>
   <translation>Alle auflegen?</translation>
  </message>
  <message>
   <source>Stop all</source>
   <translation>Alles stopp</translation>
  </message>
 </context>
 <context>
  <name>Telling</name>
  <message>
   <source>Everyone hears you.</source>
   <translation>Alle hören Sie.</translation>
  </message>
  <message>
   <source>Nobody hears you.</source>
   <translation>Niemand hört Sie.</translation>
  </message>
  <message>
   <source>The agent reads you.</source>
   <translation>Der Agent liest Sie.</translation>
  </message>
  <message>
   <source>The caller hears you.</source>
   <translation>Der Anrufer hört Sie.</translation>
  </message>
  <message>
   <source>{party} rings on {line}.</source>
   <translation>{party} klingelt auf {line}.</translation>
  </message>
  <message>
   <source>{party}: {flag}.</source>
   <translation>{party}: {flag}.</translation>
  </message>
  <message>
   <source>{party}: {why}</source>
   <translation>{party}: {why}</translation>
  </message>
 </context>
 <context>
  <name>TextBox</name>
  <message>
   <source>Kept. Type another to replace it.</source>
   <translation>Behalten. Zum Ersetzen ein anderes tippen.</translation>
  </message>
 </context>
 <context>
  <name>TopBar</name>
  <message>
   <source>Menu</source>
   <translation>Menü</translation>
  </message>
 </context>
 <context>
  <name>Transcript</name>
  <message>
   <source>Transcript</source>
   <translation>Mitschrift</translation>
  </message>
 </context>
 <context>
  <name>TransferPanel</name>
  <message>
   <source>Ask first</source>
   <translation>Erst fragen</translation>
  </message>
  <message>
   <source>Ctrl+Enter: speak with them first; the caller hears music.</source>
   <translation>Strg+Eingabe: erst mit ihnen sprechen; der Anrufer hört Musik.</translation>
  </message>
  <message>
   <source>Number or name to transfer to</source>
   <translation>Nummer oder Name zum Verbinden</translation>
  </message>
  <message>
   <source>Ready to transfer to {number}.</source>
   <translation>Bereit, mit {number} zu verbinden.</translation>
  </message>
  <message>
   <source>Ringing them…</source>
   <translation>Wird angerufen…</translation>
  </message>
  <message>
   <source>Transfer</source>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Transferring…</source>
   <translation>Verbindet…</translation>
  </message>
  <message>
   <source>{party} goes on there without the agent, and the call ends here. Ask first, and they hear music while you speak with whoever answers.</source>
   <translation>{party} spricht dort ohne den Agenten weiter, und der Anruf endet hier. „Erst fragen“: Musik für den Anrufer, während Sie mit dem Angerufenen sprechen.</translation>
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message>
   <source>Operator console: {text}</source>
   <translation>Operator console: {text}</translation>
  </message>
  <message>
   <source>Show the desk</source>
   <translation>Das Pult zeigen</translation>
  </message>
 </context>
 <context>
  <name>UndoRow</name>
  <message>
   <source>The agent has the call again.</source>
   <translation>Der Agent hat den Anruf wieder.</translation>
  </message>
 </context>
 <context>
  <name>Waveform</name>
  <message>
   <source>Agent</source>
   <translation>Agent</translation>
  </message>
  <message>
   <source>Caller</source>
   <translation>Anrufer</translation>
  </message>
  <message>
   <source>Levels of the last {n} seconds</source>
   <translation>Pegel der letzten {n} Sekunden</translation>
  </message>
  <message>
   <source>−{n} s</source>
   <translation>−{n} s</translation>
  </message>
 </context>
 <context>
  <name>Words</name>
  <message>
   <source>1 alert</source>
   <translation>1 Warnung</translation>
  </message>
  <message>
   <source>1 call</source>
   <translation>1 Anruf</translation>
  </message>
  <message>
   <source>AGENT READS YOU</source>
   <translation>AGENT LIEST SIE</translation>
  </message>
  <message>
   <source>Agent</source>
   <translation>Agent</translation>
  </message>
  <message>
   <source>Another operator has joined this call.</source>
   <translation>Jemand anderes ist zu diesem Anruf dazugekommen.</translation>
  </message>
  <message>
   <source>Another operator has taken this call over.</source>
   <translation>Jemand anderes hat diesen Anruf übernommen.</translation>
  </message>
  <message>
   <source>Another operator is listening to this call.</source>
   <translation>Jemand anderes hört bei diesem Anruf mit.</translation>
  </message>
  <message>
   <source>Another operator is whispering to the agent.</source>
   <translation>Jemand anderes flüstert dem Agenten.</translation>
  </message>
  <message>
   <source>Attention</source>
   <translation>Achtung</translation>
  </message>
  <message>
   <source>Busy</source>
   <translation>Besetzt</translation>
  </message>
  <message>
   <source>CALLER HEARS YOU</source>
   <translation>ANRUFER HÖRT SIE</translation>
  </message>
  <message>
   <source>Caller</source>
   <translation>Anrufer</translation>
  </message>
  <message>
   <source>Caller and agent do not hear each other. You can take the call over.</source>
   <translation>Anrufer und Agent hören einander nicht. Sie können den Anruf übernehmen.</translation>
  </message>
  <message>
   <source>Caller and agent speak at the same time.</source>
   <translation>Anrufer und Agent sprechen zugleich.</translation>
  </message>
  <message>
   <source>Cancelled</source>
   <translation>Abgebrochen</translation>
  </message>
  <message>
   <source>Carrier</source>
   <translation>Netz</translation>
  </message>
  <message>
   <source>Completed</source>
   <translation>Beendet</translation>
  </message>
  <message>
   <source>Connecting</source>
   <translation>Verbindet</translation>
  </message>
  <message>
   <source>Declined</source>
   <translation>Abgelehnt</translation>
  </message>
  <message>
   <source>Dialogue</source>
   <translation>Dialog</translation>
  </message>
  <message>
   <source>Disk</source>
   <translation>Platte</translation>
  </message>
  <message>
   <source>EVERYONE HEARS YOU</source>
   <translation>ALLE HÖREN SIE</translation>
  </message>
  <message>
   <source>Echo</source>
   <translation>Echo</translation>
  </message>
  <message>
   <source>Ended</source>
   <translation>Zu Ende</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Gescheitert</translation>
  </message>
  <message>
   <source>Inbound</source>
   <translation>Eingang</translation>
  </message>
  <message>
   <source>Inbound to {line}</source>
   <translation>Ankommend auf {line}</translation>
  </message>
  <message>
   <source>Join</source>
   <translation>Zuschalten</translation>
  </message>
  <message>
   <source>Keyring</source>
   <translation>Schlüsselbund</translation>
  </message>
  <message>
   <source>Listen</source>
   <translation>Mithören</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>Läuft</translation>
  </message>
  <message>
   <source>Lost</source>
   <translation>Verloren</translation>
  </message>
  <message>
   <source>Mark</source>
   <translation>Marke</translation>
  </message>
  <message>
   <source>Media</source>
   <translation>Ton vom Netz</translation>
  </message>
  <message>
   <source>NOBODY HEARS YOU</source>
   <translation>NIEMAND HÖRT SIE</translation>
  </message>
  <message>
   <source>No agent</source>
   <translation>Kein Agent</translation>
  </message>
  <message>
   <source>No answer</source>
   <translation>Keine Antwort</translation>
  </message>
  <message>
   <source>No calls</source>
   <translation>Keine Anrufe</translation>
  </message>
  <message>
   <source>No sound is coming from the phone network.</source>
   <translation>Aus dem Telefonnetz kommt kein Ton.</translation>
  </message>
  <message>
   <source>Nobody has spoken for a long time.</source>
   <translation>Lange hat niemand gesprochen.</translation>
  </message>
  <message>
   <source>Not in use</source>
   <translation>Nicht in Gebrauch</translation>
  </message>
  <message>
   <source>Not working</source>
   <translation>Geht nicht</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>On hold</source>
   <translation>Gehalten</translation>
  </message>
  <message>
   <source>Outbound</source>
   <translation>Ausgang</translation>
  </message>
  <message>
   <source>Outbound from {line}</source>
   <translation>Abgehend von {line}</translation>
  </message>
  <message>
   <source>Practice</source>
   <translation>Übung</translation>
  </message>
  <message>
   <source>Preparing</source>
   <translation>Bereitet vor</translation>
  </message>
  <message>
   <source>Queued</source>
   <translation>Wartet</translation>
  </message>
  <message>
   <source>Ringing</source>
   <translation>Klingelt</translation>
  </message>
  <message>
   <source>Signature</source>
   <translation>Signatur</translation>
  </message>
  <message>
   <source>Sound</source>
   <translation>Ton</translation>
  </message>
  <message>
   <source>Stream</source>
   <translation>Stream</translation>
  </message>
  <message>
   <source>Take over</source>
   <translation>Übernehmen</translation>
  </message>
  <message>
   <source>Taken over</source>
   <translation>Übernommen</translation>
  </message>
  <message>
   <source>The agent takes long to answer.</source>
   <translation>Der Agent braucht lange für eine Antwort.</translation>
  </message>
  <message>
   <source>The call ended unexpectedly.</source>
   <translation>Der Anruf endete unerwartet.</translation>
  </message>
  <message>
   <source>The caller asked for a human.</source>
   <translation>Der Anrufer bat um einen Menschen.</translation>
  </message>
  <message>
   <source>Transferred</source>
   <translation>Verbunden</translation>
  </message>
  <message>
   <source>Tunnel</source>
   <translation>Tunnel</translation>
  </message>
  <message>
   <source>Webhook</source>
   <translation>Webhook</translation>
  </message>
  <message>
   <source>Whisper</source>
   <translation>Flüstern</translation>
  </message>
  <message>
   <source>Working</source>
   <translation>In Ordnung</translation>
  </message>
  <message>
   <source>You</source>
   <translation>Sie</translation>
  </message>
  <message>
   <source>agent silenced</source>
   <translation>Agent stumm</translation>
  </message>
  <message>
   <source>agent slow</source>
   <translation>Agent langsam</translation>
  </message>
  <message>
   <source>agent speaking</source>
   <translation>Agent spricht</translation>
  </message>
  <message>
   <source>agent trouble</source>
   <translation>Problem mit dem Agenten</translation>
  </message>
  <message>
   <source>asked for a human</source>
   <translation>bat um einen Menschen</translation>
  </message>
  <message>
   <source>buffered</source>
   <translation>gepuffert</translation>
  </message>
  <message>
   <source>caller speaking</source>
   <translation>Anrufer spricht</translation>
  </message>
  <message>
   <source>double talk</source>
   <translation>beide sprechen</translation>
  </message>
  <message>
   <source>error {code}</source>
   <translation>Fehler {code}</translation>
  </message>
  <message>
   <source>hearing</source>
   <translation>hört zu</translation>
  </message>
  <message>
   <source>long silence</source>
   <translation>lange Stille</translation>
  </message>
  <message>
   <source>no media</source>
   <translation>kein Ton</translation>
  </message>
  <message>
   <source>on hold</source>
   <translation>gehalten</translation>
  </message>
  <message>
   <source>thinking</source>
   <translation>überlegt</translation>
  </message>
  <message>
   <source>using a tool</source>
   <translation>nutzt ein Werkzeug</translation>
  </message>
  <message>
   <source>{activity} {n} s</source>
   <translation>{activity} {n} s</translation>
  </message>
  <message>
   <source>{kind} agent</source>
   <translation>Agent {kind}</translation>
  </message>
  <message>
   <source>{kind} agent failed</source>
   <translation>Agent {kind} gescheitert</translation>
  </message>
  <message>
   <source>{kind} agent has left</source>
   <translation>Agent {kind} ist gegangen</translation>
  </message>
  <message>
   <source>{kind} agent is getting ready</source>
   <translation>Agent {kind} macht sich bereit</translation>
  </message>
  <message>
   <source>{n} alerts</source>
   <translation>{n} Warnungen</translation>
  </message>
  <message>
   <source>{n} calls</source>
   <translation>{n} Anrufe</translation>
  </message>
 </context>
 <context>
  <name>_TalkButton</name>
  <message>
   <source>Hold to talk</source>
   <translation>Zum Sprechen halten</translation>
  </message>
 </context>
</TS>
