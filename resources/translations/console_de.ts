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
  <name>CallModel</name>
  <message>
   <source>{activity} {n} s</source>
   <translation>{activity} {n} s</translation>
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
   <source>1 alert</source>
   <translation>1 Warnung</translation>
  </message>
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
  <message>
   <source>{n} alerts</source>
   <translation>{n} Warnungen</translation>
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
   <source>No calls yet</source>
   <translation>Noch keine Anrufe</translation>
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
   <translation type="unfinished" />
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
  <name>Foot</name>
  <message>
   <source>1 call</source>
   <translation>1 Anruf</translation>
  </message>
  <message>
   <source>No calls</source>
   <translation>Keine Anrufe</translation>
  </message>
  <message>
   <source>{n} calls</source>
   <translation>{n} Anrufe</translation>
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
   <translation>Den Weg hierher prüfen</translation>
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
   <source>Close the keypad</source>
   <translation>Das Tastenfeld schließen</translation>
  </message>
  <message>
   <source>Keypad</source>
   <translation>Tastenfeld</translation>
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
  <name>LeaveSheet</name>
  <message>
   <source>1 call is live</source>
   <translation>1 Anruf läuft</translation>
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
   <translation>Zum Sprechen {key} halten</translation>
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
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Later</source>
   <translation type="unfinished" />
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
  <message>
   <source>{n} calls, {alerts} alerts</source>
   <translation>{n} Anrufe, {alerts} Warnungen</translation>
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
   <source>AGENT READS YOU</source>
   <translation>AGENT LIEST SIE</translation>
  </message>
  <message>
   <source>Agent</source>
   <translation>Agent</translation>
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
   <source>Disk</source>
   <translation>Platte</translation>
  </message>
  <message>
   <source>EVERYONE HEARS YOU</source>
   <translation>ALLE HÖREN SIE</translation>
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
   <translation>Ankommend</translation>
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
   <source>No answer</source>
   <translation>Keine Antwort</translation>
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
   <translation>Abgehend</translation>
  </message>
  <message>
   <source>Outbound from {line}</source>
   <translation>Abgehend von {line}</translation>
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
   <source>Take over</source>
   <translation>Übernehmen</translation>
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
 </context>
 <context>
  <name>_TalkButton</name>
  <message>
   <source>Hold to talk</source>
   <translation>Zum Sprechen halten</translation>
  </message>
 </context>
</TS>
